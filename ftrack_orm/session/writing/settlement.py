"""What became of a batch whose answer was lost: ask the server.

A batch is one transaction, so one trace of it tells. Ids are made by the client: a created entity that is there was
created by this batch. A deleted one that is gone was deleted. An update is told by the values that it set; where they
can't tell, sending the batch again sets the same values once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from ftrack_orm.mapping import Mapper
from ftrack_orm.query.ast import AttributePath, Query
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.siblings import key_criterion
from ftrack_orm.session.reading.identity_map import key_of
from ftrack_orm.session.writing.plan import Plan, Step
from ftrack_orm.transport import JSON

__all__ = ["Outcome", "outcome_of"]

Outcome: TypeAlias = Literal["applied", "not applied"]


def outcome_of(gateway: Gateway, plan: Plan) -> Outcome:
    """Ask the server whether a plan was carried out.

    Raises:
        TransportError: The server can't be asked either.
    """
    for step in _witnesses(plan):
        said = _testimony(gateway, step)
        if said is not None:
            return said
    return "not applied"


def _witnesses(plan: Plan) -> Iterator[Step]:
    """Give the steps that can tell: one that creates, else one that deletes, else all that update."""
    by_action: dict[str, list[Step]] = {"create": [], "update": [], "delete": []}
    for step in plan:
        by_action[step.action].append(step)
    for action in ("create", "delete"):
        if by_action[action]:
            yield by_action[action][0]
            return
    yield from by_action["update"]


def _testimony(gateway: Gateway, step: Step) -> Outcome | None:
    rows = _read(gateway, step)
    match step.action:
        case "create":
            return "applied" if rows else "not applied"
        case "delete":
            return "not applied" if rows else "applied"
        case _:
            return _compare(step, rows)


def _compare(step: Step, rows: Sequence[dict[str, JSON]]) -> Outcome | None:
    """Compare the server's values with those that the step sets; None where they tell nothing."""
    mapper = type(step.entity).__mapper__
    if not rows:
        return None
    for change in step.changes:
        attribute = mapper.attributes[change.attribute]
        if attribute.is_many or change.old is NOT_LOADED:
            continue
        sent = step.operation.to_json()["entity_data"][attribute.api_name]
        return "applied" if _same(rows[0].get(attribute.api_name), sent) else "not applied"
    return None


def _same(theirs: JSON, sent: JSON) -> bool:
    if isinstance(theirs, dict) and isinstance(sent, dict) and "id" in sent:
        return bool(theirs.get("id") == sent["id"])
    return bool(theirs == sent)


def _read(gateway: Gateway, step: Step) -> list[dict[str, JSON]]:
    """Read the entity of a step as it is on the server, past the identity map."""
    mapper: Mapper = type(step.entity).__mapper__
    names = [*mapper.wire_key]
    if step.action == "update":
        names += [mapper.attributes[change.attribute].api_name for change in step.changes]
    paths = tuple(AttributePath.of(name) for name in dict.fromkeys(names))
    query = Query(mapper.entity_type, paths, key_criterion(mapper, [key_of(step.entity)]))
    return gateway.fetch_rows(query)[0]
