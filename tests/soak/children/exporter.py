"""One export after another, each into a folder of its own; one that was killed is resumed by the next process."""

from __future__ import annotations

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.soak.children.child import Child

QUERY = 'select id, name, bid, parent.name from Task where name like "soak %"'

_PATIENCE_SECONDS = 120.0


def main() -> None:
    """Export until it is told to stop, and once more then: the last one finds everything there."""
    child = Child()
    from tests.soak.children.server import KEY, USER

    os.environ.update(FTRACK_SERVER=child.told["url"], FTRACK_API_USER=USER, FTRACK_API_KEY=KEY)
    child.listen()
    while not child.stopping.wait(child.told["pause"]):
        _one(child)
    if _begun(child)[1].exists():
        _one(child)
    _one(child)


def _begun(child: Child) -> tuple[Path, Path]:
    """Return the folder of the next export, and the file that tells whether a process before this one began it."""
    root = child.folder / "exports"
    number = len(list(root.glob("*.done")))
    return root / f"{number}", root / f"{number}.begun"


def _one(child: Child) -> None:
    from ftrack_orm.errors import FtrackError
    from ftrack_orm.export import export, verify
    from tests.soak.sabotage import confess

    folder, begun = _begun(child)
    if not begun.exists():
        begun.write_text(json.dumps({"at": time.monotonic()}), encoding="utf-8")
    query = QUERY
    if "short-export" in child.told["sabotages"]:
        query = 'select id, name, bid, parent.name from Task where name like "soak % b"'
        confess(child.folder, "short-export", folder.name)
    tries, began = 0, time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        while True:
            try:
                manifest = export(query, folder, format="jsonl", executor=pool, rows_per_part=40, resume=True)
                break
            except FtrackError as error:
                tries += 1
                if time.monotonic() - began > _PATIENCE_SECONDS:
                    raise
                print(f"export {folder.name}: {error}", file=os.fdopen(os.dup(2), "w"), flush=True)
                time.sleep(0.3)
    verify(folder)
    done = {"at": time.monotonic(), "rows": manifest.rows, "parts": len(manifest.parts), "tries": tries}
    partial = Path(f"{folder}.partial")
    partial.write_text(json.dumps(done), encoding="utf-8")
    partial.replace(f"{folder}.done")


if __name__ == "__main__":
    main()
