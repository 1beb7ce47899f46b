"""The part of `Session` that leads to events."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from ftrack_orm.errors import SessionClosedError, SessionError
from ftrack_orm.session.session_part import SessionPart
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection

if TYPE_CHECKING:
    from ftrack_orm.session.events import SessionEvents

__all__ = ["EventAccess"]

_opening = Lock()


class EventAccess(SessionPart):
    """The event hub of a session."""

    _asking: Settings | None = None
    """Where the server is and who asks; None where the session was given a transport alone."""
    _connection: Connection | None = None
    _event_hub: SessionEvents | None = None

    @property
    def events(self) -> SessionEvents:
        """The event hub; it connects when it is used, and is closed with the session.

        Raises:
            SessionError: The session was given a transport and not where the server is.
            SessionClosedError: The session was closed.
        """
        with _opening:
            if self._event_hub is None:
                self._event_hub = self._open_event_hub()
            return self._event_hub

    def _open_event_hub(self) -> SessionEvents:
        from ftrack_orm.session.events import SessionEvents

        if self._gateway.closed:
            raise SessionClosedError("the session was closed; open another one")
        if self._asking is None:
            raise SessionError("events need to know the server: pass server_url, api_user and api_key to the session")
        return SessionEvents(self._asking, self._connection, self._gateway, self._models)

    def _go_live(self, client_token: str | None) -> None:
        from ftrack_orm.session.events.live import Live

        Live(self._gateway, self.events, self._models, client_token)

    def _close_events(self) -> None:
        if self._event_hub is not None:
            self._event_hub.close()
