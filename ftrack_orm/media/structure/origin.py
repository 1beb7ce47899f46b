"""Keep what a component is called where it comes from."""

from __future__ import annotations

from typing import Any

from ftrack_orm.errors import StructureError
from ftrack_orm.media.structure.structure import StructureContext

__all__ = ["OriginStructure"]


class OriginStructure:
    """The resource identifier of the source, as it is; for locations that do not manage files."""

    needs_version = False

    def resource_identifier(self, component: Any, context: StructureContext) -> str:
        """Return the source's resource identifier.

        Raises:
            StructureError: The component is not in the source.
        """
        if context.source_identifier is None:
            raise StructureError(f"{component!r} has no resource identifier in its source")
        return context.source_identifier
