"""Task, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Scalar

from .typed_context import TypedContext


class Task(TypedContext, entity_type="Task"):
    """Task: narrows TypedContext; table Task; key id."""

    described: Scalar[str | None] = Attribute(default=None)
    """No type and no reference."""
    untyped: Scalar[str | None] = Attribute(default=None)
