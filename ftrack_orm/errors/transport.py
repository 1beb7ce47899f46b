"""Errors of the way to the server: it was not reached, did not answer, or something else answered."""

from __future__ import annotations

from ftrack_orm.errors.root import FtrackError

__all__ = [
    "AnswerLostError",
    "AuthenticationError",
    "GatewayError",
    "ProtocolError",
    "RecordingError",
    "RequestTimeoutError",
    "ServerUnreachableError",
    "TransportError",
]

_SHOWN_OPERATION = 500
"""Characters of an operation in a message; a query may hold 500 keys."""


class TransportError(FtrackError):
    """A request was not answered, or not by ftrack.

    `may_have_worked` tells whether the server may have done what was asked; `retry_after` is the seconds that it
    wants to be left alone, where it said so.
    """

    may_have_worked = False
    retry_after: float | None = None


class ServerUnreachableError(TransportError, ConnectionError):
    """No connection to the server could be made; nothing was sent."""


class RequestTimeoutError(TransportError, TimeoutError):
    """The server did not answer in time; whether it worked is not known."""

    may_have_worked = True


class AnswerLostError(TransportError, ConnectionError):
    """The request was sent and the connection cut before the answer came."""

    may_have_worked = True


class GatewayError(TransportError):
    """Something between here and the server failed; `status` is the HTTP status, as 502."""

    def __init__(self, status: int, message: str, *, retry_after: float | None = None) -> None:
        self.status = status
        self.retry_after = retry_after
        self.may_have_worked: bool = status != 429
        super().__init__(message)


class ProtocolError(TransportError, ValueError):
    """The answer is not one that an ftrack server gives.

    `operation` is what was asked, and `path` leads to what is wrong in an entity of the answer: `parent.status`. Both
    are empty where they are not known.
    """

    may_have_worked = True
    operation: str = ""
    path: str = ""

    def within(self, name: str) -> None:
        """Take note that what is wrong stands within an attribute."""
        self.path = f"{name}.{self.path}" if self.path else name

    def asked(self, operation: str) -> None:
        """Take note of what was asked; who knew it first knew it best."""
        shown = operation if len(operation) <= _SHOWN_OPERATION else f"{operation[:_SHOWN_OPERATION]}..."
        self.operation = self.operation or shown

    def __str__(self) -> str:
        place = f", at {self.path}" if self.path else ""
        operation = f" (in the answer to: {self.operation})" if self.operation else ""
        return f"{super().__str__()}{place}{operation}"


class AuthenticationError(TransportError, PermissionError):
    """The server does not accept the API user or the API key."""


class RecordingError(FtrackError, LookupError):
    """A recorded session does not fit what is asked: none is there, or another request was recorded."""
