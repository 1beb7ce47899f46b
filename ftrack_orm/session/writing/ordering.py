"""Order entities so that each comes after those it refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ftrack_orm.errors import PlanError
from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.collections.tracked_list import TrackedList
from ftrack_orm.mapping.held_shape import held_shape
from ftrack_orm.session.writing.plan import label_of

__all__ = ["parents_first", "sent_whole"]


def parents_first(entities: Sequence[Entity]) -> list[Entity]:
    """Return the entities so that each comes after those of them it refers to, otherwise in the order given.

    People mostly make parents first, so that looking once at each is enough.

    Raises:
        PlanError: They refer to each other in a circle.
    """
    return list(entities) if _is_ordered(entities) else _sorted(entities)


def _is_ordered(entities: Sequence[Entity]) -> bool:
    """Tell whether nobody refers to one that comes later."""
    later = {id(entity) for entity in entities}
    keys = [entity.__ftrack_key__ for entity in entities]
    later_keys = {key[0] for key in keys if len(key) == 1}
    for entity, key in zip(entities, keys, strict=True):
        values = entity.__dict__
        later.discard(id(entity))
        if len(key) == 1:
            later_keys.discard(key[0])
        shape = held_shape(type(entity).__mapper__, values)
        for name in shape.links:
            if id(values[name]) in later:
                return False
        for name in shape.texts:
            value = values[name]
            if value.__class__ is str and value in later_keys:
                return False
        for name in shape.views:
            if any(id(member) in later for member in sent_whole(values[name])):
                return False
    return True


def _sorted(entities: Sequence[Entity]) -> list[Entity]:
    from graphlib import CycleError, TopologicalSorter  # seldom needed

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


def _needed(entity: Entity, by_id: Mapping[int, Entity], by_key: Mapping[str, int]) -> Iterator[int]:
    values = entity.__dict__
    shape = held_shape(type(entity).__mapper__, values)
    yield from (id(values[name]) for name in shape.links if id(values[name]) in by_id)
    for name in shape.views:
        yield from (id(member) for member in sent_whole(values[name]) if id(member) in by_id)
    for name in shape.texts:
        value = values[name]
        if value.__class__ is str and value in by_key:
            yield by_key[value]


def sent_whole(value: object) -> list[Entity]:
    """Return the content of a collection that is sent as a whole; of others nothing is sent with their owner."""
    return value.members() if isinstance(value, TrackedList) and value.membership is None else []
