"""Put an entity into a collection, and take it out: what to write on it, to create or to delete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ftrack_orm.errors import InvalidValueError
from ftrack_orm.mapping.collections.membership import Membership, removal_of
from ftrack_orm.mapping.collections.placement import place
from ftrack_orm.mapping.ledger import Ledger
from ftrack_orm.mapping.state import assign, ledger_of, loader_of, made

__all__ = ["attach", "check_attachable", "check_releasable", "release"]


def check_attachable(owner: Any, membership: Membership, members: Iterable[Any]) -> None:
    """Refuse members that cannot come to this owner.

    Raises:
        InvalidValueError: One belongs to another session, or its key cannot change any more.
    """
    ledger = ledger_of(owner)
    for member in members:
        if loader_of(member) is not None and ledger is not None and ledger_of(member) is not ledger:
            raise InvalidValueError(f"{member!r} belongs to another session, or to none any more; merge() it first")
        mapper = type(member).__mapper__
        fixed = membership.member_key is None and membership.key in mapper.primary_key
        if fixed and _is_created(member) and member.__dict__.get(membership.key) != owner.__ftrack_key__[0]:
            raise InvalidValueError(
                f"{member!r} cannot move to {owner!r}: {mapper.entity_type}.{membership.key} is a part of its key; "
                "create another one there and delete this one"
            )


def attach(owner: Any, membership: Membership, member: Any, ties: dict[int, Any]) -> None:
    """Let a member belong to an owner. `ties` holds the entities that tie a many-to-many collection's, by `id()`."""
    ledger = ledger_of(owner)
    if membership.member_key is None:
        if ledger is not None and ledger.is_deleted(member):
            ledger.keep(member)
        _write(owner, membership, member)
    else:
        _tie(owner, membership, member, ties)
    if ledger is not None and loader_of(member) is None:
        ledger.add(member)


def check_releasable(owner: Any, membership: Membership, members: Iterable[Any]) -> None:
    """Refuse to release what must belong to something.

    Raises:
        InvalidValueError: One may not be without an owner.
    """
    if membership.member_key is not None:
        return
    for member in members:
        mapper = type(member).__mapper__
        if _is_created(member) and removal_of(mapper, membership) == "refuse":
            by = membership.link or membership.key
            raise InvalidValueError(
                f"{member!r} cannot be removed from {owner.__entity_type__}.{membership.attribute}: "
                f"{mapper.entity_type}.{by} is never none; assign another, or delete it with session.delete(...)"
            )


def release(owner: Any, membership: Membership, members: Sequence[Any], ties: dict[int, Any]) -> None:
    """Let members belong to the owner no longer: what is nothing without it is deleted, others lose their key."""
    if membership.member_key is not None:
        _untie(owner, membership, members, ties)
        return
    for member in members:
        _release(membership, member)


def _release(membership: Membership, member: Any) -> None:
    mapper, ledger = type(member).__mapper__, ledger_of(member)
    what = removal_of(mapper, membership)
    if ledger is not None and what != "clear":
        ledger.delete(member)  # what must belong to something is new here, and is not created then
    if loader_of(member) is None:
        for name in (membership.key, membership.link, membership.type_attribute):
            member.__dict__.pop(name, None)
    elif what == "clear":
        names = (membership.link or membership.key, membership.type_attribute)
        for name in names:
            if name is not None:
                assign(member, mapper.attributes[name], None)


def _write(owner: Any, membership: Membership, holder: Any) -> None:
    """Write the owner on what holds its key, and what else puts it into the collection."""
    attributes = type(holder).__mapper__.attributes
    values = holder.__dict__
    key = owner.__ftrack_key__[0]
    if place(holder, membership, None).key != key:
        if membership.link is not None:
            assign(holder, attributes[membership.link], owner)
        else:
            assign(holder, attributes[membership.key], key)
        if membership.type_attribute is not None:
            assign(holder, attributes[membership.type_attribute], owner.__entity_type__)
    for name, wanted in membership.conditions:
        if values.get(name) != wanted:
            assign(holder, attributes[name], wanted)


def _tie(owner: Any, membership: Membership, member: Any, ties: dict[int, Any]) -> None:
    """Create the entity that ties owner and member, or keep the one that was about to go."""
    ledger = ledger_of(owner)
    gone = _going_tie(ledger, owner, membership, member)
    if ledger is not None and gone is not None:
        ledger.keep(gone)
        return
    mapper = type(owner).__mapper__.registry.mapper(membership.holder)
    tie = made(mapper.entity_class)
    _write(owner, membership, tie)
    assert membership.member_key is not None
    link = mapper.key_links.get(membership.member_key)
    if link is not None and isinstance(member, mapper.target(link).entity_class):
        assign(tie, link, member)
    else:
        assign(tie, mapper.attributes[membership.member_key], member.__ftrack_key__[0])
    ties[id(member)] = tie
    if ledger is not None:
        if loader_of(member) is None:
            ledger.add(member)
        ledger.add(tie)


def _going_tie(ledger: Ledger | None, owner: Any, membership: Membership, member: Any) -> Any | None:
    if ledger is None:
        return None
    return ledger.departures(membership, owner.__ftrack_key__[0]).get(id(member), (None, None))[1]


def _untie(owner: Any, membership: Membership, members: Sequence[Any], ties: dict[int, Any]) -> None:
    ledger = ledger_of(owner)
    coming = ledger.arrivals(membership, owner.__ftrack_key__[0]) if ledger is not None else {}
    found = {id(m): coming.get(id(m), (m, None))[1] or ties.pop(id(m), None) for m in members}
    unknown = [member for member in members if found[id(member)] is None]
    on_server = ledger.ties(owner, membership, unknown) if unknown and ledger is not None else {}
    for member in members:
        for tie in on_server.get(id(member), [found[id(member)]]):
            if tie is not None and ledger is not None and loader_of(tie) is not None:
                ledger.delete(tie)


def _is_created(entity: Any) -> bool:
    loader = loader_of(entity)
    return loader is not None and loader.is_created(entity)
