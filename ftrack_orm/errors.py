"""The errors of the library, one tree under `FtrackError`.

    FtrackError
    ├── ConfigurationError (ValueError)       a setting is missing or cannot be right
    ├── SchemaError (ValueError)              a schema cannot be read
    │   └── UnknownEntityTypeError (LookupError)
    ├── QueryError (ValueError)
    │   ├── QuerySyntaxError                  text that is no query
    │   └── QueryCheckError                   a query that the schema does not allow
    ├── EventError
    │   ├── SubscriptionSyntaxError (ValueError)   text that is no subscription
    │   ├── UnknownSubscriberError (LookupError)
    │   ├── EventHubUnreachableError (ConnectionError)   no connection to the event server
    │   ├── EventHubClosedError
    │   ├── EventQueueFullError                 more events wait to be sent than may
    │   └── EventTimeoutError (TimeoutError)    no reply, or no acknowledgement, in time
    ├── MappingError
    │   ├── UnknownAttributeError (AttributeError, LookupError)
    │   ├── UnknownKeyError (LookupError)     no such custom attribute
    │   ├── ReadOnlyError (AttributeError)    computed or immutable
    │   ├── NotLoadedError (LookupError)      and nothing there to load it
    │   └── InvalidValueError (ValueError, TypeError)
    ├── TransportError                        its `may_have_worked` tells whether the server may have done it
    │   ├── ServerUnreachableError (ConnectionError)
    │   ├── RequestTimeoutError (TimeoutError)
    │   ├── AnswerLostError (ConnectionError)   sent, but the answer did not come
    │   ├── GatewayError                        something before the server failed, as HTTP 502
    │   ├── ProtocolError (ValueError)        an answer that is not ftrack's
    │   ├── AuthenticationError (PermissionError)
    │   └── ServerError                       the server's own error object
    │       └── ServerPermissionError (PermissionError)
    └── SessionError
        ├── CommitError                       refused; nothing saved, everything pending
        ├── ConflictError                     somebody else changed what a commit changes
        ├── CommitUnknown                     the answer was lost and the server cannot be asked
        ├── PlanError (ValueError)            changes that cannot be ordered
        ├── SessionClosedError
        ├── NoResultError (LookupError)
        └── MultipleResultsError (LookupError)

Each keeps the object it is about. None holds an API key: requests and headers never enter an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = [
    "AnswerLostError",
    "AuthenticationError",
    "CommitError",
    "CommitUnknown",
    "Conflict",
    "ConfigurationError",
    "ConflictError",
    "EventError",
    "EventHubClosedError",
    "EventHubUnreachableError",
    "EventQueueFullError",
    "EventTimeoutError",
    "FtrackError",
    "GatewayError",
    "InvalidValueError",
    "MappingError",
    "MultipleResultsError",
    "NoResultError",
    "NotLoadedError",
    "PlanError",
    "ProtocolError",
    "QueryCheckError",
    "QueryError",
    "QuerySyntaxError",
    "ReadOnlyError",
    "RequestTimeoutError",
    "SchemaError",
    "ServerError",
    "ServerPermissionError",
    "ServerUnreachableError",
    "SessionClosedError",
    "SessionError",
    "SubscriptionSyntaxError",
    "TransportError",
    "UnknownAttributeError",
    "UnknownEntityTypeError",
    "UnknownKeyError",
    "UnknownSubscriberError",
    "did_you_mean",
]


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """Return `, did you mean 'x'?` for the nearest known name, or an empty string."""
    from difflib import get_close_matches  # an error is not the time to save milliseconds; a start is

    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return f", did you mean {near[0]!r}?" if near else ""


class FtrackError(Exception):
    """Base of every error that this library raises on purpose."""


class ConfigurationError(FtrackError, ValueError):
    """A setting is missing or cannot be right; the message names it and where it may come from."""


class SchemaError(FtrackError, ValueError):
    """A schema cannot be read; the message names the entity type and the property."""


class UnknownEntityTypeError(SchemaError, LookupError):
    """No entity type has this name."""

    def __init__(self, name: str, known: Sequence[str] = (), remedy: str = "") -> None:
        self.name = name
        super().__init__(f"unknown entity type {name!r}{f': {remedy}' if remedy else did_you_mean(name, known)}")


class QueryError(FtrackError, ValueError):
    """A query cannot be parsed, built or allowed."""


class _Finding(Protocol):
    @property
    def message(self) -> str: ...


class _PlacedError(FtrackError):
    """What is wrong in a text, and where.

    `offset` counts characters from 0; `line` and `column` count from 1; `expression` is the whole text.
    """

    def __init__(self, message: str, expression: str, offset: int) -> None:
        self.message = message
        self.expression = expression
        self.offset = offset
        self.line = expression.count("\n", 0, offset) + 1
        self.column = offset - (expression.rfind("\n", 0, offset) + 1) + 1
        super().__init__(message)

    def __str__(self) -> str:
        shown = self.expression.split("\n")[self.line - 1]
        return f"{self.message} (line {self.line}, column {self.column})\n  {shown}\n  {' ' * (self.column - 1)}^"


class QuerySyntaxError(_PlacedError, QueryError):
    """Text that is no query: where it stops being one, and why.

    `offset` counts characters from 0; `line` and `column` count from 1; `expression` is the whole text.
    """


class QueryCheckError(QueryError):
    """A query that the workspace's schema does not allow; `diagnostics` holds every finding."""

    def __init__(self, diagnostics: Sequence[_Finding]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in diagnostics))


class EventError(FtrackError):
    """Something is wrong with an event, a subscription or the event hub."""


