"""Task, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, OptionalLink, Scalar

if TYPE_CHECKING:
    from .import_ import Import


class Task(Entity, entity_type="Task", primary_key=("id",), default_projections=("id",)):
    """Task: key id."""

    id: Scalar[str] = Attribute(default=None)
    """A new id by default."""
    import_: OptionalLink[Import] = Attribute(default=None, target="Import", api_name="import")
    """The server calls it `import`."""
