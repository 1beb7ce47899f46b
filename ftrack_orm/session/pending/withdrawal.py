"""Which new entities go along when the creation of one is taken back: those that hang on it, as on the server."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity, Mapper
from ftrack_orm.mapping.collections.custom_values import is_custom_value
from ftrack_orm.mapping.collections.membership import Membership, membership_of
from ftrack_orm.mapping.state import changes_of
from ftrack_orm.session.cache.reference_types import REFERENCE_TYPES
from ftrack_orm.session.pending.unit_of_work import Changes

__all__ = ["withdrawn_with"]


def withdrawn_with(entity: Entity, pending: Changes) -> list[Entity]:
    """Return a new entity and the new ones that hang on it, each after what it hangs on.

    Raises:
        SessionError: Something else that is pending refers to one of them, and would bring it back.
    """
    going, level = [entity], [entity]
    if len(entity.__ftrack_key__) > 1:
        return going  # an entry of a mapping, or a tie: nothing refers to those
    others = [other for other in pending.created if other is not entity]
    referring: list[Entity] = []
    while level and others:
        owners = _Owners(level)
        found = [other for other in others if any(owners.references(other, other.__dict__))]
        level = [other for other in found if _hangs_on(other, owners)]
        taken = set(map(id, level))
        others = [other for other in others if id(other) not in taken]
        referring += found
        going += level
    gone, taken = _Owners(going), set(map(id, going))
    _refuse((other, gone.references(other, other.__dict__)) for other in referring if id(other) not in taken)
    _refuse((other, gone.references(other, changes_of(other))) for other in pending.updated)
    return going


class _Owners:
    """Entities that others may refer to, by a link or by the key."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._by_id: dict[int, Entity] = {id(entity): entity for entity in entities}
        keys = [(entity.__ftrack_key__, entity) for entity in entities]
        self._by_key: dict[object, Entity] = {key[0]: entity for key, entity in keys if len(key) == 1}

    def references(self, entity: Entity, names: Iterable[str]) -> Iterator[tuple[str, Entity]]:
        """Give the attributes of an entity, of those that are named, which lead to one of the owners."""
        values, key = entity.__dict__, type(entity).__mapper__.primary_key
        if self._surely_not_in(values.values()):
            return
        for name in names:
            value = values.get(name)
            if value.__class__ is str:
                owner = self._by_key.get(value) if key != (name,) else None
            else:
                owner = self._by_id.get(id(value))
            if owner is not None:
                yield name, owner

    def _surely_not_in(self, values: Collection[object]) -> bool:
        try:
            return self._by_id.keys().isdisjoint(map(id, values)) and self._by_key.keys().isdisjoint(values)
        except TypeError:  # a list cannot be looked up
            return False


def _hangs_on(entity: Entity, owners: _Owners) -> bool:
    mapper = type(entity).__mapper__
    return any(
        is_custom_value(type(entity)) or any(_is_of(mapper, name, m) for m in _memberships(type(owner).__mapper__))
        for name, owner in owners.references(entity, entity.__dict__)
    )


def _is_of(mapper: Mapper, name: str, membership: Membership) -> bool:
    holder = membership.registry.mapper(membership.holder)
    return name in (membership.key, membership.link) and mapper.narrows(holder)


def _memberships(mapper: Mapper) -> Iterator[Membership]:
    """Give the collections whose members are parts of their owner; those of a status, say, merely use it."""
    for attribute in mapper.attributes.values() if mapper.entity_type not in REFERENCE_TYPES else ():
        membership = membership_of(mapper, attribute) if attribute.is_many else None
        if membership is not None:
            yield membership


def _refuse(found: Iterable[tuple[Entity, Iterator[tuple[str, Entity]]]]) -> None:
    for entity, references in found:
        for name, owner in references:
            raise SessionError(
                f"{owner!r} is new, and {entity!r} refers to it by {name}: assign another there, or delete that too"
            )
