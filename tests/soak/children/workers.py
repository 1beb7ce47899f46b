"""Several workers, a thread and a session each; how many handles and threads there were before, and are left after."""

from __future__ import annotations

import threading
import traceback
from pathlib import Path
from typing import Any

from tests.soak.children.child import Child


def main() -> None:
    """Work until it is told to stop."""
    child = Child()
    from ftrack_orm.transport import RetryPolicy
    from tests.soak.children.server import KEY, USER
    from tests.soak.children.warming import warmed

    retry = RetryPolicy(attempts=4, first=0.05, most=0.4)
    warmed(child.told["url"], USER, KEY)
    before = child.count()
    child.listen()
    workers = [
        threading.Thread(target=_work, args=(child, told, retry), name=f"worker {told['name']}")
        for told in child.told["workers"]
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    child.report_left(before)


def _work(child: Child, told: dict[str, Any], retry: Any) -> None:
    import ftrack_stock
    from ftrack_orm import Session
    from ftrack_orm.settings import Settings
    from ftrack_orm.transport import HttpTransport
    from tests.soak.children.server import KEY, USER
    from tests.soak.journal import Journal
    from tests.soak.sabotage import SabotagedTransport
    from tests.soak.workers.editor import Editor
    from tests.soak.workers.post import Post, chance_of
    from tests.soak.workers.publisher import Publisher
    from tests.soak.workers.reader import Reader

    url, sabotages = child.told["url"], tuple(told["sabotages"])
    roles: dict[str, Any] = {"editor": Editor, "reader": Reader, "publisher": Publisher}

    def open_session() -> Session:
        if told["role"] == "editor" and {"lost-write", "double-write"} & {*sabotages}:
            real = HttpTransport(Settings(url, USER, KEY), retry=retry)
            transport = SabotagedTransport(real, child.folder, sabotages)
            return Session(url, USER, KEY, models=ftrack_stock, transport=transport, retry=retry)
        cache = child.folder / "cache" if told["role"] == "reader" else None
        return Session(url, USER, KEY, models=ftrack_stock, retry=retry, cache=cache)

    journal = Journal(child.folder / "journals" / f"{told['name']}.jsonl")
    post = Post(
        told["name"], told["place"], child.folder, Path(child.told["files"]), journal,
        chance_of(child.told["seed"], told["name"]), open_session, child.stopping, child.told["pace"], sabotages,
    )  # fmt: skip
    try:
        with open_session() as session:
            roles[told["role"]](post, session).work()
    except Exception:
        post.wrong("a worker ended by an exception", error=traceback.format_exc())
    _leak(child, sabotages)
    journal.close()


def _leak(child: Child, sabotages: tuple[str, ...]) -> None:
    from tests.soak.sabotage import confess

    if "leaked-handle" in sabotages:
        path = child.folder / "leaked-handle.txt"
        _LEAKED.append(path.open("w", encoding="utf-8"))
        confess(child.folder, "leaked-handle", path.name)
    if "leaked-thread" in sabotages:
        threading.Thread(target=threading.Event().wait, name="leaked-thread", daemon=True).start()
        confess(child.folder, "leaked-thread", "leaked-thread")


_LEAKED: list[Any] = []


if __name__ == "__main__":
    main()
