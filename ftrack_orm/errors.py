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
    │   ├── FormValueError (ValueError)         an answer that a form's item does not take
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
    ├── RecordingError (LookupError)          a recorded session does not fit what is asked
    ├── MediaError                            files, components, locations
    │   ├── SequenceSyntaxError (ValueError)  text that is no file sequence
    │   ├── AccessorError (OSError)           an accessor cannot do what was asked
    │   │   └── UnsafePathError (PermissionError)   a path that leaves its prefix
    │   ├── EncodingFailedError               a job that makes media playable failed
    │   ├── EncodingTimeoutError (TimeoutError)   it is not over yet
    │   ├── StructureError (ValueError)       no resource identifier can be made of a component
    │   ├── LocationError
    │   │   ├── UnknownLocationError (LookupError)
    │   │   ├── ComponentInLocationError      it is there already
    │   │   └── ComponentNotInLocationError (LookupError)
    │   └── TransferError                     its `cleaned` and `left` say what became of the files
    │       ├── SourceChangedError            the file changed while it was read
    │       └── TransferCancelledError
    ├── ExportError                           an export cannot be begun, continued or finished
    ├── DriftError                            the workspace is not what the classes were generated from
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
from typing import TYPE_CHECKING, Protocol

__all__ = [
    "AccessorError",
    "AnswerLostError",
    "AuthenticationError",
    "CommitError",
    "CommitUnknown",
    "ComponentInLocationError",
    "ComponentNotInLocationError",
    "Conflict",
    "ConfigurationError",
    "ConflictError",
    "EncodingFailedError",
    "EncodingTimeoutError",
    "DriftError",
    "DriftWarning",
    "EventError",
    "EventHubClosedError",
    "EventHubUnreachableError",
    "EventQueueFullError",
    "EventTimeoutError",
    "ExportError",
    "FormValueError",
    "FtrackError",
    "GatewayError",
    "InvalidValueError",
    "LocationError",
    "MappingError",
    "MediaError",
    "MultipleResultsError",
    "NoResultError",
    "NotLoadedError",
    "PlanError",
    "ProtocolError",
    "QueryCheckError",
    "QueryError",
    "QuerySyntaxError",
    "ReadOnlyError",
    "RecordingError",
    "RequestTimeoutError",
    "SchemaError",
    "SequenceSyntaxError",
    "ServerError",
    "ServerPermissionError",
    "ServerUnreachableError",
    "SessionClosedError",
    "SessionError",
    "SourceChangedError",
    "StructureError",
    "SubscriptionSyntaxError",
    "TransferCancelledError",
    "TransferError",
    "TransportError",
    "UnknownAttributeError",
    "UnknownEntityTypeError",
    "UnknownKeyError",
    "UnknownLocationError",
    "UnknownSubscriberError",
    "UnsafePathError",
    "did_you_mean",
]


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """Return `, did you mean 'x'?` for the nearest known name, or an empty string."""
    from difflib import get_close_matches  # an error is not the time to save milliseconds; a start is

    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return f", did you mean {near[0]!r}?" if near else ""


_SHOWN_CHANGES = 8


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


class RecordingError(FtrackError, LookupError):
    """A recorded session does not fit what is asked: none is there, or another request was recorded."""


class QueryError(FtrackError, ValueError):
    """A query cannot be parsed, built or allowed."""


if TYPE_CHECKING:

    class _Finding(Protocol):
        @property
        def message(self) -> str: ...
        @property
        def is_unknown_name(self) -> bool: ...


_SHOWN_TEXT = 500
"""Characters of a long line that are shown before the place where it is wrong, and after."""


class _PlacedError(FtrackError):
    """What is wrong in a text, and where.

    `offset` counts characters from 0; `line` and `column` count from 1; `expression` is the whole text.
    """

    def __init__(self, message: str, expression: str, offset: int) -> None:
        self.message = message
        self.expression = expression
        self.offset = offset
        self.line: int = expression.count("\n", 0, offset) + 1
        self.column: int = offset - (expression.rfind("\n", 0, offset) + 1) + 1
        super().__init__(message)

    def __str__(self) -> str:
        line = self.expression.split("\n")[self.line - 1]
        start = max(0, self.column - 1 - _SHOWN_TEXT) if len(line) > 2 * _SHOWN_TEXT else 0
        shown = line[start : start + 2 * _SHOWN_TEXT]
        place = f"(line {self.line}, column {self.column})"
        return f"{self.message} {place}\n  {shown}\n  {' ' * (self.column - 1 - start)}^"


class QuerySyntaxError(_PlacedError, QueryError):
    """Text that is no query: where it stops being one, and why.

    `offset` counts characters from 0; `line` and `column` count from 1; `expression` is the whole text.
    """


class QueryCheckError(QueryError):
    """A query that the workspace's schema does not allow; `diagnostics` holds every finding."""

    def __init__(self, diagnostics: Sequence[_Finding]) -> None:
        self.diagnostics: tuple[_Finding, ...] = tuple(diagnostics)
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


class FormValueError(EventError, ValueError):
    """An answer to a form is none that the item `name` takes."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        super().__init__(reason)


class EventTimeoutError(EventError, TimeoutError):
    """What was waited for, a reply or the server's acknowledgement, did not come in time."""


