"""Who is about to come to which owner, and to leave it: for collections that are loaded meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from ftrack_orm.mapping.membership import Membership, memberships_held

__all__ = ["Relocations"]

_Members: TypeAlias = dict[int, tuple[Any, Any]]
_NONE: Mapping[int, tuple[Any, Any]] = {}


class Relocations:
    """Holds pending moves only, so that looking for one costs nothing where there is none.

    A member is held together with what holds its key: itself, or the entity that ties it to the owner.
    """

    def __init__(self) -> None:
        self._arrivals: dict[tuple[Membership, str], _Members] = {}
        self._departures: dict[tuple[Membership, str], _Members] = {}
        self._moves: dict[tuple[int, Membership], tuple[Any, str | None, str | None]] = {}

    def __bool__(self) -> bool:
        return bool(self._moves)

    def note(self, item: Any, membership: Membership, member: Any, loaded: str | None, current: str | None) -> None:
        """Take note of the owner that an item has on the server, and of the one it has now."""
        self._drop(item, membership)
        if loaded == current:
            return
        self._moves[id(item), membership] = (member, loaded, current)
        if loaded is not None:
            self._departures.setdefault((membership, loaded), {})[id(member)] = (member, item)
        if current is not None:
            self._arrivals.setdefault((membership, current), {})[id(member)] = (member, item)

    def forget(self, item: Any) -> None:
        """Forget the moves of an item."""
        for membership in memberships_held(type(item).__mapper__):
            self._drop(item, membership)

    def clear(self) -> None:
        """Forget all moves."""
        self._arrivals.clear()
        self._departures.clear()
        self._moves.clear()

    def arrivals(self, membership: Membership, owner: str) -> Mapping[int, tuple[Any, Any]]:
        """Return the members that are about to come to an owner, by their `id()`."""
        return self._arrivals.get((membership, owner), _NONE)

    def departures(self, membership: Membership, owner: str) -> Mapping[int, tuple[Any, Any]]:
        """Return the members that are about to leave an owner, by their `id()`."""
        return self._departures.get((membership, owner), _NONE)

    def _drop(self, item: Any, membership: Membership) -> None:
        move = self._moves.pop((id(item), membership), None)
        if move is not None:
            member, loaded, current = move
            _remove(self._departures, membership, loaded, member, item)
            _remove(self._arrivals, membership, current, member, item)


def _remove(
    index: dict[tuple[Membership, str], _Members], membership: Membership, owner: str | None, member: Any, item: Any
) -> None:
    members = index.get((membership, owner)) if owner is not None else None
    if members is not None and owner is not None and members.get(id(member), (None, None))[1] is item:
        del members[id(member)]
        if not members:
            del index[membership, owner]
