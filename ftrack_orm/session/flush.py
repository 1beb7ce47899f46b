"""Send a plan as one request; change state only after the server said yes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from ftrack_orm.errors import CommitError, ServerError
from ftrack_orm.mapping import Registry
from ftrack_orm.mapping.state import adopt, forget_changes
from ftrack_orm.session.detachment import Detachment
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.identity_map import key_of
from ftrack_orm.session.plan import Plan
from ftrack_orm.session.planning import reference
from ftrack_orm.session.siblings import Siblings
from ftrack_orm.session.unit_of_work import Changes
from ftrack_orm.transport import JSON, Create, Delete, Operation, Update

__all__ = ["CommitReport", "flush"]

_DELETED = Detachment("it was deleted")


@dataclass(frozen=True, slots=True)
class CommitReport:
    """What a commit did; `seconds` is the time of the whole commit."""

    created: int = 0
    updated: int = 0
    deleted: int = 0
    operations: int = 0
    requests: int = 0
    seconds: float = 0.0


def flush(gateway: Gateway, changes: Changes, plan: Plan) -> CommitReport:
    """Send the plan and settle its changes.

    Raises:
        CommitError: The server refused an operation; nothing was saved and everything is still pending.
        TransportError: No answer came; everything is still pending.
    """
    started = time.perf_counter()
    if plan.steps:
        answers = _send(gateway, plan.operations)
        gateway.unit_of_work.settle(changes)
        _settle(gateway, changes, plan, answers)
    else:
        gateway.unit_of_work.settle(changes)
    return CommitReport(
        created=len(changes.created),
        updated=sum(step.action == "update" for step in plan),
        deleted=len(changes.deleted),
        operations=len(plan),
        requests=1 if plan.steps else 0,
        seconds=time.perf_counter() - started,
    )


def _send(gateway: Gateway, operations: Sequence[Create | Update | Delete]) -> list[JSON]:
    try:
        return gateway.send(operations)
    except ServerError as error:
        position = _refused(operations, error)
        operation = None if position is None else operations[position]
        reason = f"{error.exception}: {error.content}"
        raise CommitError(operation, None if position is None else position + 1, len(operations), reason) from error


def _refused(operations: Sequence[Operation], error: ServerError) -> int | None:
    """Find the refused operation: the server's own word, else the only one whose key its message names."""
    if error.position is not None and 0 <= error.position < len(operations):
        return error.position
    if len(operations) == 1:
        return 0
    named = [
        index
        for index, operation in enumerate(operations)
        if isinstance(operation, (Create, Update, Delete)) and all(part in error.content for part in operation.key)
    ]
    return named[0] if len(named) == 1 else None


def _settle(gateway: Gateway, changes: Changes, plan: Plan, answers: Sequence[JSON]) -> None:
    siblings = Siblings(gateway)
    for entity in changes.created:
        adopt(entity, siblings)
        gateway.identities.add(entity)
        siblings.keys_of(type(entity).__mapper__.root)[key_of(entity)] = None
    for entity in changes.updated:
        forget_changes(entity)
    for entity in changes.deleted:
        forget_changes(entity)
        gateway.identities.discard(entity)
        adopt(entity, _DELETED)
    rows: dict[Registry, list[JSON]] = {}
    for step, answer in zip(plan, answers, strict=True):
        data = answer.get("data") if isinstance(answer, dict) else None
        if isinstance(data, dict) and step.action != "delete":
            mapper = type(step.entity).__mapper__
            rows.setdefault(mapper.registry, []).append({**reference(step.entity), **data})
    for registry, found in rows.items():
        gateway.merge(found, registry)
