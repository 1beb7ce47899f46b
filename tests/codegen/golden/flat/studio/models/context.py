"""Context, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, OptionalLink, Scalar


class Context(Entity, entity_type="Context", primary_key=("id",), default_projections=("id",)):
    """Context: key id."""

    children: Collection[Context] = Attribute(default=None, target="Context")
    id: Scalar[str] = Attribute(default=None)
    """A new id by default."""
    name: Scalar[str] = Attribute(default=None)
    parent: OptionalLink[Context] = Attribute(default=None, target="Context", key="parent_id")
    """By its key `parent_id`."""
    parent_id: Scalar[str | None] = Attribute(default=None)
    """The key of `parent`."""
