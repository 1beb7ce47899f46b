"""Hand events to an engine that works on many machines: any executor of `concurrent.futures`, or a task queue.

The engine decides where and when something runs. What is kept here is the order: of events on one entity, the next one
begins when the one before has ended.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from typing import Any

from ftrack_orm.events.event import Event

__all__ = ["ExecutorBridge", "entity_ids", "partition", "per_entity"]

_log = logging.getLogger("ftrack_orm.events")


def entity_ids(event: Event) -> list[str]:
    """Return the ids of the entities that an update tells of; none for other events."""
    return list(dict.fromkeys(str(each["entityId"]) for each in _told(event)))


def per_entity(event: Event) -> list[Event]:
    """Return an event for each entity that an update tells of, so that each can go its own way; others as they are.

    Their ids are that of the event and the entity's, the same whenever the event is split.
    """
    told = _told(event)
    if not told:
        return [event]
    return [
        Event(
            event.topic,
            {**event.data, "entities": [each]},
            id=f"{event.id}-{each['entityId']}",
            sent=event.sent,
            source=event.source,
            target=event.target,
        )
        for each in told
    ]


def partition(key: str, count: int) -> int:
    """Return which of several queues a key belongs to: the same one in every process.

    >>> from ftrack_orm.events.bridge import partition
    >>> partition("5671dcb0-66de-11e1-8e6e-f23c91df25eb", 4)
    2
    """
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest()) % count


def _told(event: Event) -> list[dict[str, Any]]:
    entities = event.data.get("entities") if isinstance(event.data, Mapping) else None
    listed = entities if isinstance(entities, list) else []
    return [each for each in listed if isinstance(each, dict) and each.get("entityId") is not None]


@dataclass(slots=True, eq=False)
class _Job:
    event: Event
    keys: tuple[Hashable, ...]
    waits: int = 0
    """How many before it have not ended."""
    followers: list[_Job] = field(default_factory=list)


class ExecutorBridge:
    """A handler that has events worked on by an executor: `events.subscribe(text, ExecutorBridge(pool, work))`.

    Events that share a key run one after the other, in the order in which they came; all others side by side. What
    fails is logged, and those after it run all the same. What has not ended is lost with this process.

    Args:
        executor: Threads, processes, `client.get_executor()` of Dask, anything with `submit`.
        work: Is called with the event, which can be pickled.
        keys: What of an event keeps its order; the entities that it tells of, where nothing is given.
        limit: How many events may be under way; then the hub's handlers wait.
    """

    def __init__(
        self,
        executor: Executor,
        work: Callable[[Event], object],
        *,
        keys: Callable[[Event], Iterable[Hashable]] = entity_ids,
        limit: int = 1_000,
    ) -> None:
        self._executor = executor
        self._work = work
        self._keys = keys
        self._room = threading.Semaphore(limit)
        self._last: dict[Hashable, _Job] = {}
        self._changed = threading.Condition()
        self._open = 0

    def __repr__(self) -> str:
        return f"<ExecutorBridge to {type(self._executor).__name__}: {self._open} under way>"

    def __len__(self) -> int:
        return self._open

    def __call__(self, event: Event) -> None:
        """Have an event worked on.

        Raises:
            RuntimeError: The executor was shut down.
        """
        job = _Job(event, tuple(dict.fromkeys(self._keys(event))))
        self._room.acquire()
        with self._changed:
            before = {id(last): last for key in job.keys if (last := self._last.get(key)) is not None}
            job.waits = len(before)
            for last in before.values():
                last.followers.append(job)
            self._last.update(dict.fromkeys(job.keys, job))
            self._open += 1
        if not before:
            try:
                self._submit(job)
            except BaseException:
                self._ended(job)
                raise

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until everything has ended that was handed over; tell whether it has."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._open, timeout)

    def _submit(self, job: _Job) -> None:
        self._executor.submit(self._work, job.event).add_done_callback(partial(self._done, job))

    def _done(self, job: _Job, future: Future[Any]) -> None:
        if future.cancelled():
            _log.error("event %s (%s) was cancelled by the executor", job.event.id, job.event.topic)
        elif (error := future.exception()) is not None:
            _log.error("work on event %s (%s) failed", job.event.id, job.event.topic, exc_info=error)
        self._ended(job)

    def _ended(self, job: _Job) -> None:
        """Begin with those that waited for this one alone."""
        ended = [job]
        while ended:
            for ready in self._close(ended.pop()):
                try:
                    self._submit(ready)
                except RuntimeError as error:
                    _log.error("event %s (%s) is lost: %s", ready.event.id, ready.event.topic, error)
                    ended.append(ready)

    def _close(self, job: _Job) -> list[_Job]:
        with self._changed:
            for key in job.keys:
                if self._last.get(key) is job:
                    del self._last[key]
            for follower in job.followers:
                follower.waits -= 1
            self._open -= 1
            self._changed.notify_all()
        self._room.release()
        return [follower for follower in job.followers if not follower.waits]
