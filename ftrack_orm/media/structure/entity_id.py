"""Use the id of a component as its resource identifier."""

from __future__ import annotations

from typing import Any

from ftrack_orm.media.structure.structure import StructureContext

__all__ = ["EntityIdStructure"]


class EntityIdStructure:
    """The component's id; so does ftrack.server."""

    needs_version = False

    def resource_identifier(self, component: Any, context: StructureContext) -> str:
        """Return the component's id."""
        return str(component.id)
