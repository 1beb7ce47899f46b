"""Who is about to come to which owner, and to leave it: for collections that are loaded meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from ftrack_orm.mapping.collections.membership import Membership, memberships_held, watch
from ftrack_orm.mapping.collections.placement import loaded_owner, member_of, place
from ftrack_orm.mapping.state import ledger_of

__all__ = ["Relocations"]

_Members: TypeAlias = dict[int, tuple[Any, Any]]
_Index: TypeAlias = dict[tuple[Membership, str | None], _Members]
_NONE: Mapping[int, tuple[Any, Any]] = {}


class Relocations:
    """Holds pending moves of the collections that were asked for, so that a program without them pays nothing.

    A member is held together with what holds its key: itself, or the entity that ties it to the owner. `pending` gives
    all that is pending; what is touched later is worked out when somebody asks again.
    """

    def __init__(self, pending: Callable[[], Iterable[Any]]) -> None:
        self._pending = pending
        self._asked: set[Membership] = set()
        self._touched: dict[int, Any] = {}
        self._arrivals: _Index = {}
        self._departures: _Index = {}
        self._moves: dict[int, dict[Membership, tuple[Any, str | None, str | None]]] = {}

    def touched(self, item: Any) -> None:
        """Take note that a pending item may have another owner now, on the server or here."""
        if self._asked:
            self._touched[id(item)] = item

    def forget(self, *items: Any) -> None:
        """Forget the moves of items."""
        if not self._touched and not self._moves:
            return  # mostly nobody asked for any
        for item in items:
            self._touched.pop(id(item), None)
            for membership in tuple(self._moves.get(id(item), ())):
                self._drop(item, membership)

    def clear(self) -> None:
        """Forget all moves."""
        self._arrivals.clear()
        self._departures.clear()
        self._moves.clear()
        self._touched.clear()

    def arrivals(self, membership: Membership, owner: str) -> Mapping[int, tuple[Any, Any]]:
        """Return the members that are about to come to an owner, by their `id()`."""
        self._work_out(membership)
        return self._arrivals.get((membership, owner), _NONE)

    def departures(self, membership: Membership, owner: str) -> Mapping[int, tuple[Any, Any]]:
        """Return the members that are about to leave an owner, by their `id()`."""
        self._work_out(membership)
        return self._departures.get((membership, owner), _NONE)

    def _work_out(self, membership: Membership) -> None:
        touched, self._touched = self._touched, {}
        for item in touched.values():
            for held in memberships_held(type(item).__mapper__):
                if held in self._asked:
                    self._note(item, held)
        if membership not in self._asked:
            self._asked.add(membership)
            watch(membership)
            for item in self._pending():
                if membership in memberships_held(type(item).__mapper__):
                    self._note(item, membership)

    def _note(self, item: Any, membership: Membership) -> None:
        """Note the owner that an item has on the server, and the one that it has now."""
        if id(item) in self._moves:
            self._drop(item, membership)
        ledger = ledger_of(item)
        member = member_of(item, membership, ledger)
        if ledger is None or member is None:
            return
        current = None if ledger.is_deleted(item) else place(item, membership, ledger).key
        loaded = loaded_owner(item, membership)
        if loaded == current:
            return
        self._moves.setdefault(id(item), {})[membership] = (member, loaded, current)
        if loaded is not None:
            self._departures.setdefault((membership, loaded), {})[id(member)] = (member, item)
        if current is not None:
            self._arrivals.setdefault((membership, current), {})[id(member)] = (member, item)

    def _drop(self, item: Any, membership: Membership) -> None:
        moves = self._moves[id(item)]
        move = moves.pop(membership, None)
        if move is not None:
            if not moves:
                del self._moves[id(item)]
            member, loaded, current = move
            _remove(self._departures, membership, loaded, member, item)
            _remove(self._arrivals, membership, current, member, item)


def _remove(index: _Index, membership: Membership, owner: str | None, member: Any, item: Any) -> None:
    members = index.get((membership, owner), {})
    if members.get(id(member), (None, None))[1] is item:
        del members[id(member)]
        if not members:
            del index[membership, owner]
