"""Being kind to the server: at most so many requests a second, over all threads of a process."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from threading import Lock

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.transport import JSON, Operation, Transport

__all__ = ["LimitedTransport", "RateLimit", "checked_rate", "shared_limit"]


class RateLimit:
    """Lets requests go at even distances; who comes too early waits.

    >>> limit = RateLimit(4, clock=lambda: 10.0, sleep=print)
    >>> limit.wait(); limit.wait(); limit.wait()
    0.25
    0.5
    """

    def __init__(
        self,
        per_second: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._distance = 1 / checked_rate(per_second)
        self._clock = clock
        self._sleep = sleep
        self._next = float("-inf")
        self._lock = Lock()

    def wait(self) -> None:
        """Return when a request may go."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next)
            self._next = turn + self._distance
        if turn > now:
            self._sleep(turn - now)


class LimitedTransport:
    """A transport whose requests wait for their turn; what the other sends again by itself does not wait."""

    def __init__(self, transport: Transport, limit: RateLimit) -> None:
        self._transport = transport
        self._limit = limit

    def __repr__(self) -> str:
        return repr(self._transport)

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Send one request when it may go; see `Transport.send`."""
        self._limit.wait()
        return self._transport.send(operations)

    def close(self) -> None:
        """Close the transport."""
        self._transport.close()


_limits: dict[tuple[str | None, float], RateLimit] = {}
_lock = Lock()


def shared_limit(server: str | None, per_second: float) -> RateLimit:
    """Return the limit that all threads of this process share for a server."""
    with _lock:
        return _limits.setdefault((server, per_second), RateLimit(per_second))


def checked_rate(per_second: float) -> float:
    """Return the requests a second.

    Raises:
        ConfigurationError: They are no number above 0.
    """
    if isinstance(per_second, bool) or not isinstance(per_second, int | float) or not 0 < per_second < float("inf"):
        raise ConfigurationError(f"requests_per_second takes a number above 0, got {per_second!r}")
    return per_second
