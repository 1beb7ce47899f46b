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

from ftrack_orm.errors.commit import CommitError, CommitUnknown, Conflict, ConflictError, PlanError
from ftrack_orm.errors.configuration import ConfigurationError
from ftrack_orm.errors.event import (
    EventError,
    EventHubClosedError,
    EventHubUnreachableError,
    EventQueueFullError,
    EventTimeoutError,
    FormValueError,
    SubscriptionSyntaxError,
    UnknownSubscriberError,
)
from ftrack_orm.errors.export import ExportError
from ftrack_orm.errors.location import (
    ComponentInLocationError,
    ComponentNotInLocationError,
    LocationError,
    SourceChangedError,
    TransferCancelledError,
    TransferError,
    UnknownLocationError,
)
from ftrack_orm.errors.mapping import (
    InvalidValueError,
    MappingError,
    NotLoadedError,
    ReadOnlyError,
    UnknownAttributeError,
    UnknownKeyError,
)
from ftrack_orm.errors.media import (
    AccessorError,
    EncodingFailedError,
    EncodingTimeoutError,
    MediaError,
    SequenceSyntaxError,
    StructureError,
    UnsafePathError,
)
from ftrack_orm.errors.query import QueryCheckError, QueryError, QuerySyntaxError
from ftrack_orm.errors.refusal import ServerError, ServerPermissionError
from ftrack_orm.errors.root import FtrackError, did_you_mean
from ftrack_orm.errors.schema import DriftError, DriftWarning, SchemaError, UnknownEntityTypeError
from ftrack_orm.errors.session import MultipleResultsError, NoResultError, SessionClosedError, SessionError
from ftrack_orm.errors.transport import (
    AnswerLostError,
    AuthenticationError,
    GatewayError,
    ProtocolError,
    RecordingError,
    RequestTimeoutError,
    ServerUnreachableError,
    TransportError,
)

__all__ = [
    "AccessorError",
    "AnswerLostError",
    "AuthenticationError",
    "CommitError",
    "CommitUnknown",
    "ComponentInLocationError",
    "ComponentNotInLocationError",
    "ConfigurationError",
    "Conflict",
    "ConflictError",
    "DriftError",
    "DriftWarning",
    "EncodingFailedError",
    "EncodingTimeoutError",
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


def _settle() -> None:
    """Let each name live here: that is what a traceback shows, and where a pickle looks."""
    for name in __all__:
        globals()[name].__module__ = __name__


_settle()
