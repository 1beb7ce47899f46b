"""Run tasks on an executor, a few ahead, so that a long list of them waits here and not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice

from ftrack_orm.export.manifest import Written
from ftrack_orm.export.part_writing import PartTask
from ftrack_orm.export.stopping import Stop

__all__ = ["run"]

_UNDER_WAY = 64


def run(tasks: Sequence[PartTask], executor: Executor, stop: Stop, written: Callable[[str, Written], None]) -> None:
    """Run all tasks; `written` is called in this thread with the name of each part that is done.

    With the first failure, or when it is interrupted, what has not begun is cancelled and what has is waited for; the
    parts that were finished meanwhile count.
    """
    waiting = iter(tasks)
    running: dict[Future[Written], str] = {}
    try:
        while True:
            for task in islice(waiting, _UNDER_WAY - len(running)):
                running[executor.submit(task)] = task.part.name
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                result = future.result()
                written(running.pop(future), result)
    except BaseException:
        stop.ask()
        _end(running, written)
        raise


def _end(running: dict[Future[Written], str], written: Callable[[str, Written], None]) -> None:
    for future in running:
        future.cancel()
    wait(running)
    for future, name in running.items():
        if not future.cancelled() and future.exception() is None:
            written(name, future.result())
