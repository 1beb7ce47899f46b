"""Operations, their encoding, and the ways to send them."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.transport.codec import decode_value, encode_value, wire_datetime
    from ftrack_orm.transport.collection_pause import collection_paused
    from ftrack_orm.transport.connection import Connection
    from ftrack_orm.transport.http_transport import HttpTransport
    from ftrack_orm.transport.operation import (
        JSON,
        Call,
        Create,
        Delete,
        Operation,
        QueryExpression,
        QuerySchemas,
        QueryServerInformation,
        SearchExpression,
        Update,
    )
    from ftrack_orm.transport.recording_transport import RecordingTransport
    from ftrack_orm.transport.retry_policy import RetryPolicy
    from ftrack_orm.transport.transport import Transport
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "codec": ["decode_value", "encode_value", "wire_datetime"],
            "collection_pause": ["collection_paused"],
            "connection": ["Connection"],
            "http_transport": ["HttpTransport"],
            "operation": [
                "JSON",
                "Call",
                "Create",
                "Delete",
                "Operation",
                "QueryExpression",
                "QuerySchemas",
                "QueryServerInformation",
                "SearchExpression",
                "Update",
            ],
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
