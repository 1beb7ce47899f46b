"""Take note that a plan was carried out: what was sent is loaded now, and what the answers hold is merged in.

An entity that nobody touched while the request was out, which is nearly every one, is taken as it is; of the others
each value is compared with what was sent.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from ftrack_orm.errors import ProtocolError
from ftrack_orm.mapping import Entity, Registry
from ftrack_orm.mapping.detachment import DELETED
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.state import adopt, changes_of, is_changed
from ftrack_orm.sentinels import MISSING
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.siblings import Siblings
from ftrack_orm.session.reading.identity_map import Key
from ftrack_orm.session.writing.answer_shape import answer_shape
from ftrack_orm.session.writing.plan import Plan, Step
from ftrack_orm.session.writing.planning import reference
from ftrack_orm.transport import JSON, collection_paused

__all__ = ["confirm"]

_logger = logging.getLogger("ftrack_orm.session")


def confirm(gateway: Gateway, plan: Plan, answers: Sequence[JSON]) -> None:
    """Change state as the server has; `answers` is empty where they were lost."""
    with RECORDING, collection_paused():
        _settle_steps(gateway, plan)
        _merge_answers(gateway, plan, answers)


def _settle_steps(gateway: Gateway, plan: Plan) -> None:
    work, siblings = gateway.unit_of_work, Siblings(gateway)
    settled: list[Entity] = []
    created: dict[str, dict[Key, Entity]] = {}
    for step in plan.steps:
        entity = step.entity
        if step.action == "update" and _is_as_updated(step):
            settled.append(entity)
        elif step.action == "delete":
            work.gone(entity)
            gateway.identities.discard(entity)
            adopt(entity, DELETED)
        elif work.is_new(entity):
            if _is_as_created(step):
                settled.append(entity)
            else:
                work.created(entity, step.after)
            adopt(entity, siblings)
            key = step.operation.key
            created.setdefault(type(entity).__mapper__.root, {})[key[0] if len(key) == 1 else key] = entity
        else:
            work.updated(entity, step.after)
    for root, by_key in created.items():
        gateway.identities.of_root(root).add_all(tuple(by_key), tuple(by_key.values()))
        siblings.keys_of(root).update(dict.fromkeys(by_key))
    work.settled(*settled)


def _is_as_created(step: Step) -> bool:
    """Tell whether a new entity holds just what was sent; its collections take note that it is on the server now."""
    values = step.entity.__dict__
    shape = step.shape
    if shape is None or tuple(values) != shape.names:
        return False
    for name, sent in step.after.items():
        if values[name] is not sent:
            return False
    for name in shape.views:
        values[name].owner_created()
    return True


def _is_as_updated(step: Step) -> bool:
    """Tell whether an entity was changed just as it was sent."""
    values, changes = step.entity.__dict__, changes_of(step.entity)
    if len(changes) != len(step.before):
        return False
    for name, sent in step.after.items():  # noqa: SIM110  # a generator would cost as much as all the rest
        if values.get(name, MISSING) is not sent:
            return False
    return True


def _merge_answers(gateway: Gateway, plan: Plan, answers: Sequence[JSON]) -> None:
    rows: dict[Registry, list[JSON]] = {}
    for step, answer in zip(plan.steps, answers, strict=False):
        if step.action == "delete":
            continue
        entity, data = step.entity, answer["data"]
        mapper = type(entity).__mapper__
        try:
            if is_changed(entity) or not answer_shape(mapper, data).merge(entity, data):
                rows.setdefault(mapper.registry, []).append({**reference(entity), **data})
        except ProtocolError as error:
            _not_understood(error)
    for registry, found in rows.items():
        try:
            gateway.merge(found, registry)
        except ProtocolError as error:
            _not_understood(error)


def _not_understood(error: ProtocolError) -> None:
    """Go on: the batch was carried out, so what was sent is true whatever else its answer tells."""
    _logger.warning("The commit was carried out, but not all of its answer was understood: %s", error)
