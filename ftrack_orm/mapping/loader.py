"""How an entity reaches the session that it belongs to, without knowing sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ftrack_orm.mapping.attribute import MappedAttribute

__all__ = ["Loader"]


class Loader(Protocol):
    """Kept in the state of every entity that a session knows; one is shared by all siblings of a result."""

    def load(self, entity: object, attribute: MappedAttribute) -> object:
        """Load one attribute, for all siblings at once, and return its value.

        Raises:
            NotLoadedError: Loading is not allowed, or the entity is not on the server any more.
        """
        ...

    def changed(self, entity: object) -> None:
        """Take note that the entity has its first pending change."""
        ...

    def unchanged(self, entity: object) -> None:
        """Take note that every pending change of the entity was set back."""
        ...

    def is_created(self, entity: object) -> bool:
        """Tell whether the entity is on the server already."""
        ...
