"""One plug-in at work, with a session of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

from ftrack_orm.errors import EventHubUnreachableError
from ftrack_orm.plugins.discovery import PluginSource

if TYPE_CHECKING:
    from ftrack_orm.session import Session

__all__ = ["Plugin", "PluginState"]

_log = logging.getLogger("ftrack_orm.plugins")

PluginState = Literal["serving", "reconnecting", "failed", "stopped"]


class Plugin:
    """Has a session, and with it a connection and a thread for its handlers: what one does hinders no other."""

    def __init__(self, source: PluginSource, open_session: Callable[[], Session]) -> None:
        self.name: str = source.name
        self.place: str = source.place
        self.error: str | None = None
        """Why it is not served."""
        self._session: Session | None = None
        self._stopped = False
        self._source = source
        self._open = open_session

    def __repr__(self) -> str:
        return f"<Plugin {self.name}: {self.state}>"

    def start(self) -> bool:
        """Load and register it; tell whether that worked. What it raises is logged."""
        session = None
        try:
            register = self._source.load()
            session = self._open()
            register(session)
            with suppress(EventHubUnreachableError):  # it is tried further
                session.events.connect()
        except (Exception, SystemExit) as error:
            self.error = f"{type(error).__name__}: {error}"
            _log.exception("plug-in %s is not served", self.name, extra={"plugin": self.name, "place": self.place})
            if session is not None:
                session.close()
            return False
        self._session = session
        subscribers = session.events.subscriber_count
        _log.info(
            "plug-in %s is served",
            self.name,
            extra={"plugin": self.name, "place": self.place, "subscribers": subscribers},
        )
        return True

    @property
    def state(self) -> PluginState:
        """What it does now."""
        if self._stopped:
            return "stopped"
        if self._session is None:
            return "failed"
        return "serving" if self._session.events.connected else "reconnecting"

    def report(self) -> dict[str, Any]:
        """Return what there is to say of it."""
        told: dict[str, Any] = {"name": self.name, "place": self.place, "state": self.state}
        if self._session is not None:
            told |= {"subscribers": self._session.events.subscriber_count, "waiting": self._session.events.waiting}
        return told | ({"error": self.error} if self.error else {})

    def stop(self, timeout: float) -> bool:
        """Take nothing new, finish what came, and close the session; tell whether all was finished in time."""
        if self._session is None or self._stopped:
            return True
        drained = False
        try:
            drained = self._session.events.drain(timeout)
        finally:
            self._stopped = True
            self._session.close()
        log = _log.info if drained else _log.warning
        log("plug-in %s %s", self.name, "ended" if drained else "did not finish", extra={"plugin": self.name})
        return drained
