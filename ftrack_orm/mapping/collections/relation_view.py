"""What all collections and mappings of an entity have in common: an owner, members, and that they may not be loaded."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from ftrack_orm.mapping.collections.membership import Membership, watch

if TYPE_CHECKING:
    from ftrack_orm.mapping.attribute import MappedAttribute

__all__ = ["RelationView", "aside", "put_aside"]

_MADE_BY_SERVER = frozenset({"Recipient", "StatusChange"})
"""Entities that the server adds to a new owner by itself: the author of a note, the first status."""


class RelationView:
    """A collection or mapping as its owner shows it.

    Once loaded it stands among the owner's values; until then it is kept aside, so that whoever holds it sees what is
    loaded later.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    owner: Any
    attribute: MappedAttribute
    membership: Membership | None
    is_loaded: bool

    @abstractmethod
    def fill(self, members: Iterable[Any]) -> None:
        """Show these members and those that are about to come, without those that are about to go."""

    @abstractmethod
    def arrived(self, member: Any) -> None:
        """Show a member, if it does not."""

    @abstractmethod
    def departed(self, member: Any) -> None:
        """Show a member no longer."""

    @abstractmethod
    def members(self) -> Collection[Any]:
        """Return the entities that are shown now; nothing is loaded."""

    @abstractmethod
    def restore(self, members: Collection[Any]) -> None:
        """Show what `members()` gave once; the entities themselves are restored by whoever calls this."""

    def load(self) -> None:
        """Load the members for the owner and its siblings, if they were not; of a new owner there are none.

        Raises:
            NotLoadedError: Loading is not allowed, or the owner is not on the server any more.
        """
        if self.is_loaded:
            return
        loader = self.owner.__ftrack_loader__
        if loader is None or not loader.is_created(self.owner):
            self.fill(())
            return
        loader.load(self.owner, self.attribute)
        present = self.owner.__dict__.get(self.attribute.name)
        if not self.is_loaded and isinstance(present, RelationView):
            self.fill(present.members())

    def unload(self) -> None:
        """Forget the members, so that they are loaded when they are read."""
        self.is_loaded = False
        if self.owner.__dict__.get(self.attribute.name) is self:
            del self.owner.__dict__[self.attribute.name]
        put_aside(self)

    def owner_created(self) -> None:
        """Take note that the owner is on the server now, where it may have got members that are not known here."""
        if not self.members() or self.attribute.target in _MADE_BY_SERVER:
            self.unload()
        else:
            self._tell_ledger()

    def _shown(self) -> None:
        """Stand among the owner's values from now on."""
        self.is_loaded = True
        if self.membership is not None:
            watch(self.membership)
            self._tell_ledger()
        values, name = self.owner.__dict__, self.attribute.name
        if not isinstance(values.get(name), RelationView):
            values[name] = self
        if self.owner.__ftrack_unloaded__:
            self.owner.__ftrack_unloaded__.pop(name, None)

    def _tell_ledger(self) -> None:
        """A member of a many-to-many collection holds no key that leads here: let the session find it."""
        if self.membership is not None and self.membership.member_key is not None:
            loader = self.owner.__ftrack_loader__
            if loader is not None and loader.ledger is not None:
                loader.ledger.shows(self.owner, self.membership)


def aside(owner: Any) -> dict[str, RelationView]:
    """Return the collections and mappings of an entity that are not loaded but in somebody's hands."""
    found: dict[str, RelationView] | None = owner.__ftrack_unloaded__
    return {} if found is None else found


def put_aside(view: RelationView) -> None:
    """Keep a collection or mapping that is not loaded, so that everybody gets the same."""
    owner = view.owner
    object.__setattr__(owner, "__ftrack_unloaded__", {**aside(owner), view.attribute.name: view})
