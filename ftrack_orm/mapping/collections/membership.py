"""How collections and mappings know their members: by a key that the members hold.

Worked out from the schema of a package of entity classes (`ftrack_orm.schema.relation`), in Python's names.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ftrack_orm.deferral import deferred
from ftrack_orm.errors import ConfigurationError
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.registry import Registry

if TYPE_CHECKING:
    from ftrack_orm.mapping.attribute import MappedAttribute
    from ftrack_orm.mapping.mapper import Mapper
    from ftrack_orm.schema import Schema
    from ftrack_orm.schema.relation import Reverse, collection_key
    from ftrack_orm.schema.removal import Removal, removal
else:
    collection_key = deferred("ftrack_orm.schema.relation.collection_key")
    removal = deferred("ftrack_orm.schema.removal.removal")

__all__ = [
    "Membership",
    "membership_of",
    "memberships_held",
    "memberships_touched",
    "removal_of",
    "watch",
]


@dataclass(frozen=True, slots=True, eq=False)
class Membership:
    """One collection or mapping whose members are those that hold the owner's id.

    `holder` is the entity type that holds it in `key` (and in `link`, where there is one): the member itself, or where
    `member_key` is set one that ties owner and member together.
    """

    registry: Registry
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
    """The memberships of one registry, each worked out when it is first asked for: that imports the classes in it."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.schema = _schema(registry)
        self.edition = registry.edition
        self._declared: dict[tuple[str, str], Membership | None] = {}
        self._owned: dict[tuple[Mapper, str], Membership | None] = {}

    def owned(self, mapper: Mapper, name: str) -> Membership | None:
        """Return the membership that an attribute of a type has, by itself or from a base."""
        if (mapper, name) not in self._owned:
            found, wider = None, mapper
            while found is None and (name in wider.attributes):
                found = self._declared_by(wider, name)
                if wider.base is None:
                    break
                wider = wider.base
            self._owned[mapper, name] = found
        return self._owned[mapper, name]

    def _declared_by(self, mapper: Mapper, name: str) -> Membership | None:
        """Return the membership of an attribute that a type declares, not its base."""
        place = (mapper.entity_type, name)
        if place not in self._declared:
            schema, wire = self.schema, mapper.attributes[name].api_name
            declares = schema is not None and mapper.entity_type in schema and _declares(schema, place[0], wire)
            self._declared[place] = _membership(self.registry, schema, place[0], wire) if schema and declares else None
        return self._declared[place]


_catalogues: dict[Registry, _Catalogue] = {}

_watched: dict[Registry, dict[Membership, None]] = {}
"""Those of which a collection was shown, or asked for who comes and goes."""


def membership_of(mapper: Mapper, attribute: MappedAttribute) -> Membership | None:
    """Return how a collection knows its members; None for one that is written as a whole, or computed."""
    return _catalogue(mapper.registry).owned(mapper, attribute.name)


def watch(membership: Membership) -> None:
    """Take note that somebody looks at such a collection: from now on it follows what its members do."""
    watched = _watched.setdefault(membership.registry, {})
    if membership not in watched:
        with RECORDING:
            watched[membership] = None
            memberships_held.cache_clear()
            memberships_touched.cache_clear()


@cache
def memberships_held(mapper: Mapper) -> tuple[Membership, ...]:
    """Return the watched memberships that entities of a type hold the key of.

    Mostly there are none: a program that reads no collections never pays for them.
    """
    types, wider = {mapper.entity_type}, mapper
    while wider.base is not None:
        wider = wider.base
        types.add(wider.entity_type)
    return tuple(m for m in _watched.get(mapper.registry, ()) if m.holder in types)


@cache
def memberships_touched(mapper: Mapper, name: str) -> tuple[Membership, ...]:
    """Return the watched memberships that the value of an attribute decides on."""
    return tuple(m for m in memberships_held(mapper) if name in _deciding(mapper, m))


def _deciding(mapper: Mapper, membership: Membership) -> set[str | None]:
    """Return the attributes of a holder that decide on what it belongs to."""
    member = membership.member_key
    member_link = mapper.key_links[member].name if member is not None and member in mapper.key_links else None
    return {membership.key, membership.link, member, member_link, *(name for name, _ in membership.conditions)}


def removal_of(mapper: Mapper, membership: Membership) -> Removal:
    """Return what becomes of an entity of a type when it leaves."""
    schema = _catalogue(mapper.registry).schema
    assert schema is not None
    return removal(schema, mapper.entity_type, mapper.attributes[membership.key].api_name)


def _catalogue(registry: Registry) -> _Catalogue:
    found = _catalogues.get(registry)
    if found is None or found.edition != registry.edition:
        found = _catalogues[registry] = _Catalogue(registry)
    return found


def _schema(registry: Registry) -> Schema | None:
    """Return the registry's schema; None for classes that were written without one."""
    try:
        return registry.current_schema
    except ConfigurationError:
        return None


def _declares(schema: Schema, entity_type: str, name: str) -> bool:
    """Tell whether a type states an attribute that its base does not state in the same way."""
    base = schema[entity_type].base
    stated = schema[entity_type].attributes.get(name)
    return stated is not None and (base is None or schema[base].attributes.get(name) != stated)


def _membership(registry: Registry, schema: Schema, entity_type: str, name: str) -> Membership | None:
    stated = schema[entity_type][name]
    if stated.kind not in ("collection", "mapping") or stated.restricted or stated.target is None:
        return None
    if "configuration_id" in schema[stated.target].primary_key:
        return None  # values of custom attributes neither come nor go
    reverse = collection_key(schema, entity_type, name)
    if reverse is None or (reverse.through or reverse.target) not in registry:
        return None
    return _of_reverse(registry, entity_type, name, reverse)


def _of_reverse(registry: Registry, entity_type: str, name: str, reverse: Reverse) -> Membership:
    owner, target = registry.mapper(entity_type), registry.mapper(reverse.target)
    holder = registry.mapper(reverse.through or reverse.target)
    key = holder.wire[reverse.foreign_key].name
    link = holder.key_links.get(key)
    return Membership(
        registry=registry,
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
