"""TypedContextLink, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Mapped, Scalar

if TYPE_CHECKING:
    from .metadata import Metadata
    from .typed_context import TypedContext


class TypedContextLink(
    Entity,
    entity_type="TypedContextLink",
    primary_key=("id",),
    default_projections=("id", "from_id", "to_id"),
):
    """TypedContextLink: table Dependency; key id."""

    from_: Link[TypedContext] = Attribute(default=None, target="TypedContext", key="from_id", api_name="from")
    """By its key `from_id`. The server calls it `from`."""
    from_id: Scalar[str] = Attribute(default=None)
    """The key of `from_`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    lag: Scalar[float | None] = Attribute(default=None)
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    to: Link[TypedContext] = Attribute(default=None, target="TypedContext", key="to_id")
    """By its key `to_id`."""
    to_id: Scalar[str] = Attribute(default=None)
    """The key of `to`."""
    type: Scalar[Literal['start_to_start', 'start_to_end', 'end_to_start', 'end_to_end']] = Attribute(
        default="end_to_start"
    )
    """Default 'end_to_start'."""
