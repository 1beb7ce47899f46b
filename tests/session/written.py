"""What a session wrote, for tests that count operations."""

from __future__ import annotations

from collections.abc import Sequence

from ftrack_orm.transport import Create, Delete, Operation, RecordingTransport, Update

__all__ = ["Written", "queries", "written"]

Written = tuple[str, str]
"""Action and entity type of one operation."""


def written(sent: RecordingTransport) -> list[Written]:
    """Return the writing operations that were sent."""
    return _written(sent.operations)


def _written(operations: Sequence[Operation]) -> list[Written]:
    return [
        (type(operation).__name__.lower(), operation.entity_type)
        for operation in operations
        if isinstance(operation, (Create, Update, Delete))
    ]


def queries(sent: RecordingTransport) -> int:
    """Return how many requests only read."""
    return sum(not _written(request) for request in sent.requests)
