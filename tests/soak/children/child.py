"""A child process: what it was told at its start, the orders that come on standard input, and its last report."""

from __future__ import annotations

import gc
import json
import os
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.soak.clock import WallClock

__all__ = ["Child", "handles", "threads"]

_NUMBER = re.compile(r":\[[0-9]+\]")
"""Of a socket or a pipe: it is another one each time."""


class Child:
    """This process, as its parent sees it. An end of the standard input is the parent's end: the child stops."""

    def __init__(self) -> None:
        self.name: str = sys.argv[1]
        self.told: dict[str, Any] = json.loads(sys.argv[2])
        self.folder = Path(self.told["folder"])
        self.stopping = threading.Event()
        self.clock = WallClock()
        self.clock.install()
        self.clock.offset = float(self.told.get("clock", 0.0))
        self.on_order: Callable[[dict[str, Any]], None] = lambda order: None

    def listen(self) -> None:
        """Begin to follow orders, and say that this process is ready."""
        threading.Thread(target=self._follow, name="orders", daemon=True).start()
        self.clock.jump(self.clock.offset)
        print("ready", flush=True)

    def count(self) -> tuple[list[str], list[str]]:
        """Return the handles and threads of now."""
        gc.collect()
        return handles(), threads()

    def report_left(self, before: tuple[list[str], list[str]]) -> None:
        """Leave a report for the auditor: what is there now and was not before, but the thread that follows orders."""
        after = self.count()
        report = {
            "name": self.name,
            "left_handles": sorted((Counter(after[0]) - Counter(before[0])).elements()),
            "left_threads": sorted((Counter(after[1]) - Counter([*before[1], "orders"])).elements()),
        }
        path = self.folder / "reports" / f"{self.name}.{os.getpid()}.json"
        path.write_text(json.dumps(report), encoding="utf-8")

    def _follow(self) -> None:
        for line in sys.stdin:
            order = json.loads(line)
            if "clock" in order:
                self.clock.jump(float(order["clock"]))
            if "stop" in order:
                self.stopping.set()
            self.on_order(order)
        self.stopping.set()


def handles(pid: int | None = None) -> list[str]:
    """Return what the open handles of a process lead to; the one that this question needs is left out."""
    folder = Path(f"/proc/{pid or os.getpid()}/fd")
    found = []
    for handle in os.listdir(folder) if folder.exists() else ():
        try:
            target = os.readlink(folder / handle)
        except OSError:
            continue
        if not target.endswith("/fd"):
            found.append(_NUMBER.sub("", target))
    return sorted(found)


def threads() -> list[str]:
    """Return the names of the threads of this process."""
    return sorted(thread.name for thread in threading.enumerate())
