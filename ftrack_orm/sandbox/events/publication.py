"""Publish: an event becomes a row first, and then goes to all that want it, in the order of the rows."""

from __future__ import annotations

import logging
import queue
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.events.event_log import is_kept, keep
from ftrack_orm.sandbox.events.update import update_data, username
from ftrack_orm.sandbox.storage.store import Store

__all__ = ["Delivery", "Publication", "now", "wire_event"]

_log = logging.getLogger("ftrack_orm.sandbox")

_MOST_AT_ONCE = 500

Delivery = Callable[[Mapping[str, Any]], None]
"""Gives an event to all that want it; called from any thread, in the order of the events' rows."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    event: Mapping[str, Any]
    user_id: str
    done: Callable[[str | None], None]


class Publication:
    """Takes events of clients and of committed batches; may be called from any thread.

    A writer of its own makes rows of clients' events, as many at once as wait, so that the server's loop never waits
    for the database.
    """

    def __init__(self, store: Store, deliver: Delivery) -> None:
        self._store = store
        self._deliver = deliver
        self._id = uuid.uuid4().hex
        self._waiting: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._writer: threading.Thread | None = None
        self._starting = threading.Lock()

    def publish(self, event: Mapping[str, Any], user_id: str, done: Callable[[str | None], None]) -> None:
        """Take an event of a client; `done` gets None once it is a row and on its way, or what failed."""
        if not is_kept(event):
            self._deliver(event)
            done(None)
            return
        self._waiting.put(_Waiting(event, user_id, done))
        if self._writer is None:
            self._start()

    def record(self, message: Message) -> None:
        """Make the events of a batch, within its transaction; they are delivered when it is committed."""
        if not message.state.changes:
            return
        source = {"id": self._id, "user": {"id": message.user_id, "username": username(message)}}
        events = [wire_event("ftrack.update", data, source) for data in update_data(message)]
        keep(message.connection, message.store.tables, [(event, message.user_id) for event in events])
        message.announcements += [partial(self._deliver, event) for event in events]

    def close(self) -> None:
        """Finish what waits and stop the writer."""
        with self._starting:
            writer, self._writer = self._writer, None
        if writer is not None:
            self._waiting.put(None)
            writer.join()

    def _start(self) -> None:
        with self._starting:
            if self._writer is None:
                self._writer = threading.Thread(target=self._write, name="ftrack-orm sandbox events", daemon=True)
                self._writer.start()

    def _write(self) -> None:
        while True:
            batch = [self._waiting.get()]
            while len(batch) < _MOST_AT_ONCE and not self._waiting.empty():
                batch.append(self._waiting.get())
            self._write_batch([each for each in batch if each is not None])
            if None in batch:
                return

    def _write_batch(self, batch: list[_Waiting]) -> None:
        problem: str | None = None
        try:
            with self._store.turn():
                with self._store.begin() as connection:
                    keep(connection, self._store.tables, [(each.event, each.user_id) for each in batch])
                for each in batch:
                    self._deliver(each.event)
        except Exception as error:
            if len(batch) > 1:  # one that cannot be kept does not take the others along
                for each in batch:
                    self._write_batch([each])
                return
            _log.exception("an event could not be kept")
            problem = f"the event could not be kept: {type(error).__name__}"
        for each in batch:
            each.done(problem)


def wire_event(topic: str, data: Mapping[str, Any], source: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event of the server itself, as it is on the wire."""
    return {
        "id": uuid.uuid4().hex,
        "topic": topic,
        "data": data,
        "sent": now(),
        "source": source,
        "target": "",
        "inReplyToEvent": None,
    }


def now() -> str:
    """Return the moment as events tell it: ISO text in UTC."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat()
