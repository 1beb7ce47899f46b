"""Turn pending changes into one ordered batch: creates parents first, then updates, deletes children first.

One operation for each entity. A link travels as a reference (type and key), the way the official clients send it; its
foreign key is left out then. Nothing here knows a session.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from ftrack_orm.errors import PlanError
from ftrack_orm.mapping import Entity, MappedAttribute
from ftrack_orm.mapping.custom_values import is_custom_value
from ftrack_orm.mapping.state import changes_of
from ftrack_orm.mapping.tracked_list import TrackedList
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session.plan import AttributeChange, Plan, Step, label_of
from ftrack_orm.session.unit_of_work import Changes
from ftrack_orm.transport import JSON, Create, Delete, Update, encode_value

__all__ = ["plan", "reference"]


def plan(changes: Changes) -> Plan:
    """Return the plan of a commit.

    Raises:
        PlanError: New entities need each other, or one is linked that is to be deleted.
    """
    new = _parents_first(changes.created)
    creates = [_create(entity) for entity in new if not is_custom_value(type(entity))]
    updates = [_set_custom_value(entity) for entity in new if is_custom_value(type(entity))]
    updates += [step for entity in changes.updated if (step := _update(entity)) is not None]
    deletes = [_delete(entity) for entity in _parents_first(changes.deleted)[::-1]]
    return Plan((*creates, *updates, *deletes))


def reference(entity: Entity) -> dict[str, JSON]:
    """Return the wire's reference to an entity: its type and primary key only."""
    return {"__entity_type__": entity.__entity_type__, **_key_data(entity)}


def _parents_first(entities: tuple[Entity, ...]) -> list[Entity]:
    """Order entities so that each comes after those it refers to, otherwise in the order given."""
    by_id = {id(entity): entity for entity in entities}
    by_key = {entity.__ftrack_key__[0]: id(entity) for entity in entities if len(entity.__ftrack_key__) == 1}
    graph: TopologicalSorter[int] = TopologicalSorter()
    for entity in entities:
        graph.add(id(entity), *dict.fromkeys(n for n in _needed(entity, by_id, by_key) if n != id(entity)))
    try:
        return [by_id[number] for number in graph.static_order()]
    except CycleError as error:
        names = " > ".join(label_of(by_id[number]) for number in error.args[1])
        raise PlanError(f"entities refer to each other in a circle: {names}; commit one link of it later") from None


def _needed(entity: Entity, by_id: Mapping[int, Entity], by_key: Mapping[str, int]) -> Iterable[int]:
    mapper = type(entity).__mapper__
    for name, value in entity.__dict__.items():
        attribute = mapper.attributes[name]
        if attribute.is_link:
            if id(value) in by_id:
                yield id(value)
        elif attribute.is_many:
            yield from (id(item) for item in _sent_whole(value) if id(item) in by_id)
        elif value.__class__ is str and value in by_key:
            yield by_key[value]


def _create(entity: Entity) -> Step:
    mapper = type(entity).__mapper__
    values = entity.__dict__
    given = {
        name: value
        for name, value in values.items()
        if not (name in mapper.key_links and mapper.key_links[name].name in values)
        and (_sent_whole(value) or not mapper.attributes[name].is_many)
    }
    data = {mapper.attributes[name].api_name: _encode(mapper.attributes[name], value) for name, value in given.items()}
    changes = tuple(
        AttributeChange(name, None, _snapshot(value)) for name, value in given.items() if name not in mapper.primary_key
    )
    return Step("create", entity, changes, Create(mapper.entity_type, entity.__ftrack_key__, data))


def _set_custom_value(entity: Entity) -> Step:
    """A value of a new entity's custom attribute is there as soon as the entity is: it is updated, never created."""
    mapper = type(entity).__mapper__
    changes = [
        AttributeChange(name, NOT_LOADED, value)
        for name, value in entity.__dict__.items()
        if name not in mapper.primary_key
    ]
    data = {mapper.attributes["value"].api_name: encode_value(entity.__dict__["value"])}
    return Step("update", entity, tuple(changes), Update(mapper.entity_type, entity.__ftrack_key__, data))


def _update(entity: Entity) -> Step | None:
    mapper = type(entity).__mapper__
    before = changes_of(entity)
    values = entity.__dict__
    changes = []
    for name, old in before.items():
        link = mapper.key_links.get(name)
        if name not in values or (link is not None and link.name in before and link.name in values):
            continue  # the link says it, or the key does
        changes.append(AttributeChange(name, old, _snapshot(values[name])))
    if not changes:
        return None
    data = {
        mapper.attributes[change.attribute].api_name: _encode(mapper.attributes[change.attribute], change.new)
        for change in changes
    }
    return Step("update", entity, tuple(changes), Update(mapper.entity_type, entity.__ftrack_key__, data))


def _sent_whole(value: Any) -> list[Entity]:
    """Return the content of a collection that is sent as a whole; of others nothing is sent with their owner."""
    return value.members() if isinstance(value, TrackedList) and value.membership is None else []


def _snapshot(value: Any) -> Any:
    """Return the value as it is now, though a list may change later."""
    return tuple(value) if isinstance(value, list) else value


def _delete(entity: Entity) -> Step:
    return Step("delete", entity, (), Delete(entity.__entity_type__, entity.__ftrack_key__))


def _encode(attribute: MappedAttribute, value: Any) -> JSON:
    if attribute.is_link:
        return None if value is None else reference(value)
    if attribute.is_many:
        return [reference(item) for item in value]
    return encode_value(value)


def _key_data(entity: Entity) -> dict[str, JSON]:
    return dict(zip(type(entity).__mapper__.wire_key, entity.__ftrack_key__, strict=True))
