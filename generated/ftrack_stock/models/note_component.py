"""NoteComponent, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftrack_orm.mapping.declarative import Attribute, Computed, Entity, Link, Scalar

if TYPE_CHECKING:
    from .component import Component
    from .note import Note


class NoteComponent(
    Entity,
    entity_type="NoteComponent",
    primary_key=("component_id", "note_id"),
    default_projections=("component_id", "note_id"),
):
    """NoteComponent: key component_id, note_id."""

    component: Link[Component] = Attribute(default=None, target="Component", key="component_id")
    """By its key `component_id`."""
    component_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `component`. Immutable once created."""
    note: Link[Note] = Attribute(default=None, target="Note", key="note_id")
    """By its key `note_id`."""
    note_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `note`. Immutable once created."""
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    """Computed by the server."""
    url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    """Computed by the server."""
