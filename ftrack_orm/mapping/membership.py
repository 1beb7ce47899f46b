"""How collections and mappings know their members: by a key that the members hold.

Worked out once for each package of entity classes, from its schema (`ftrack_orm.schema.relation`), in Python's names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.mapping.registry import Registry
from ftrack_orm.schema import Schema
from ftrack_orm.schema.relation import Reverse, collection_key
from ftrack_orm.schema.removal import Removal, removal

if TYPE_CHECKING:
    from ftrack_orm.mapping.attribute import MappedAttribute
    from ftrack_orm.mapping.mapper import Mapper

__all__ = ["Membership", "kind_of_owner", "membership_of", "memberships_held", "memberships_touched", "removal_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Membership:
    """One collection or mapping whose members are those that hold the owner's id.

    `holder` is the entity type that holds it in `key` (and in `link`, where there is one): the member itself, or where
    `member_key` is set one that ties owner and member together.
    """

    root: str
    """The widest base of the owner's type."""
    owner: str
    """The entity type that declares it."""
    attribute: str
    target: str
    holder: str
    key: str
    link: str | None
    conditions: tuple[tuple[str, str], ...]
    type_attribute: str | None
    member_key: str | None
    member_root: str


class _Catalogue:
    """The memberships of one registry."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.schema = _schema(registry)
        self.by_owner: dict[tuple[str, str], Membership] = {}
        self._by_holder: dict[str, list[Membership]] = {}
        self._owned: dict[tuple[Mapper, str], Membership | None] = {}
        self._type_attributes: dict[str, str | None] = {}
        self._held: dict[str, tuple[Membership, ...]] = {}
        self._of_owner: dict[tuple[str, str], tuple[Membership, ...]] = {}
        self._touched: dict[str, dict[str, tuple[Membership, ...]]] = {}
        for membership in _memberships(registry, self.schema) if self.schema else ():
            self.by_owner[membership.owner, membership.attribute] = membership
            self._by_holder.setdefault(membership.holder, []).append(membership)

    def owned(self, mapper: Mapper, name: str) -> Membership | None:
        """Return the membership that an attribute of a type has, by itself or from a base."""
        if (mapper, name) not in self._owned:
            wider: Mapper | None = mapper
            while wider is not None and (wider.entity_type, name) not in self.by_owner:
                wider = wider.base
            self._owned[mapper, name] = self.by_owner[wider.entity_type, name] if wider is not None else None
        return self._owned[mapper, name]

    def held(self, entity_type: str) -> tuple[Membership, ...]:
        """Return the memberships that entities of a type hold the key of."""
        found = self._held.get(entity_type)
        if found is None:
            found = self._held[entity_type] = tuple(m for n in self._lineage(entity_type) for m in self._of_holder(n))
        return found

    def type_attribute(self, entity_type: str) -> str | None:
        """Return the attribute in which entities of a type name their owner's type, where they do."""
        if entity_type not in self._type_attributes:
            named = {membership.type_attribute for membership in self.held(entity_type)}
            self._type_attributes[entity_type] = named.pop() if len(named) == 1 else None
        return self._type_attributes[entity_type]

    def held_for(self, entity_type: str, owner: str) -> tuple[Membership, ...]:
        """Return those of them that an owner of this type has."""
        found = self._of_owner.get((entity_type, owner))
        if found is None:
            lineage = self._lineage(owner)
            found = tuple(m for m in self.held(entity_type) if m.owner in lineage)
            self._of_owner[entity_type, owner] = found
        return found

    def touched(self, entity_type: str) -> dict[str, tuple[Membership, ...]]:
        """Return, for each attribute of a type, the memberships that its value decides on."""
        found = self._touched.get(entity_type)
        if found is None:
            by_name: dict[str, list[Membership]] = {}
            for membership in self.held(entity_type):
                names = (membership.key, membership.link, membership.member_key, *(n for n, _ in membership.conditions))
                for name in names:
                    if name is not None:
                        by_name.setdefault(name, []).append(membership)
            found = self._touched[entity_type] = {name: tuple(many) for name, many in by_name.items()}
        return found

    def _of_holder(self, entity_type: str) -> list[Membership]:
        return self._by_holder.get(entity_type, [])

    def _lineage(self, entity_type: str) -> tuple[str, ...]:
        return self.schema.lineage(entity_type) if self.schema and entity_type in self.schema else ()


_catalogues: dict[Registry, _Catalogue] = {}


def membership_of(mapper: Mapper, attribute: MappedAttribute) -> Membership | None:
    """Return how a collection knows its members; None for one that is written as a whole, or computed."""
    return _catalogue(mapper.registry).owned(mapper, attribute.name)


def kind_of_owner(mapper: Mapper) -> str | None:
    """Return the attribute in which entities of a type name their owner's entity type, where they do."""
    return _catalogue(mapper.registry).type_attribute(mapper.entity_type)


def memberships_held(mapper: Mapper, owner: object = None) -> tuple[Membership, ...]:
    """Return the memberships that entities of a type hold the key of; only an owner type's own, where it is known."""
    catalogue = _catalogue(mapper.registry)
    if isinstance(owner, str) and catalogue.schema is not None and owner in catalogue.schema:
        return catalogue.held_for(mapper.entity_type, owner)
    return catalogue.held(mapper.entity_type)


def memberships_touched(mapper: Mapper, name: str) -> tuple[Membership, ...]:
    """Return the memberships that the value of an attribute decides on."""
    return _catalogue(mapper.registry).touched(mapper.entity_type).get(name, ())


def removal_of(mapper: Mapper, membership: Membership) -> Removal:
    """Return what becomes of an entity of a type when it leaves."""
    schema = _catalogue(mapper.registry).schema
    assert schema is not None
    return removal(schema, mapper.entity_type, mapper.attributes[membership.key].api_name)


def _catalogue(registry: Registry) -> _Catalogue:
    found = _catalogues.get(registry)
    if found is None:
        found = _catalogues[registry] = _Catalogue(registry)
    return found


def _schema(registry: Registry) -> Schema | None:
    """Return the registry's schema; None for classes that were written without one."""
    try:
        return registry.schema
    except ConfigurationError:
        return None


def _memberships(registry: Registry, schema: Schema) -> Iterator[Membership]:
    for entity_type, names in schema.own_attributes.items():
        for name in names:
            stated = schema[entity_type][name]
            if stated.kind not in ("collection", "mapping") or stated.restricted or entity_type not in registry:
                continue
            if stated.target is None or "configuration_id" in schema[stated.target].primary_key:
                continue  # values of custom attributes neither come nor go
            reverse = collection_key(schema, entity_type, name)
            if reverse is not None and (reverse.through or reverse.target) in registry:
                yield _membership(registry, entity_type, name, reverse)


def _membership(registry: Registry, entity_type: str, name: str, reverse: Reverse) -> Membership:
    owner, target = registry.mapper(entity_type), registry.mapper(reverse.target)
    holder = registry.mapper(reverse.through or reverse.target)
    key = holder.wire[reverse.foreign_key].name
    link = holder.key_links.get(key)
    return Membership(
        root=owner.root,
        owner=entity_type,
        attribute=owner.wire[name].name,
        target=target.entity_type,
        holder=holder.entity_type,
        key=key,
        link=link.name if link else None,
        conditions=tuple((holder.wire[attribute].name, value) for attribute, value in reverse.conditions),
        type_attribute=holder.wire[reverse.type_attribute].name if reverse.type_attribute else None,
        member_key=holder.wire[reverse.target_key].name if reverse.target_key else None,
        member_root=target.root,
    )
