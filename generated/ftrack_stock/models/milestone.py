"""Milestone, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Link, Scalar

from .typed_context import TypedContext

if TYPE_CHECKING:
    from .object_type import ObjectType
    from .split_task_part import SplitTaskPart


class Milestone(TypedContext, entity_type="Milestone"):
    """Milestone: narrows TypedContext; table Task; key id."""

    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    """By its key `object_type_id`. Immutable once created."""
    object_type_id: Scalar[str] = Attribute(default="01decdd1-51cb-11e3-9d5b-20c9d0831e59", immutable=True)
    """The key of `object_type`. Default '01decdd1-51cb-11e3-9d5b-20c9d0831e59'. Immutable once created."""
    priority_id: Scalar[str] = Attribute(default="9661b320-3a0c-11e2-81c1-0800200c9a66")
    """The key of `priority`. Default '9661b320-3a0c-11e2-81c1-0800200c9a66'."""
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart", immutable=True)
    """Immutable once created."""
    start_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    """Immutable once created."""
