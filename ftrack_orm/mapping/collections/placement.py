"""Where an entity belongs: which owner's collections show it, and that they follow when it changes.

An entity's own key is the truth; a collection is a view of it. So whoever changes the key, by the collection, the link
or the foreign key, does the same: loaded collections of the old and the new owner follow, and the session notes who is
about to come and to go, for collections that are loaded later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from ftrack_orm.mapping.collections.membership import Membership
from ftrack_orm.mapping.collections.relation_view import RelationView
from ftrack_orm.mapping.ledger import Ledger
from ftrack_orm.sentinels import NOT_LOADED

__all__ = ["NOWHERE", "Place", "Placed", "arrive", "follow", "loaded_owner", "member_of", "place", "places"]


class Place(NamedTuple):
    """The owner that an entity has: its key, itself where a link holds it, and which member it brings there."""

    key: str | None
    owner: Any = None
    member: Any = None


Placed = list[tuple[Membership, Place]]
"""Where an entity stood, for each membership in question."""

NOWHERE = Place(None)
"""The place of what belongs to nobody."""


def places(entity: Any, memberships: Iterable[Membership], ledger: Ledger) -> Placed:
    """Return where an entity stands now; nowhere when it is to be deleted, or no session knows it."""
    here = entity.__ftrack_loader__ is not None and not ledger.is_deleted(entity)
    return [(m, place(entity, m, ledger) if here else NOWHERE) for m in memberships]


def follow(entity: Any, before: Placed, ledger: Ledger, *, sparing: Callable[[Any], bool] | None = None) -> None:
    """Let collections follow an entity from where it stood to where it stands; owners that are `sparing` keep it."""
    for (membership, old), (_, new) in zip(before, places(entity, [m for m, _ in before], ledger), strict=True):
        if old.key == new.key and old.member is new.member:
            continue
        if (view := _view(membership, old, ledger, sparing)) is not None:
            view.departed(old.member)
        if (view := _view(membership, new, ledger, None)) is not None:
            view.arrived(new.member)
    ledger.touched(entity)


def arrive(entity: Any, memberships: Iterable[Membership], ledger: Ledger) -> None:
    """Let the loaded collections that a new entity belongs to show it."""
    for membership, where in places(entity, memberships, ledger):
        if (view := _view(membership, where, ledger, None)) is not None:
            view.arrived(where.member)


def place(entity: Any, membership: Membership, ledger: Ledger | None) -> Place:
    """Return where an entity's values put it."""
    values = entity.__dict__
    linked = values.get(membership.link, NOT_LOADED) if membership.link is not None else NOT_LOADED
    key = _owner(values.get, membership, linked)
    if key is None:
        return NOWHERE
    return Place(key, linked if linked else None, member_of(entity, membership, ledger))


def loaded_owner(entity: Any, membership: Membership) -> str | None:
    """Return the key of the owner that an entity has on the server, as far as it was loaded."""
    loader = entity.__ftrack_loader__
    if loader is None or not loader.is_created(entity):
        return None
    values, changes = entity.__dict__, entity.__ftrack_changes__ or {}

    def read(name: str, default: Any = None) -> Any:
        return changes[name] if name in changes else values.get(name, default)

    return _owner(read, membership, read(membership.link) if membership.link is not None else NOT_LOADED)


def member_of(entity: Any, membership: Membership, ledger: Ledger | None) -> Any | None:
    """Return the member that an entity brings: itself, or the one that it ties to the owner, if that is at hand."""
    if membership.member_key is None:
        return entity
    held = entity.__dict__.get(membership.member_key)
    return ledger.held(membership.member_root, held) if ledger is not None and held is not None else None


def _owner(read: Callable[..., Any], membership: Membership, linked: Any) -> str | None:
    key = read(membership.key, NOT_LOADED)
    if key is NOT_LOADED and linked:
        key = linked.__ftrack_key__[0]
    if not key or any(read(name) != wanted for name, wanted in membership.conditions):
        return None
    found: str = key
    return found


def _view(
    membership: Membership, where: Place, ledger: Ledger, sparing: Callable[[Any], bool] | None
) -> RelationView | None:
    """Return the loaded collection of a place; None where there is none."""
    if where.key is None or where.member is None:
        return None
    owner = where.owner if where.owner is not None else ledger.held(membership.root, where.key)
    if owner is None or (sparing is not None and sparing(owner)):
        return None
    view = owner.__dict__.get(membership.attribute)
    return view if isinstance(view, RelationView) and view.membership is membership else None