class ExportError(FtrackError):
    """An export cannot be begun, continued or finished; what was written before is left as it was."""


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
        self.known: tuple[str, ...] = tuple(known)
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


if TYPE_CHECKING:

    class _Difference(Protocol):
        """One difference between two schemas, which `str()` tells in a line."""

        @property
        def is_breaking(self) -> bool:
            """Whether code that was right for the old schema may be wrong for the new one."""
            ...


class DriftError(FtrackError):
    """The workspace's schema is not the one that a package of entity classes was generated from.

    `changes` are the differences, from the package's schema to the workspace's; none where they could not be asked for.
    """

    def __init__(self, package: str, changes: Sequence[_Difference] = ()) -> None:
        self.package = package
        self.changes: tuple[_Difference, ...] = tuple(changes)
        shown = "".join(f"\n  {change}" for change in self.changes[:_SHOWN_CHANGES])
        left = len(self.changes) - _SHOWN_CHANGES
        more = f"\n  and {left} more" if left > 0 else ""
        super().__init__(
            f"the workspace's schema is not the one that {package} was generated from; "
            f"run 'ftrack-orm generate' again{':' if shown else ''}{shown}{more}"
        )


class DriftWarning(UserWarning):
    """Tells what `DriftError` tells, and the session goes on."""


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
        self.entity: object = first.entity
        self.attribute: str = first.attribute
        self.loaded: object = first.loaded
        self.theirs: object = first.theirs
        self.ours: object = first.ours
        self.conflicts: tuple[Conflict, ...] = tuple(conflicts)
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


class MediaError(FtrackError):
    """Something is wrong with a file, a component or a location."""


class SequenceSyntaxError(MediaError, ValueError):
    """Text that is no file sequence; one looks like `beauty.%04d.exr [1001-1100, 1105]`."""

    def __init__(self, text: str, why: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is no file sequence: {why}; write one as 'beauty.%04d.exr [1001-1100, 1105]'")


class AccessorError(MediaError, OSError):
    """An accessor cannot do what was asked of it."""


class UnsafePathError(AccessorError, PermissionError):
    """A resource identifier leads out of the prefix of its accessor, or cannot be a file's name."""

    def __init__(self, resource_identifier: str, why: str) -> None:
        self.resource_identifier = resource_identifier
        super().__init__(f"resource identifier {resource_identifier!r} is refused: {why}")


class EncodingFailedError(MediaError):
    """The server could not encode media: `job_id` is the job's, `reason` what the server says, or None."""

    def __init__(self, job_id: str, reason: str | None) -> None:
        self.job_id = job_id
        self.reason = reason
        super().__init__(f"the server could not encode the media (job {job_id}): {reason or 'it does not say why'}")


class EncodingTimeoutError(MediaError, TimeoutError):
    """Waiting for an encoding was given up; the job goes on, and can be waited for again."""

    def __init__(self, job_id: str, status: str) -> None:
        self.job_id = job_id
        self.status = status
        super().__init__(f"the encoding is not over yet: job {job_id} is {status}; wait again, or longer")


class StructureError(MediaError, ValueError):
    """A structure cannot make a resource identifier of a component."""


class LocationError(MediaError):
    """A location cannot do what was asked of it."""


class UnknownLocationError(LocationError, LookupError):
    """There is no location of this name or id."""

    def __init__(self, name: str, known: Sequence[str], remedy: str) -> None:
        self.name = name
        super().__init__(f"there is no location {name!r}{did_you_mean(name, known)}; {remedy}")


class _ComponentsError(LocationError):
    _says = ""

    def __init__(self, components: Sequence[object], location: str) -> None:
        self.components: tuple[object, ...] = tuple(components)
        self.location = location
        shown = ", ".join(map(repr, self.components[:3]))
        more = f" and {len(self.components) - 3} more" if len(self.components) > 3 else ""
        super().__init__(f"{shown}{more}: {self._says} location {location}")


class ComponentInLocationError(_ComponentsError):
    """Components are in a location already; nothing was changed."""

    _says = "already in"


class ComponentNotInLocationError(_ComponentsError, LookupError):
    """Components are not in a location."""

    _says = "not in"


class TransferError(MediaError):
    """Files could not be transferred; what was begun is undone.

    `cleaned` names the files that were removed again, `left` those that could not be, as resource identifiers.
    `__cause__` is what went wrong.
    """

    def __init__(self, message: str, cleaned: Sequence[str] = (), left: Sequence[str] = ()) -> None:
        self.cleaned: tuple[str, ...] = tuple(cleaned)
        self.left: tuple[str, ...] = tuple(left)
        said = [message]
        if self.cleaned:
            said.append(f"cleaned up: {_listed(self.cleaned)}")
        if self.left:
            said.append(f"could not be cleaned up, remove by hand: {_listed(self.left)}")
        super().__init__(". ".join(said))


class SourceChangedError(TransferError):
    """A file changed while it was transferred; nothing of it was kept."""


class TransferCancelledError(TransferError):
    """A transfer was cancelled; what was begun is undone."""


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
