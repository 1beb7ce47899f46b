"""A transport that remembers what was sent through it."""

from __future__ import annotations

from collections.abc import Sequence

from ftrack_orm.transport.operation import JSON, Operation
from ftrack_orm.transport.transport import Transport

__all__ = ["RecordingTransport"]


class RecordingTransport:
    """Passes batches on to another transport and keeps them, for tests, demonstrations and traces.

    `requests` holds one tuple of operations for each request, the refused ones included.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.requests: list[tuple[Operation, ...]] = []

    @property
    def operations(self) -> list[Operation]:
        """All operations that were sent, in their order."""
        return [operation for request in self.requests for operation in request]

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Remember the batch and send it."""
        self.requests.append(tuple(operations))
        return self._transport.send(operations)

    def close(self) -> None:
        """Close the other transport."""
        self._transport.close()
