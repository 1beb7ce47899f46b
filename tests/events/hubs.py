"""Hubs on a sandbox: ours and the official client's, with what tests ask of both."""

from __future__ import annotations

import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from ftrack_orm.events import Event, EventHub
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import RetryPolicy

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it imports modules that Python and setuptools deprecate
    from ftrack_api.event.base import Event as OfficialEvent  # type: ignore[import-untyped]  # it has no types
    from ftrack_api.event.hub import EventHub as OfficialHub  # type: ignore[import-untyped]  # it has no types

__all__ = ["Collector", "OfficialEvent", "OfficialHub", "acknowledged", "official_hub", "open_hub", "topics", "until"]

SECONDS = 10.0
"""What a test waits at most for what surely comes."""

T = TypeVar("T")


class Collector(Generic[T]):
    """Keeps what it is called with, and waits for it."""

    def __init__(self, answer: object = None) -> None:
        self.items: list[T] = []
        self._answer = answer
        self._came = threading.Condition()

    def __call__(self, item: T) -> object:
        with self._came:
            self.items.append(item)
            self._came.notify_all()
        return self._answer

    def noting(self, item: T) -> Callable[[object], None]:
        """Return a handler that keeps this, whatever it is called with, and does not reply."""

        def note(_: object) -> None:
            self(item)

        return note

    def wait(self, count: int = 1) -> list[T]:
        with self._came:
            assert self._came.wait_for(lambda: len(self.items) >= count, SECONDS), f"only {len(self.items)} came"
            return list(self.items)


def until(condition: Callable[[], object]) -> None:
    """Wait for something that tells nobody when it happens."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def open_hub(sandbox: Sandbox, **options: Any) -> EventHub:
    settings = Settings(sandbox.url, sandbox.api_user, sandbox.api_key)
    return EventHub(settings, retry=RetryPolicy(attempts=1000, first=0.01, most=0.1), **options)


@contextmanager
def official_hub(sandbox: Sandbox) -> Iterator[Any]:
    """A connected hub of the official client, whose events are handled by a thread."""
    hub: Any = OfficialHub(sandbox.url, sandbox.api_user, sandbox.api_key)
    hub._auto_reconnect_delay = 0.05
    hub.connect()
    done = threading.Event()

    def handle() -> None:
        while not done.is_set():
            hub.wait(duration=0)

    thread = threading.Thread(target=handle, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        done.set()
        thread.join()
        if hub.connected:
            hub.disconnect(unsubscribe=False)


def acknowledged(hub: Any) -> None:
    """Wait until the server has answered all that an official hub sent."""
    until(lambda: not hub._packet_callbacks)


def topics(events: list[Event]) -> list[str]:
    return [event.topic for event in events]
