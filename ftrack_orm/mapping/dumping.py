"""Relations as Pydantic dumps them: as far as they are loaded, without end and without a request.

A link gives the values of its entity, and those of what that links to in turn; a collection gives its members so, and
a mapping its keys and values. The collections of related entities are left out, and what would lead in a circle gives
its key alone.
"""

from __future__ import annotations

from typing import Any

from ftrack_orm.mapping.collections.keyed_view import KeyedView
from ftrack_orm.mapping.collections.tracked_list import TrackedList
from ftrack_orm.mapping.entity import Entity

__all__ = ["dumped"]


def dumped(value: object) -> Any:
    """Return the value of a relation as dictionaries, lists and plain values."""
    if isinstance(value, TrackedList):
        return [_values(member, ()) for member in value.members()]
    return _one(value, ())


def _one(value: object, above: tuple[Entity, ...]) -> Any:
    if isinstance(value, KeyedView):
        return {key: entry.__dict__.get(value.value_name) for key, entry in value._held.items()}
    return _values(value, above) if isinstance(value, Entity) else value


def _values(entity: Entity, above: tuple[Entity, ...]) -> dict[str, Any]:
    mapper = type(entity).__mapper__
    if any(entity is other for other in above):
        return dict(zip(mapper.primary_key, entity.__ftrack_key__, strict=True))
    held = [(name, value) for name, value in entity.__dict__.items() if not isinstance(value, TrackedList)]
    return {name: _one(value, (*above, entity)) for name, value in held}
