"""What rows of an answer must be before they become entities, or are merged into those that are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ftrack_orm.errors import ProtocolError, SessionError
from ftrack_orm.mapping import Entity, MappedAttribute, Mapper
from ftrack_orm.mapping.collections.membership import membership_of
from ftrack_orm.session.reading.identity_map import key_of
from ftrack_orm.session.reading.row_shape import RowShape

__all__ = ["check_keys", "check_lists", "check_members", "check_owners", "check_package", "check_type"]

_KEY_CLASSES = frozenset({str, int})


def check_keys(shape: RowShape, rows: Sequence[dict[str, Any]]) -> None:
    """Refuse rows whose key is no text and no number."""
    for name in shape.key:
        if not {row[name].__class__ for row in rows} <= _KEY_CLASSES:
            raise ProtocolError(f"the server sent a {shape.mapper.entity_type} whose key {name!r} is no text")


def check_type(entity: Entity, shape: RowShape) -> None:
    """Refuse a row of a type that a held entity is not: an object cannot change its class."""
    kind, held = shape.mapper.entity_class, type(entity).__mapper__
    if entity.__class__ is kind or isinstance(entity, kind) or issubclass(kind, entity.__class__):
        return
    check_package(entity, shape.mapper)
    if held.entity_type != shape.mapper.entity_type:  # else the class was defined anew, as in a notebook
        raise ProtocolError(
            f"the server sent {shape.mapper.entity_type} {key_of(entity)!r}, which was a {entity.__entity_type__} "
            "before; expunge() that, or open another session"
        )


def check_package(entity: Entity, mapper: Mapper) -> None:
    """Refuse to take a held entity for one of another generated package.

    Raises:
        SessionError: It is of another package than the mapper's class.
    """
    held, wanted = type(entity).__mapper__.registry, mapper.registry
    if held is not wanted:
        raise SessionError(
            f"this session holds {entity!r} as a class of {held.package}, not of {wanted.package}: "
            "use one package in a session, and another session for the other"
        )


def check_lists(attribute: MappedAttribute, listed: Sequence[tuple[Entity, Any]]) -> None:
    """Refuse collections that are no lists."""
    for _, raw in listed:
        if raw.__class__ is not list and raw is not None:
            error = ProtocolError(f"expected a list of {attribute.target}, the server sent {type(raw).__name__}")
            error.within(attribute.api_name)
            raise error


def check_members(
    attribute: MappedAttribute,
    listed: Sequence[tuple[Entity, list[Any]]],
    members: Sequence[Entity],
    rows: Sequence[dict[str, Any]],
) -> None:
    """Refuse members that cannot be those of a collection, or of a mapping since they lack its key."""
    if not members:
        return
    owner = type(listed[0][0]).__mapper__
    root = owner.target(attribute).root
    for member in members:
        if type(member).__mapper__.root != root:
            raise ProtocolError(f"expected {attribute.target}, the server sent {member.__entity_type__}")
    if attribute.mapping is None:
        return
    key = attribute.mapping[0]
    for member, row in zip(members, rows, strict=True):
        if not isinstance(row.get(key, vars(member).get(key)), str):
            raise ProtocolError(f"the server sent a {member.__entity_type__} whose {key!r} is no text")


def check_owners(attribute: MappedAttribute, filled: Sequence[tuple[MappedAttribute, Entity, list[Entity]]]) -> None:
    """Refuse members whose own key says that they are another owner's: an entity cannot change its key."""
    membership = membership_of(type(filled[0][1]).__mapper__, attribute) if filled else None
    if membership is None or membership.member_key is not None:
        return
    name = membership.key
    for _, owner, members in filled:
        for member in members:
            if name in type(member).__mapper__.primary_key and vars(member).get(name) != owner.__ftrack_key__[0]:
                raise ProtocolError(f"the server sent a {member.__entity_type__} of another entity for {owner!r}")
