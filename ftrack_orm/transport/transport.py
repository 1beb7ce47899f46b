"""The one seam between a session and a server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ftrack_orm.transport.operation import JSON, Operation

__all__ = ["Transport"]


class Transport(Protocol):
    """Sends a batch of operations and returns one result for each, in their order.

    Real HTTP, a recorder and an in-process sandbox are interchangeable behind it.
    """

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Send one request, which the server treats as one transaction.

        Raises:
            TransportError: The request was not answered, or the server refused it.
        """
        ...

    def close(self) -> None:
        """Release connections; closing twice is fine."""
        ...
