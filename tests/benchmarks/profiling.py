"""Work for a profiler: `python -m tests.benchmarks.profiling reading 10` reads for ten seconds, `modifying` commits.

`make profile` samples both, and writes the pictures of `docs/speed.md`.
"""

from __future__ import annotations

import sys
import time
from collections import deque

from ftrack_orm import Session
from tests.benchmarks.clients.ours import open_session, task_query, values
from tests.benchmarks.stub import running_stub

__all__ = ["main"]

_TASKS = {"reading": 20_000, "modifying": 2_000}


def main() -> None:
    """Do one kind of work, over and over, for some seconds."""
    work, seconds = sys.argv[1], float(sys.argv[2])
    size = _TASKS[work]
    with running_stub(size) as stub:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with open_session(f"{stub}/{size}/0") as session:
                if work == "reading":
                    _read(session)
                else:
                    _modify(session, until)


def _read(session: Session) -> None:
    kept = deque(session.query(task_query()))  # in the identity map as long as they are here
    deque(values(kept), maxlen=0)


def _modify(session: Session, until: float) -> None:
    tasks = session.query(task_query()).all()
    number = 0
    while time.monotonic() < until:
        number += 1
        for task in tasks:
            task.bid = 7200.0 + number
            task.description = f"changed {number} times"
        session.commit()


if __name__ == "__main__":
    main()
