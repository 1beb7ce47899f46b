"""Task, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Scalar

from .typed_context import TypedContext


class Task(TypedContext, entity_type="Task"):
    """Task: narrows TypedContext; table Task; key id."""

    object_type_id: Scalar[str] = Attribute(default="11c137c0-ee7e-4f9c-91c5-8c77cec22b2c", immutable=True)
    """A foreign key: ObjectType.id. Default '11c137c0-ee7e-4f9c-91c5-8c77cec22b2c'. Immutable once created."""
    priority_id: Scalar[str] = Attribute(default="9661b320-3a0c-11e2-81c1-0800200c9a66")
    """The key of `priority`. Default '9661b320-3a0c-11e2-81c1-0800200c9a66'."""
