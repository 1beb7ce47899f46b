"""What stands in for a session on an entity that has none any more."""

from __future__ import annotations

from typing import Literal

from ftrack_orm.errors import NotLoadedError
from ftrack_orm.mapping import Entity, MappedAttribute

__all__ = ["DELETED", "Detachment"]


class Detachment:
    """A loader that loads nothing and says why; loaded values stay readable, changes stay on the entity."""

    def __init__(self, why: str, state: Literal["deleted", "detached"] = "detached") -> None:
        self.state: Literal["deleted", "detached"] = state
        self._why = why

    @property
    def ledger(self) -> None:
        """Tell that there is no session."""
        return

    def load(self, entity: Entity, attribute: MappedAttribute) -> object:
        """Refuse to load."""
        raise NotLoadedError(entity.__entity_type__, attribute.name, self._why)

    def changed(self, entity: Entity) -> None:
        """Take no note: nobody will send it."""

    def unchanged(self, entity: Entity) -> None:
        """Take no note."""

    def is_created(self, entity: Entity) -> bool:
        """Tell that the entity is, or was, on the server."""
        return True

    def records(self, entity: Entity) -> bool:
        """Tell that changes are recorded, so that a session which the entity is merged into can take them over."""
        return True


DELETED = Detachment("it was deleted", "deleted")
"""Stands on what a commit deleted."""
