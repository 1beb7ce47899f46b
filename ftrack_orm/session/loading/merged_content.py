"""What a collection or mapping of another session holds: what the server has, and what is about to come or to go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from ftrack_orm.mapping import Entity, KeyedView
from ftrack_orm.mapping.collections.relation_view import RelationView
from ftrack_orm.mapping.collections.relations import relation_of
from ftrack_orm.mapping.ledger import Ledger
from ftrack_orm.mapping.state import changes_of, ledger_of, loader_of
from ftrack_orm.sentinels import MISSING

__all__ = ["KeyedChanges", "changed_keys", "loaded_members", "moving", "set_keys"]

KeyedChanges: TypeAlias = Mapping[str, Any]
"""The new values of the keys of a mapping; MISSING for one that was removed."""

_Moves: TypeAlias = Mapping[int, tuple[Any, Any]]
_NONE: Final[_Moves] = {}


def loaded_members(view: RelationView) -> list[Any]:
    """Return the members that the server has: those that are about to come are left out, those to go are still there.

    What another session made of a collection that has no books any more is taken as it is shown.
    """
    coming, going = _moves(view)
    members = [member for member in view.members() if id(member) not in coming and not _is_new(member)]
    shown = set(map(id, members))
    return members + [member for member, _ in going.values() if id(member) not in shown]


def moving(view: RelationView) -> Iterator[tuple[Any, bool]]:
    """Give the entities whose changes make members come and go, and whether each is to be deleted."""
    ledger = ledger_of(view.owner)
    for moves in _moves(view):
        for _, holder in moves.values():
            yield holder, ledger is not None and ledger.is_deleted(holder)


def changed_keys(view: KeyedView[Any]) -> KeyedChanges:
    """Return what was changed in a mapping; of a new owner all that it holds."""
    coming, going = _moves(view)
    gone = {member.__dict__[view.key_name]: MISSING for member, _ in going.values()}
    entries = {entry.__dict__[view.key_name]: entry for entry in view.members()}
    changed = {
        key: entry.__dict__[view.value_name]
        for key, entry in entries.items()
        if id(entry) in coming or _is_new(entry) or view.value_name in changes_of(entry)
    }
    return {**gone, **changed}


def set_keys(owner: Entity, name: str, changes: KeyedChanges) -> None:
    """Make the changes of another mapping in that of our owner."""
    view: Any = relation_of(owner, type(owner).__mapper__.attributes[name])
    for key, value in changes.items():
        if value is not MISSING:
            view[key] = value
        elif key in view:
            del view[key]


def _moves(view: RelationView) -> tuple[_Moves, _Moves]:
    """Return who is about to come to a collection, and who to leave it; each with what holds the key."""
    ledger: Ledger | None = ledger_of(view.owner)
    if ledger is None or view.membership is None:
        return _NONE, _NONE
    owner = view.owner.__ftrack_key__[0]
    return ledger.arrivals(view.membership, owner), ledger.departures(view.membership, owner)


def _is_new(entity: Any) -> bool:
    loader = loader_of(entity)
    return loader is None or not loader.is_created(entity)
