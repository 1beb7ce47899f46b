"""What stands in for a session on an entity that has none any more."""

from __future__ import annotations

from ftrack_orm.errors import NotLoadedError
from ftrack_orm.mapping import Entity, MappedAttribute

__all__ = ["Detachment"]


class Detachment:
    """A loader that loads nothing and says why; loaded values stay readable."""

    def __init__(self, why: str) -> None:
        self._why = why

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
