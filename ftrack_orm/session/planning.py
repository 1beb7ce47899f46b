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
from ftrack_orm.mapping.state import changes_of
from ftrack_orm.session.plan import AttributeChange, Plan, Step, label_of
from ftrack_orm.session.unit_of_work import Changes
from ftrack_orm.transport import JSON, Create, Delete, Update, encode_value

__all__ = ["linked", "plan", "reference"]


def plan(changes: Changes) -> Plan:
    """Return the plan of a commit.

    Raises:
        PlanError: New entities need each other, or one is linked that is to be deleted.
    """
    creates = [_create(entity) for entity in _parents_first(changes.created)]
    updates = [step for entity in changes.updated if (step := _update(entity)) is not None]
    deletes = [_delete(entity) for entity in _parents_first(changes.deleted)[::-1]]
    return Plan((*creates, *updates, *deletes))


def reference(entity: Entity) -> dict[str, JSON]:
    """Return the wire's reference to an entity: its type and primary key only."""
    return {"__entity_type__": entity.__entity_type__, **_key_data(entity)}


def linked(entity: Entity) -> Iterable[Entity]:
    """Return the entities that an entity's loaded links and collections hold."""
    attributes = type(entity).__mapper__.attributes
    for name, value in list(entity.__dict__.items()):
        if isinstance(value, Entity):
            yield value
        elif isinstance(value, list) and attributes[name].is_many:
            yield from value


def _parents_first(entities: tuple[Entity, ...]) -> list[Entity]:
    """Order entities so that each comes after those it refers to, otherwise in the order given."""
    by_id = {id(entity): entity for entity in entities}
    by_key = {entity.__ftrack_key__[0]: id(entity) for entity in entities}
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
            # an entity in a collection refers back to its owner more often than not: it comes later then
            yield from (id(item) for item in value if id(item) in by_id and entity not in linked(item))
        elif name in mapper.key_links and value in by_key:
            yield by_key[value]


def _create(entity: Entity) -> Step:
    mapper = type(entity).__mapper__
    values = entity.__dict__
    given = {
        name: value
        for name, value in values.items()
        if not (name in mapper.key_links and mapper.key_links[name].name in values)
        and not (mapper.attributes[name].is_many and not value)
    }
    data = {mapper.attributes[name].api_name: _encode(mapper.attributes[name], value) for name, value in given.items()}
    changes = tuple(
        AttributeChange(name, None, _snapshot(value)) for name, value in given.items() if name not in mapper.primary_key
    )
    return Step("create", entity, changes, Create(mapper.entity_type, entity.__ftrack_key__, data))


def _update(entity: Entity) -> Step | None:
    mapper = type(entity).__mapper__
    before = changes_of(entity)
    values = entity.__dict__
    changes = []
    for name, old in before.items():
        link = mapper.key_links.get(name)
        if name not in values or (link is not None and link.name in before and link.name in values):
            continue  # the link says it, or the key does
        if isinstance(old, tuple) and list(old) == values[name]:
            continue
        changes.append(AttributeChange(name, old, _snapshot(values[name])))
    if not changes:
        return None
    data = {
        mapper.attributes[change.attribute].api_name: _encode(mapper.attributes[change.attribute], change.new)
        for change in changes
    }
    return Step("update", entity, tuple(changes), Update(mapper.entity_type, entity.__ftrack_key__, data))


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
