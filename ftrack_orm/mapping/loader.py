"""How an entity reaches the session that it belongs to, without knowing sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from ftrack_orm.mapping.attribute import MappedAttribute
    from ftrack_orm.mapping.ledger import Ledger

__all__ = ["Loader"]


class Loader(Protocol):
    """Kept in the state of every entity that a session knows; one is shared by all siblings of a result."""

    @property
    def ledger(self) -> Ledger | None:
        """What is pending in the session; None where there is no session any more."""
        ...

    @property
    def media(self) -> Any:
        """The session, for methods of entities about files; None where there is no session any more."""
        ...

    def load(self, entity: Any, attribute: MappedAttribute) -> object:
        """Load one attribute, for all siblings at once, and return its value.

        Raises:
            NotLoadedError: Loading is not allowed, or the entity is not on the server any more.
        """
        ...

    def changed(self, entity: Any) -> None:
        """Take note that the entity has its first pending change."""
        ...

    def unchanged(self, entity: Any) -> None:
        """Take note that every pending change of the entity was set back."""
        ...

    def is_created(self, entity: Any) -> bool:
        """Tell whether the entity is on the server already."""
        ...

    def records(self, entity: Any) -> bool:
        """Tell whether changes of the entity are to be recorded: it is on the server, and recording is not off."""
        ...
