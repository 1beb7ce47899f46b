"""Run jobs in forks of this process, a few at a time, and kill those that take too long."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

__all__ = ["Job", "Lost", "in_forks"]

K = TypeVar("K")

_TOO_LONG = (signal.SIGXCPU, signal.SIGKILL, signal.SIGPROF)
"""What ends a fork that takes longer than it may: the last by a timer that the job itself sets."""

_MOST_MEMORY = 6 << 30
"""Bytes of address space: a mutant that fills a list without end stops there."""


@dataclass(frozen=True, slots=True)
class Job(Generic[K]):
    """What to run in a fork; its result is pickled. `seconds` of processor time are enough for it."""

    key: K
    run: Callable[[], Any]
    seconds: float


@dataclass(frozen=True, slots=True)
class Lost:
    """Why a fork gave no result."""

    too_long: bool


def in_forks(jobs: Iterable[Job[K]], workers: int) -> Iterator[tuple[K, Any]]:
    """Give the key of each job and what it returned, or that it was lost, as they end.

    A job is asked for when there is a place for it, so that what the earlier ones found can be considered.
    """
    waiting = iter(jobs)
    running: dict[int, tuple[Job[K], float]] = {}
    more = True
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        while more or running:
            while more and len(running) < workers:
                job = next(waiting, None)
                if job is None:
                    more = False
                else:
                    running[_fork(job, Path(folder))] = (job, time.monotonic() + 30 + 20 * job.seconds)
            for pid in list(running):
                job, deadline = running[pid]
                ended, status = os.waitpid(pid, os.WNOHANG)
                if ended:
                    del running[pid]
                    yield job.key, _result(Path(folder) / str(pid), status)
                elif time.monotonic() > deadline:
                    os.killpg(pid, signal.SIGXCPU)
            time.sleep(0.002)


def _fork(job: Job[Any], folder: Path) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        resource.setrlimit(resource.RLIMIT_CPU, (int(job.seconds) + 1, int(job.seconds) + 5))
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        (folder / str(os.getpid())).write_bytes(pickle.dumps(job.run()))
    finally:
        os._exit(0)


def _result(file: Path, status: int) -> Any:
    if not file.exists():
        return Lost(os.WIFSIGNALED(status) and os.WTERMSIG(status) in _TOO_LONG)
    try:
        return pickle.loads(file.read_bytes())
    finally:
        file.unlink()
