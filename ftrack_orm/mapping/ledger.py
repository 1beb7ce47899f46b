"""What collections and mappings ask of the session that their owner belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from ftrack_orm.mapping.collections.membership import Membership

__all__ = ["Ledger"]


class Ledger(Protocol):
    """Knows what is pending, and who is about to come to or to leave which owner."""

    @property
    def epoch(self) -> int:
        """A number that changes with every commit and rollback."""
        ...

    @property
    def is_moving(self) -> bool:
        """Whether anything may be about to come to or to leave any owner."""
        ...

    def held(self, root: str, key: Any) -> Any | None:
        """Return the entity of a widest base and a key, one that is still to be created included; never ask."""
        ...

    def add(self, entity: Any) -> None:
        """Create a new entity with the next commit.

        Raises:
            SessionError: It belongs to another session, or was deleted.
        """
        ...

    def delete(self, entity: Any) -> None:
        """Delete an entity with the next commit; one that is still to be created is forgotten."""
        ...

    def keep(self, entity: Any) -> None:
        """Take a deletion back."""
        ...

    def is_deleted(self, entity: Any) -> bool:
        """Tell whether the entity is to be deleted."""
        ...

    def touched(self, entity: Any) -> None:
        """Take note that an entity may come to another owner now, on the server or here."""
        ...

    def arrivals(self, membership: Membership, owner: str) -> Mapping[int, tuple[Any, Any]]:
        """Return the members that are about to come to an owner, each with what holds its key, by their `id()`."""
        ...

    def departures(self, membership: Membership, owner: str) -> Mapping[int, tuple[Any, Any]]:
        """Return the members that are about to leave an owner, each with what holds its key, by their `id()`."""
        ...

    def ties(self, owner: Any, membership: Membership, members: Sequence[Any]) -> Mapping[int, list[Any]]:
        """Return the entities on the server that tie members to the owner, by the member's `id()`; ask once for all."""
        ...

    def shows(self, owner: Any, membership: Membership) -> None:
        """Take note that an owner shows a many-to-many collection: what is deleted leaves it."""
        ...

    def stub(self, entity_class: type[Any], values: dict[str, Any]) -> Any:
        """Return the entity on the server with this key: the one at hand, else one that holds these values."""
        ...

    def configuration(self, owner: Any, key: str) -> str:
        """Return the id of the custom attribute that this key stands for on the owner.

        Raises:
            UnknownKeyError: No custom attribute of this key applies.
        """
        ...

    def custom_links(self, owner: Any, key: str) -> Any:
        """Return the entities that the owner leads to by a custom attribute that holds entities.

        Raises:
            UnknownKeyError: No custom attribute of this key applies.
        """
        ...