class SubscriptionSyntaxError(_PlacedError, EventError, ValueError):
    """Text that is no subscription: where it stops being one, and why.

    `offset` counts characters from 0; `line` and `column` count from 1; `expression` is the whole text.
    """


class UnknownSubscriberError(EventError, LookupError):
    """The hub has no subscriber of this identifier."""

    def __init__(self, identifier: str) -> None:
        self.identifier = identifier
        super().__init__(f"no subscriber has the identifier {identifier!r}; subscribe() returns it")


class EventHubUnreachableError(EventError, ConnectionError):
    """No connection to the event server could be made."""


class EventHubClosedError(EventError):
    """The event hub was closed, or gave up because the server refused it."""


class EventQueueFullError(EventError):
    """More events wait to be sent than may; the one that was to be published is not among them."""


class EventTimeoutError(EventError, TimeoutError):
    """What was waited for, a reply or the server's acknowledgement, did not come in time."""


class MappingError(FtrackError):
    """An entity was used in a way that its class does not allow."""


class UnknownAttributeError(MappingError, AttributeError, LookupError):
    """The entity type has no attribute of this name."""

    def __init__(self, entity_type: str, name: str, known: Sequence[str] = ()) -> None:
        self.entity_type = entity_type
        self.attribute = name
        super().__init__(f"unknown attribute {name!r} on {entity_type}{did_you_mean(name, known)}")


class UnknownKeyError(MappingError, LookupError):
    """No custom attribute of this key applies to the entity type."""

    def __init__(self, entity_type: str, name: str, key: str, known: Sequence[str] = ()) -> None:
        self.entity_type = entity_type
        self.attribute = name
        self.key = key
        super().__init__(f"unknown key {key!r} in {entity_type}.{name}{did_you_mean(key, known)}")


class ReadOnlyError(MappingError, AttributeError):
    """The attribute is computed by the server, or may be given only when the entity is created."""

    def __init__(self, entity_type: str, name: str, why: str) -> None:
        self.entity_type = entity_type
        self.attribute = name
        super().__init__(f"cannot assign {entity_type}.{name}: {why}")


class NotLoadedError(MappingError, LookupError):
    """The attribute was not loaded and may not, or cannot, be loaded now.

    No AttributeError, which `hasattr` and `getattr` with a default would swallow.
    """

    def __init__(self, entity_type: str, name: str, why: str) -> None:
        self.entity_type = entity_type
        self.attribute = name
        super().__init__(f"{entity_type}.{name} is not loaded: {why}")


class InvalidValueError(MappingError, ValueError, TypeError):
    """A value does not fit its attribute; the entity is unchanged."""


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
        self.may_have_worked = status != 429
        super().__init__(message)


class ProtocolError(TransportError, ValueError):
    """The answer is not one that an ftrack server gives."""

    may_have_worked = True


class AuthenticationError(TransportError, PermissionError):
    """The server does not accept the API user or the API key."""


class ServerError(TransportError):
    """The server answered with its error object: `exception`, `content`, `error_code`, `position`.

    `position` is the index of the refused operation in the batch (from 0) where the server tells it, else None.
    """

    def __init__(
        self, exception: str, content: str, *, error_code: str | None = None, position: int | None = None
    ) -> None:
        self.exception = exception
        self.content = content
        self.error_code = error_code
        self.position = position
        super().__init__(f"the server refused the request: {exception}: {content}")


class ServerPermissionError(ServerError, PermissionError):
    """The API user may not do this."""


class SessionError(FtrackError):
    """A session was used in a way that it does not allow, or could not do what was asked."""


class CommitError(SessionError):
    """The server refused a batch: nothing was saved and every change is still pending.

    `operation` is the refused one, or None where the server did not tell; `position` counts from 1.
    """

    def __init__(self, operation: object | None, position: int | None, total: int, reason: str) -> None:
        self.operation = operation
        self.position = position
        self.total = total
        self.reason = reason
        which = (
            f"Operation {position} of {total} was refused: {operation}"
            if operation
            else f"A batch of {total} was refused"
        )
        super().__init__(f"{which}. Server said: {reason}. Nothing was saved; every change is still pending.")


class CommitUnknown(SessionError):
    """The answer to a commit was lost, and the server cannot be asked what became of it.

    Everything is still pending. The next `commit()` asks first, and sends only what the server does not have;
    `rollback()` gives the changes up, whatever became of them.
    """


@dataclass(frozen=True, slots=True)
class Conflict:
    """One attribute that was changed here and on the server; links are given by their keys."""

    entity: object
    attribute: str
    loaded: object
    theirs: object
    ours: object

    def __str__(self) -> str:
        now = f"is {self.theirs!r} on the server now, and was to be {self.ours!r}"
        return f"{self.entity}: {self.attribute} was {self.loaded!r}, {now}"


class ConflictError(SessionError):
    """Somebody else changed on the server what a commit would change; nothing was sent, everything is still pending.

    `entity` and `attribute` are the first conflict: `loaded` is the value that the session loaded, `theirs` the
    server's, `ours` the pending one. `conflicts` holds them all.
    """

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        first = conflicts[0]
        self.entity = first.entity
        self.attribute = first.attribute
        self.loaded = first.loaded
        self.theirs = first.theirs
        self.ours = first.ours
        self.conflicts = tuple(conflicts)
        super().__init__(
            f"{'; '.join(map(str, conflicts))}. Nothing was sent. refresh() takes theirs, commit() without "
            "check_conflicts sends ours."
        )


class PlanError(SessionError, ValueError):
    """The pending changes cannot be ordered into one batch."""


class SessionClosedError(SessionError):
    """The session was closed; open another one."""


class NoResultError(SessionError, LookupError):
    """A query that must have a result has none."""


class MultipleResultsError(SessionError, LookupError):
    """A query that must have one result has more."""
