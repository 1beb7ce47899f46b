"""Operations for a sandbox in this process: no socket, no thread, and the same answers as over HTTP."""

from __future__ import annotations

from collections.abc import Sequence

from ftrack_orm.errors import TransportError
from ftrack_orm.sandbox.executor import Executor
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.rights.identity import Identity
from ftrack_orm.sandbox.web import answer
from ftrack_orm.sandbox.web.request_body import operations as read_operations
from ftrack_orm.transport import JSON, Operation, QueryExpression
from ftrack_orm.transport.answer import read_answer
from ftrack_orm.transport.encoding import encode

__all__ = ["InProcessTransport"]


class InProcessTransport:
    """Executes requests as a user; what goes in and comes out is JSON, as on the wire."""

    def __init__(self, executor: Executor, identity: Identity, *, strict: bool = False) -> None:
        self._executor = executor
        self._identity = identity
        self._strict = strict
        self._closed = False

    def __repr__(self) -> str:
        return f"<InProcessTransport as {self._identity.username}>"

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Execute one request; see `Transport.send`."""
        if self._closed:
            raise TransportError("the sandbox in this process was closed")
        body = encode(operations)
        strict = self._strict or any(isinstance(each, QueryExpression) and each.strict for each in operations)
        try:
            found = self._executor.execute(read_operations(body), user_id=self._identity.user_id, strict=strict)
            response = answer.results(found)
        except Refusal as refused:
            response = answer.refusal(refused, strict=strict)
        return read_answer(bytes(response.body), response.status_code, len(operations))

    def close(self) -> None:
        """Take no more requests; closing twice is fine."""
        self._closed = True
