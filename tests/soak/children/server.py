"""The server of a soak: a sandbox on a file, whose faults are written down and may be set while it runs."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.pool import Pool

from tests.soak.children.child import Child

if TYPE_CHECKING:
    from ftrack_orm.sandbox.faults import Faults

USER, KEY = "jenkins", "a-key-for-the-soak"


def main() -> None:
    """Serve until it is told to stop, or killed."""
    child = Child()
    import ftrack_orm.sandbox as package

    for module in pkgutil.walk_packages(package.__path__, "ftrack_orm.sandbox."):
        if not module.name.endswith("postgresql"):
            importlib.import_module(module.name)
    from ftrack_orm.sandbox import Sandbox

    child.clock.jump(child.clock.offset)
    event.listen(Pool, "checkout", _with_small_cache)
    told = child.told
    faults = _faults(child.folder / "faults.log", told["seed"])
    child.on_order = lambda order: _set(faults, order)
    _set(faults, told)
    with Sandbox(
        seed="conformance", database=child.folder / "workspace.db", files=told["files"], port=told["port"],
        api_user=USER, api_key=KEY, faults=faults,
    ) as sandbox:  # fmt: skip
        child.listen()
        child.stopping.wait()
        assert sandbox.url


def _with_small_cache(connection: sqlite3.Connection, *_: object) -> None:
    """Keep few pages: caches of 64 MiB for each connection, which fill for hours, would hide memory that leaks."""
    connection.execute("PRAGMA cache_size = -2048")


def _set(faults: Faults, order: dict[str, Any]) -> None:
    for name in ("latency", "jitter", "fail", "cut"):
        if name in order:
            setattr(faults, f"_{name}", float(order[name]))


def _faults(path: Path, seed: int) -> Faults:
    from ftrack_orm.sandbox.faults import Answer, Cut, Faults

    log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)

    class CountedFaults(Faults):
        """Faults that are written down as requests meet them: a killed server cannot be asked for them."""

        def choose(self, path: str, actions: Iterable[str] = ()) -> Any:
            decision = super().choose(path, actions)
            match decision.fault:
                case Cut(stage):
                    met = f"connection cut {stage} the {'request' if stage == 'before' else 'answer'}"
                case Answer(status, when):
                    met = f"HTTP {status} {when} the server worked"
                case _:
                    return decision
            os.write(log, json.dumps({"met": met}).encode() + b"\n")
            return decision

    return CountedFaults(seed=seed)


if __name__ == "__main__":
    main()
