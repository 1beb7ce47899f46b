"""What else a server does when it is asked: operations beside queries and changes, and how they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from ftrack_orm.errors import ProtocolError, SessionError
from ftrack_orm.mapping import Entity
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.conversion import jsonable
from ftrack_orm.session.loading.inspection import inspect
from ftrack_orm.transport import JSON, Call, Operation, QueryExpression, QueryServerInformation

__all__ = [
    "AnyOperation",
    "answer_value",
    "call",
    "call_for_each",
    "information_of",
    "key_on_server",
    "server_information",
]

AnyOperation: TypeAlias = Operation | Mapping[str, Any]
"""A typed operation, or the wire's form of one as a dictionary; entities in it are encoded."""


def call(gateway: Gateway, operations: Iterable[AnyOperation]) -> list[JSON]:
    """Send operations as one request, one transaction; return the results as they are on the wire.

    Raises:
        SessionError: Something is no operation.
    """
    return gateway.send([_operation(operation) for operation in operations])


def server_information(gateway: Gateway) -> dict[str, JSON]:
    """Return what the server tells of itself; it is asked once."""
    if gateway.information is None:
        (answer,) = gateway.send([QueryServerInformation()])
        gateway.information = information_of(answer)
        if gateway.drift is not None:
            gateway.drift.told(gateway.information)
    return gateway.information


def information_of(answer: JSON) -> dict[str, JSON]:
    """Return what a server tells of itself.

    Raises:
        ProtocolError: It told something else.
    """
    if not isinstance(answer, dict):
        error = ProtocolError(f"expected an object of information, the server sent {type(answer).__name__}")
        error.asked("query_server_information")
        raise error
    return dict(answer)


def call_for_each(gateway: Gateway, action: str, name: str, entities: Sequence[Entity]) -> None:
    """Do something for each entity on the server, in one request; without entities nothing is sent."""
    if entities:
        call(gateway, [{"action": action, name: key_on_server(entity)[0]} for entity in entities])


def key_on_server(entity: Entity) -> tuple[str, ...]:
    """Return the key of an entity that the server knows.

    Raises:
        SessionError: It is not on the server yet.
    """
    if inspect(entity).state in ("transient", "pending"):
        raise SessionError(f"{entity!r} is not on the server yet; commit it first")
    return entity.__ftrack_key__


def answer_value(answer: JSON, name: str) -> Any:
    """Return one value of an answer.

    Raises:
        ProtocolError: The answer does not have it.
    """
    if not isinstance(answer, dict) or name not in answer:
        raise ProtocolError(f"the server's answer has no {name!r}")
    return answer[name]


def _operation(operation: AnyOperation) -> Operation:
    if isinstance(operation, Mapping):
        payload: dict[str, JSON] = jsonable(operation, "modified_only")
        if "action" not in payload:
            raise SessionError(f"an operation needs an 'action', got {operation!r}")
        if payload.keys() == {"action", "expression"} and payload["action"] == "query":
            return QueryExpression(str(payload["expression"]))  # reads only, so it may be sent again
        return Call(payload)
    if not callable(getattr(operation, "to_json", None)):
        raise SessionError(f"an operation is a typed one or a dictionary with an 'action', got {operation!r}")
    return operation
