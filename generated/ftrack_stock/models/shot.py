"""Shot, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Link, Scalar

from .typed_context import TypedContext

if TYPE_CHECKING:
    from .object_type import ObjectType
    from .split_task_part import SplitTaskPart
    from .type import Type


class Shot(TypedContext, entity_type="Shot"):
    """Shot: narrows TypedContext; table Task; key id."""

    bid: Scalar[float] = Attribute(default=None, immutable=True)
    """In seconds. Immutable once created."""
    end_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    """By its key `object_type_id`. Immutable once created."""
    object_type_id: Scalar[str] = Attribute(default="bad911de-3bd6-47b9-8b46-3476e237cb36", immutable=True)
    """The key of `object_type`. Default 'bad911de-3bd6-47b9-8b46-3476e237cb36'. Immutable once created."""
    priority_id: Scalar[str] = Attribute(default="9661b320-3a0c-11e2-81c1-0800200c9a66")
    """The key of `priority`. Default '9661b320-3a0c-11e2-81c1-0800200c9a66'."""
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart", immutable=True)
    """Immutable once created."""
    start_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id", immutable=True)
    """By its key `type_id`. Immutable once created."""
    type_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `type`. Immutable once created."""
