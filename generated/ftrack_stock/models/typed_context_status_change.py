"""TypedContextStatusChange, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .status_change import StatusChange

if TYPE_CHECKING:
    from .typed_context import TypedContext


class TypedContextStatusChange(StatusChange, entity_type="TypedContextStatusChange"):
    """TypedContextStatusChange: narrows StatusChange; key id."""

    parent: Link[TypedContext] = Attribute(default=None, target="TypedContext", key="parent_id")
    """By its key `parent_id`."""
