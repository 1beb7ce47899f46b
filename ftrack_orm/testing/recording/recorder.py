"""A transport that keeps what goes over it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from ftrack_orm.errors import ServerError
from ftrack_orm.testing.recording.conversation import Exchange
from ftrack_orm.transport import JSON, Operation, Transport
from ftrack_orm.transport.encoding import encode

__all__ = ["Recorder", "on_the_wire"]


class Recorder:
    """Passes requests on, and keeps each with its answer once the secrets are out of it."""

    def __init__(self, transport: Transport, clean: Callable[[JSON], JSON]) -> None:
        self._transport = transport
        self._clean = clean
        self.exchanges: list[Exchange] = []

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Send one request and keep it; what the server did not answer is not kept."""
        request = self._clean(on_the_wire(operations))
        try:
            answer = self._transport.send(operations)
        except ServerError as error:
            refused = Exchange.refused(request, error)
            self.exchanges.append(Exchange(request, error=self._clean(refused.error)))
            raise
        self.exchanges.append(Exchange(request, self._clean(answer)))
        return answer

    def close(self) -> None:
        """Close the other transport."""
        self._transport.close()


def on_the_wire(operations: Sequence[Operation]) -> list[JSON]:
    """Return operations as they travel."""
    found: list[JSON] = json.loads(encode(operations))
    return found
