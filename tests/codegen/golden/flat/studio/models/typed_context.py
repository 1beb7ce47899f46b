"""TypedContext, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Link, Scalar

from .context import Context


class TypedContext(Context, entity_type="TypedContext"):
    """TypedContext: narrows Context; key id."""

    bid: Scalar[float | None] = Attribute(default=None)
    """In seconds."""
    parent: Link[Context] = Attribute(  # type: ignore[assignment, unused-ignore]  # stated otherwise in Context
        default=None, target="Context", key="parent_id"
    )
    """By its key `parent_id`."""
    parent_id: Scalar[str] = Attribute(  # type: ignore[assignment, unused-ignore]  # stated otherwise in Context
        default=None
    )
    """The key of `parent`."""
