"""Scene, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Link, Scalar

from .typed_context import TypedContext

if TYPE_CHECKING:
    from .object_type import ObjectType
    from .priority import Priority
    from .split_task_part import SplitTaskPart
    from .type import Type


class Scene(TypedContext, entity_type="Scene"):
    """Scene: narrows TypedContext; table Task; key id."""

    bid: Scalar[float] = Attribute(default=None, immutable=True)
    """In seconds. Immutable once created."""
    end_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    """By its key `object_type_id`. Immutable once created."""
    object_type_id: Scalar[str] = Attribute(default="34b122f0-bd5c-11eb-96ea-d6270330280e", immutable=True)
    """The key of `object_type`. Default '34b122f0-bd5c-11eb-96ea-d6270330280e'. Immutable once created."""
    priority: Link[Priority] = Attribute(default=None, target="Priority", key="priority_id", immutable=True)
    """By its key `priority_id`. Immutable once created."""
    priority_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `priority`. Immutable once created."""
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart", immutable=True)
    """Immutable once created."""
    start_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id", immutable=True)
    """By its key `type_id`. Immutable once created."""
    type_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `type`. Immutable once created."""
