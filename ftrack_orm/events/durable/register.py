"""The durable subscriptions of a hub."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any

from ftrack_orm.errors import EventError, UnknownSubscriberError
from ftrack_orm.events.durable.event_log import ServerLog
from ftrack_orm.events.durable.sqlite_store import SqliteStore
from ftrack_orm.events.durable.store import DurableStore
from ftrack_orm.events.durable.subscription import DurableSubscription
from ftrack_orm.events.event import Event
from ftrack_orm.events.inbox import Inbox
from ftrack_orm.events.subscription import Expression
from ftrack_orm.events.subscription.expression import And, Condition, Not, Or
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection, HttpTransport, RetryPolicy, Transport

__all__ = ["DurableRegister"]

_RETRY = RetryPolicy(attempts=3, first=1.0, most=60.0)
_KEPT = frozenset({"topic", "id", "data", "source.user.username"})


class DurableRegister:
    """Opens durable subscriptions and ends them; those of one server are not those of another.

    The server is asked through `transport`, over HTTP where there is none.
    """

    def __init__(self, settings: Settings, connection: Connection, transport: Transport | None, inbox: Inbox) -> None:
        self._settings = settings
        self._own: Transport | None = None
        if transport is None:
            transport = self._own = HttpTransport(settings, connection=connection)
        self._log = ServerLog(transport)
        self._inbox = inbox
        self._by_name: dict[str, DurableSubscription] = {}
        self._ended: dict[str, DurableSubscription] = {}
        self._stores: dict[Path | None, SqliteStore] = {}
        self._lock = Lock()

    def open(
        self,
        name: str,
        expression: Expression,
        handler: Callable[[Event], Any],
        store: DurableStore | str | Path | None,
        retry: RetryPolicy | None,
    ) -> DurableSubscription:
        """Return a subscription that is not started yet; the first time, the server is asked where its log ends.

        Raises:
            EventError: The name is taken, or the expression asks for what the log does not keep.
            TransportError: The server does not answer.
        """
        _check(name, expression)
        with self._lock:
            if name in self._by_name:
                raise EventError(f"this hub has a durable subscription {name!r} already")
            opened = self._by_name[name] = DurableSubscription(
                name,
                expression,
                handler,
                self._log,
                self._store(store),
                self._inbox,
                scope=self._settings.server_url,
                retry=retry or _RETRY,
                after=self._ended.pop(name, None),
            )
        return opened

    def get(self, name: str) -> DurableSubscription:
        """Return the subscription of a name.

        Raises:
            UnknownSubscriberError: There is none.
        """
        found = self._by_name.get(name)
        if found is None:
            raise UnknownSubscriberError(name)
        return found

    def end(self, subscription: DurableSubscription) -> None:
        """Read no more for a subscription; what it remembers stays."""
        subscription.stop()
        with self._lock:
            self._by_name.pop(subscription.name, None)
            self._ended[subscription.name] = subscription

    def wake(self) -> None:
        """Let all read what is new."""
        for subscription in self:
            subscription.wake()

    def stop(self) -> None:
        """Let none begin with another event."""
        for subscription in self:
            subscription.stop()

    def close(self, timeout: float) -> None:
        """Wait for what is being handled, and release the stores that were opened here."""
        for subscription in (*self._ended.values(), *self):
            subscription.join(timeout)
        for store in self._stores.values():
            store.close()
        if self._own is not None:
            self._own.close()

    def __iter__(self) -> Iterator[DurableSubscription]:
        return iter(list(self._by_name.values()))

    def _store(self, store: DurableStore | str | Path | None) -> DurableStore:
        if store is not None and not isinstance(store, (str, Path)):
            return store
        path = None if store is None else Path(store).expanduser()
        return self._stores.setdefault(path, SqliteStore(path))


def _check(name: str, expression: Expression) -> None:
    if not isinstance(name, str) or not name.strip() or "\n" in name:
        raise EventError(f"a durable subscription needs a name, as 'publish-notes'; got {name!r}")
    for key in _keys(expression):
        if key not in _KEPT and not key.startswith("data."):
            raise EventError(
                f"a durable subscription cannot ask for {key!r}: the server's log keeps topic, id, data and "
                "source.user.username; look at the rest in the handler"
            )


def _keys(expression: Expression) -> Iterator[str]:
    match expression:
        case Condition(key=key):
            yield key
        case Not(part=part):
            yield from _keys(part)
        case And(parts=parts) | Or(parts=parts):
            for each in parts:
                yield from _keys(each)
