"""Operations, their encoding, and the ways to send them."""

from ftrack_orm.transport.codec import decode_value, encode_value, wire_datetime
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
    "decode_value",
    "encode_value",
    "wire_datetime",
]
