"""Operations, their encoding, and the ways to send them."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.transport.change import Create, Delete, Update
    from ftrack_orm.transport.codec import decode_value, encode_value, wire_datetime
    from ftrack_orm.transport.collection_pause import collection_paused
    from ftrack_orm.transport.connection import Connection
    from ftrack_orm.transport.http_transport import HttpTransport
    from ftrack_orm.transport.operation import JSON, Operation, QueryExpression
    from ftrack_orm.transport.question import Call, QuerySchemas, QueryServerInformation, SearchExpression
    from ftrack_orm.transport.recording_transport import RecordingTransport
    from ftrack_orm.transport.retry_policy import RetryPolicy
    from ftrack_orm.transport.transport import Transport
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "change": ["Create", "Delete", "Update"],
            "codec": ["decode_value", "encode_value", "wire_datetime"],
            "collection_pause": ["collection_paused"],
            "connection": ["Connection"],
            "http_transport": ["HttpTransport"],
            "operation": ["JSON", "Operation", "QueryExpression"],
            "question": ["Call", "QuerySchemas", "QueryServerInformation", "SearchExpression"],
            "recording_transport": ["RecordingTransport"],
            "retry_policy": ["RetryPolicy"],
            "transport": ["Transport"],
        },
    )

__all__ = [
    "JSON",
    "Call",
    "Connection",
    "Create",
    "Delete",
    "HttpTransport",
    "Operation",
    "QueryExpression",
    "QuerySchemas",
    "QueryServerInformation",
    "RecordingTransport",
    "RetryPolicy",
    "SearchExpression",
    "Transport",
    "Update",
    "collection_paused",
    "decode_value",
    "encode_value",
    "wire_datetime",
]
