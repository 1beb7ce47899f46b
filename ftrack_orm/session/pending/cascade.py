"""Which new entities come along with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.collections.relation_view import RelationView
from ftrack_orm.mapping.collections.tracked_list import TrackedList
from ftrack_orm.mapping.declaring.metaclass import EntityMeta
from ftrack_orm.mapping.held_shape import changed_shape, held_shape
from ftrack_orm.mapping.state import changes_of, loader_of
from ftrack_orm.mapping.vocabulary.word_entity import is_loose

__all__ = ["brings_along", "cascade", "linked", "may_bring_along", "stands_alone"]


def cascade(entity: Entity) -> Iterator[Entity]:
    """Return the entity and every transient one that it reaches through links and collections."""
    seen = {id(entity)}
    waiting = [entity]
    while waiting:
        reached = waiting.pop()
        others = tuple(linked(reached))  # before whoever gets it may take it into a session
        yield reached
        for other in others:
            if id(other) not in seen and loader_of(other) is None:
                seen.add(id(other))
                waiting.append(other)


def stands_alone(entity: Entity) -> bool:
    """Tell whether an entity surely reaches no transient one, so that nothing comes along, and none from a word.

    Where its links are is known from its shape, so this costs a fraction of `cascade`.
    """
    values = entity.__dict__
    shape = held_shape(type(entity).__mapper__, values)
    for name in shape.links:
        other = values[name]
        if other is not None and (other.__ftrack_loader__ is None or is_loose(other)):
            return False
    return not shape.views or loader_of(entity) is not None


def may_bring_along(entities: Iterable[Entity]) -> bool:
    """Tell whether any changed entity may have been given a transient one: few combinations of attributes tell it."""
    shapes = {(type(entity).__mapper__, tuple(changes_of(entity))) for entity in entities}
    return any(changed_shape(mapper, names).links for mapper, names in shapes)


def brings_along(entity: Entity) -> bool:
    """Tell whether a changed entity was given a transient one; see `linked` for its collections."""
    values = entity.__dict__
    for name in changed_shape(type(entity).__mapper__, changes_of(entity)).links:
        value = values.get(name)
        if isinstance(value.__class__, EntityMeta) and loader_of(value) is None:
            return True
    return False


def linked(entity: Entity) -> Iterator[Entity]:
    """Give what an entity links to, and what its collections hold that no session cares for: those of a new entity.

    What is put into a collection of a session's entity comes into that session at once.
    """
    new = loader_of(entity) is None
    for value in tuple(entity.__dict__.values()):
        if isinstance(value, Entity):
            yield value
        elif new and isinstance(value, RelationView):
            yield from value.members()
            if isinstance(value, TrackedList):
                yield from tuple(value.ties.values())
