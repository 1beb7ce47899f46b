"""A collection of entities, as its owner shows it.

Mostly it is a view: an entity belongs to it by a key of its own. Appending writes that key, removing clears it or
deletes an entity that is nothing without it; so a commit sends who came and went, never the whole content, and two
sessions that edit the same collection lose nothing. A collection whose members hold no such key is sent whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any, ClassVar, SupportsIndex, TypeVar, overload

from ftrack_orm.errors import InvalidValueError
from ftrack_orm.mapping.collections.attachment import attach, check_attachable, check_releasable, release
from ftrack_orm.mapping.collections.membership import membership_of
from ftrack_orm.mapping.collections.relation_view import RelationView
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.state import ledger_of, loader_of, record_change, settle_changes

if TYPE_CHECKING:
    from ftrack_orm.mapping.attribute import MappedAttribute
    from ftrack_orm.mapping.collections.membership import Membership

__all__ = ["TrackedList"]

E = TypeVar("E")


class TrackedList(list[E], RelationView):
    """The entities of a collection, each once; it is loaded when it is read, and need not be to be appended to.

    Iterating goes over what is there at its beginning, so that entities may be removed meanwhile. A server keeps no
    order: sorting is allowed and sends nothing. A copy, and what comes out of a pickle, is a plain list.
    """

    __slots__ = ("_before", "_epoch", "_ids", "attribute", "is_loaded", "membership", "owner", "ties")

    def __init__(self, owner: Any, attribute: MappedAttribute) -> None:
        super().__init__()
        self.owner: Any = owner
        self.attribute: MappedAttribute = attribute
        self.membership: Membership | None = membership_of(type(owner).__mapper__, attribute)
        self.is_loaded: bool = False
        self.ties: dict[int, Any] = {}
        """New entities that tie the owner to a member of a many-to-many collection, by the member's `id()`."""
        self._ids: set[int] | None = None
        self._before: tuple[E, ...] = ()
        self._epoch = -1

    # Reading loads.

    def __iter__(self) -> Iterator[E]:
        self.load()
        return iter(self.members())

    def __reversed__(self) -> Iterator[E]:
        self.load()
        return reversed(self.members())

    def __len__(self) -> int:
        self.load()
        return super().__len__()

    def __bool__(self) -> bool:
        return len(self) > 0

    @overload
    def __getitem__(self, index: SupportsIndex) -> E: ...
    @overload
    def __getitem__(self, index: slice) -> list[E]: ...
    def __getitem__(self, index: SupportsIndex | slice) -> E | list[E]:
        self.load()
        return super().__getitem__(index)

    def __contains__(self, item: object) -> bool:
        self.load()
        return id(item) in self._known()

    def __eq__(self, other: object) -> bool:
        return self._members_loaded() == (list(other) if isinstance(other, list) else other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__: ClassVar[None]  # type: ignore[assignment]  # Python leaves none beside `==`, as of a list

    def __add__(self, other: Iterable[Any]) -> list[Any]:
        return [*self, *other]

    def __radd__(self, other: Iterable[Any]) -> list[Any]:
        return [*other, *self]

    def __mul__(self, count: SupportsIndex) -> list[E]:
        return self.copy() * count

    def __rmul__(self, count: SupportsIndex) -> list[E]:
        return self.copy() * count

    def __repr__(self) -> str:
        return repr(self.members()) if self.is_loaded else f"<{self.attribute.name}: not loaded>"

    def copy(self) -> list[E]:
        """Return the entities as a list of its own, which nobody tracks."""
        return self._members_loaded()

    def __copy__(self) -> list[E]:
        return self.copy()

    def __deepcopy__(self, memo: dict[int, Any]) -> list[E]:
        return deepcopy(self.copy(), memo)

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        return list, (self.copy(),)

    def index(self, item: E, start: SupportsIndex = 0, stop: SupportsIndex = 2**62) -> int:
        """Return the place of an entity."""
        return self._members_loaded().index(item, start, stop)

    def count(self, item: E) -> int:
        """Return 1 for an entity that is there, else 0."""
        return int(item in self)

    def sort(self, *, key: Callable[[E], Any], reverse: bool = False) -> None:  # type: ignore[override]  # a key it needs
        """Sort what is shown here; the server keeps no order."""
        self.load()
        super().sort(key=key, reverse=reverse)

    def reverse(self) -> None:
        """Turn around what is shown here; the server keeps no order."""
        self.load()
        super().reverse()

    # Writing writes on the entities that come and go.

    def append(self, item: E) -> None:
        """Add an entity at the end; one that is there already stays where it is."""
        self._add([item])

    def extend(self, items: Iterable[E]) -> None:
        """Add several entities at the end."""
        self._add(list(items))

    def insert(self, index: SupportsIndex, item: E) -> None:
        """Add an entity at a place."""
        self.load()
        self._add([item], index.__index__())

    def remove(self, item: E) -> None:
        """Remove an entity.

        Raises:
            ValueError: It is not there.
            InvalidValueError: It must belong to something.
        """
        if item not in self:
            raise ValueError(f"{item!r} is not in {self._label()}")
        self._become([member for member in self if member is not item])

    def pop(self, index: SupportsIndex = -1) -> E:
        """Remove and return the entity at a place."""
        item: E = self[index]
        self.remove(item)
        return item

    def clear(self) -> None:
        """Remove all entities."""
        self._become([])

    def replace(self, items: Iterable[E]) -> None:
        """Hold exactly these: add what is not there, remove what is not among them."""
        if items is self:
            return
        if not isinstance(items, Iterable):
            name = f"{self.owner.__entity_type__}.{self.attribute.name}"
            raise InvalidValueError(f"{name} takes several of {self.attribute.target}, got {items!r}")
        self._become(list(items))

    def __setitem__(self, index: Any, value: Any) -> None:
        members = self._members_loaded()
        members[index] = value
        self._become(members)

    def __delitem__(self, index: SupportsIndex | slice) -> None:
        members = self._members_loaded()
        del members[index]
        self._become(members)

    def __iadd__(self, items: Iterable[E]) -> TrackedList[E]:  # type: ignore[override,misc]  # as list does
        self.extend(items)
        return self

    def __imul__(self, count: SupportsIndex) -> TrackedList[E]:
        raise InvalidValueError("a collection holds each entity once; it cannot be multiplied")

    # What the owner's session says.

    def fill(self, members: Iterable[E]) -> None:
        """Show these members and those that are about to come, without those that are about to go."""
        shown = list(members)
        ledger, membership = ledger_of(self.owner), self.membership
        if ledger is not None and ledger.is_moving and membership is not None:
            key = self.owner.__ftrack_key__[0]
            going, coming = ledger.departures(membership, key), ledger.arrivals(membership, key)
            if going:
                shown = [member for member in shown if id(member) not in going]
            if coming:
                known = set(map(id, shown))
                shown += [member for number, (member, _) in coming.items() if number not in known]
        self._replace(shown)
        self._shown()

    def members(self) -> list[E]:
        """Return the entities that are shown now, as a list of its own; nothing is loaded."""
        return list.copy(self)

    def restore(self, members: Collection[E]) -> None:
        """Show what `members()` gave once; the entities themselves are restored by whoever calls this."""
        if self.membership is None:
            self._become(list(members))
        else:
            self._replace(list(members))
            self._shown()

    def arrived(self, member: E) -> None:
        """Show a member, if it does not."""
        self._put(member, None)

    def departed(self, member: E) -> None:
        """Show a member no longer."""
        if self.is_loaded and id(member) in self._known():
            self._before_move()
            place = next(i for i, shown in enumerate(self.members()) if shown is member)
            super().__delitem__(place)
            self._known().discard(id(member))
            self._order()

    def _put(self, member: E, index: int | None) -> bool:
        """Show a member at a place, the end by default; tell whether it was not there."""
        if not self.is_loaded or id(member) in self._known():
            return False
        self._before_move()
        super().insert(super().__len__() if index is None else index, member)
        self._known().add(id(member))
        self._order()
        return True

    def _add(self, items: list[E], index: int | None = None) -> None:
        self._accept(items)
        if self.membership is None:
            members = self._members_loaded()
            place = len(members) if index is None else index
            self._become([*members[:place], *items, *members[place:]])
            return
        new = [item for item in items if not (self.is_loaded and id(item) in self._known())]
        check_attachable(self.owner, self.membership, new)
        with RECORDING:
            for item in new:
                shown = self._put(item, index)
                try:
                    attach(self.owner, self.membership, item, self.ties)
                except BaseException:
                    self.departed(item)
                    raise
                index = index + 1 if shown and index is not None else index

    def _become(self, items: list[E]) -> None:
        """Hold exactly these, each once."""
        members = self._members_loaded()
        self._accept(items)
        wanted = list({id(item): item for item in items}.values())
        kept, present = set(map(id, wanted)), set(map(id, members))
        removed = [member for member in members if id(member) not in kept]
        added = [item for item in wanted if id(item) not in present]
        if self.membership is None:
            self._become_whole(members, wanted, added)
            return
        check_releasable(self.owner, self.membership, removed)
        check_attachable(self.owner, self.membership, added)
        release(self.owner, self.membership, removed, self.ties)
        for item in added:
            attach(self.owner, self.membership, item, self.ties)
        if [*map(id, self.members())] != [*map(id, wanted)]:
            self._before_move()
            self._replace(wanted)

    def _become_whole(self, members: list[E], wanted: list[E], added: list[E]) -> None:
        with RECORDING:
            record_change(self.owner, self.attribute.name, tuple(members))
            self._replace(wanted)
            settle_changes(self.owner)
        ledger = ledger_of(self.owner)
        for item in added if ledger is not None else ():
            if ledger is not None and loader_of(item) is None:
                ledger.add(item)

    def _accept(self, items: list[E]) -> None:
        mapper = type(self.owner).__mapper__
        for item in items:
            mapper.check_target(self.attribute, item)

    def _before_move(self) -> None:
        """Remember the order in which the members stood at the last commit or rollback, for when all are back."""
        ledger = ledger_of(self.owner)
        if ledger is not None and self._epoch != ledger.epoch:
            self._before, self._epoch = tuple(self.members()), ledger.epoch

    def _order(self) -> None:
        before = self._before
        if len(before) == super().__len__() and self._known() == set(map(id, before)):
            super().__setitem__(slice(None), before)

    def _members_loaded(self) -> list[E]:
        self.load()
        return list.copy(self)

    def _replace(self, members: list[E]) -> None:
        super().__setitem__(slice(None), members)
        self._ids = None

    def _known(self) -> set[int]:
        if self._ids is None:
            self._ids = set(map(id, self.members()))
        return self._ids

    def _label(self) -> str:
        return f"{self.owner!r}.{self.attribute.name}"
