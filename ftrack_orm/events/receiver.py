"""Keep a connection to the event server: connect, receive, answer heartbeats, and connect again after a cut."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from ftrack_orm.errors import AuthenticationError, EventError, EventHubUnreachableError, FtrackError
from ftrack_orm.events.event import Event
from ftrack_orm.events.link import Link
from ftrack_orm.events.outbox import Outbox
from ftrack_orm.events.packet import HEARTBEAT, Packet, PacketKind, acknowledged, acknowledgement, event_of
from ftrack_orm.transport import RetryPolicy

__all__ = ["Receiver", "Station"]

_log = logging.getLogger("ftrack_orm.events")

_STEADY_SECONDS = 5.0
"""A connection that lasted so long was a good one: waits begin anew."""


@dataclass(frozen=True, slots=True)
class Station:
    """What a receiver works for; all is called in the receiver's thread."""

    begin: Callable[[], None]
    """Puts what a new connection begins with into the outbox."""
    changed: Callable[[str], None]
    """Hears that a connection stands, or that it was cut, as the topic of an event."""
    received: Callable[[Event], None]
    """Takes an event."""
    given_up: Callable[[], None]
    """Hears that there will be no connection."""


class Receiver:
    """A thread that keeps a connection until it is closed."""

    def __init__(self, open_link: Callable[[], Link], outbox: Outbox, station: Station, retry: RetryPolicy) -> None:
        self._open_link = open_link
        self._outbox = outbox
        self._station = station
        self._retry = retry
        self._link: Link | None = None
        self._closing = threading.Event()
        self._settled = threading.Event()
        self._nonsense = False
        self.failure: FtrackError | None = None
        """Why there will be no connection, where that is certain."""
        self._last: EventHubUnreachableError | None = None
        self._thread = threading.Thread(target=self._run, name="ftrack-orm events", daemon=True)
        self._thread.start()

    @property
    def connected(self) -> bool:
        """Whether there is a connection now."""
        return self._link is not None

    def wait(self, timeout: float) -> FtrackError | None:
        """Wait for the connection; return why there is none, None where there is one."""
        self._settled.wait(timeout)
        if self._link is not None:
            return None
        return self.failure or self._last or EventHubUnreachableError(f"no connection within {timeout:g} s")

    def close(self, timeout: float) -> None:
        """End the connection and the thread."""
        self._closing.set()
        link = self._link
        if link is not None:
            link.close()
        if self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def cut(self) -> None:
        """Cut the connection, as a network does; it is made anew."""
        link = self._link
        if link is not None:
            link.close()

    def _run(self) -> None:
        waits = self._retry.waits()
        told = False
        while not self._closing.is_set():
            try:
                link = self._open_link()
            except EventHubUnreachableError as error:
                self._last = error
                told = told or self._tell(error)
            except FtrackError as error:
                self._fail(error)
                return
            except Exception as error:  # as a header that cannot be sent: it would be no better the next time
                _log.exception("connecting to the event server failed")
                self._fail(EventHubUnreachableError(f"the event server cannot be asked ({type(error).__name__})"))
                return
            else:
                told, began = False, time.monotonic()
                self._talk(link)
                self._last = EventHubUnreachableError("the event server cuts each connection")
                waits = self._retry.waits() if time.monotonic() - began > _STEADY_SECONDS else waits
            wait = next(waits, None)
            if wait is None:
                self._fail(self._last)
                return
            self._closing.wait(wait)

    def _tell(self, error: EventHubUnreachableError) -> bool:
        _log.warning("%s; it is tried again until it is there", error)
        return True

    def _fail(self, error: FtrackError) -> None:
        refused = "its credentials" if isinstance(error, AuthenticationError) else "so often"
        _log.error("the event hub gives up, refused for %s: %s", refused, error)
        self.failure = error
        self._settled.set()
        self._station.given_up()

    def _talk(self, link: Link) -> None:
        self._link, self._nonsense = link, False
        try:
            self._outbox.connect(link, self._station.begin)
            self._settled.set()
            self._station.changed("ftrack.meta.connected")
            while not self._closing.is_set() and self._understand(link, link.receive()):
                pass
        except (EventHubUnreachableError, TimeoutError) as error:
            if not self._closing.is_set():
                _log.warning("%s; connecting again", error if str(error) else "the event server is silent")
        finally:
            self._link = None
            self._settled.clear()
            self._outbox.disconnect()
            link.close()
        if not self._closing.is_set():
            self._station.changed("ftrack.meta.disconnected")

    def _understand(self, link: Link, text: str) -> bool:
        """Do what a packet asks for; return whether there are more to come. What makes no sense is logged once."""
        try:
            packet = Packet.parse(text)
            match packet.kind:
                case PacketKind.DISCONNECT:
                    return False
                case PacketKind.HEARTBEAT:
                    link.send(HEARTBEAT)
                case PacketKind.EVENT:
                    if packet.id:
                        link.send(acknowledgement(packet.id))
                    self._station.received(Event.from_wire(event_of(packet)))
                case PacketKind.ACKNOWLEDGEMENT:
                    self._outbox.acknowledge(*acknowledged(packet))
                case PacketKind.ERROR:
                    raise EventError(f"the event server reports an error: {packet.data[:200]!r}")
                case _:
                    pass
        except EventError as error:
            if isinstance(error, EventHubUnreachableError):
                raise
            _log.log(logging.DEBUG if self._nonsense else logging.WARNING, "a packet was ignored: %s", error)
            self._nonsense = True
        return True
