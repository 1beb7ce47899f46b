"""Which new entities come along with one."""

from __future__ import annotations

from collections.abc import Iterator

from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.state import loader_of
from ftrack_orm.session.planning import linked

__all__ = ["cascade"]


def cascade(entity: Entity) -> Iterator[Entity]:
    """Return the entity and every transient one that it reaches through loaded links and collections."""
    seen = {id(entity)}
    waiting = [entity]
    while waiting:
        reached = waiting.pop()
        yield reached
        for other in linked(reached):
            if id(other) not in seen and loader_of(other) is None:
                seen.add(id(other))
                waiting.append(other)
