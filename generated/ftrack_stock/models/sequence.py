"""Sequence, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Link, Scalar

from .typed_context import TypedContext

if TYPE_CHECKING:
    from .object_type import ObjectType
    from .split_task_part import SplitTaskPart
    from .status import Status
    from .type import Type


class Sequence(TypedContext, entity_type="Sequence"):
    """Sequence: narrows TypedContext; table Task; key id."""

    bid: Scalar[float] = Attribute(default=None, immutable=True)
    """In seconds. Immutable once created."""
    end_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    """By its key `object_type_id`. Immutable once created."""
    object_type_id: Scalar[str] = Attribute(default="e5139355-61da-4c8f-9db4-3abc870166bc", immutable=True)
    """The key of `object_type`. Default 'e5139355-61da-4c8f-9db4-3abc870166bc'. Immutable once created."""
    priority_id: Scalar[str] = Attribute(default="9661b320-3a0c-11e2-81c1-0800200c9a66")
    """The key of `priority`. Default '9661b320-3a0c-11e2-81c1-0800200c9a66'."""
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart", immutable=True)
    """Immutable once created."""
    start_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id", immutable=True)
    """By its key `status_id`. Immutable once created."""
    status_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `status`. Immutable once created."""
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id", immutable=True)
    """By its key `type_id`. Immutable once created."""
    type_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `type`. Immutable once created."""
