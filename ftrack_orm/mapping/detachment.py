"""What stands in for a session on an entity that has none any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ftrack_orm.errors import NotLoadedError

if TYPE_CHECKING:
    from ftrack_orm.mapping.attribute import MappedAttribute

__all__ = ["COPIED", "DELETED", "Detachment"]


class Detachment:
    """A loader that loads nothing and says why; loaded values stay readable, changes stay on the entity."""

    def __init__(self, why: str, state: Literal["deleted", "detached"] = "detached") -> None:
        self.state: Literal["deleted", "detached"] = state
        self._why = why

    @property
    def ledger(self) -> None:
        """Tell that there is no session."""
        return

    @property
    def media(self) -> None:
        """Tell that there is no session."""
        return

    def load(self, entity: Any, attribute: MappedAttribute) -> object:
        """Refuse to load."""
        raise NotLoadedError(entity.__entity_type__, attribute.name, self._why)

    def changed(self, entity: Any) -> None:
        """Take no note: nobody will send it."""

    def unchanged(self, entity: Any) -> None:
        """Take no note."""

    def is_created(self, entity: Any) -> bool:
        """Tell that the entity is, or was, on the server."""
        return True

    def records(self, entity: Any) -> bool:
        """Tell that changes are recorded, so that a session which the entity is merged into can take them over."""
        return True


DELETED = Detachment("it was deleted", "deleted")
"""Stands on what a commit deleted."""

COPIED = Detachment("it is a copy, which no session holds; session.merge() takes it into one")
"""Stands on a copy of what is on the server."""
