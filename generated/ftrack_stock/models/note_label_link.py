"""NoteLabelLink, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .note import Note
    from .note_label import NoteLabel


class NoteLabelLink(
    Entity,
    entity_type="NoteLabelLink",
    primary_key=("note_id", "label_id"),
    default_projections=("note_id", "label_id"),
):
    """NoteLabelLink: key note_id, label_id."""

    label: Link[NoteLabel] = Attribute(default=None, target="NoteLabel", key="label_id")
    """By its key `label_id`."""
    label_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `label`. Immutable once created."""
    note: Link[Note] = Attribute(default=None, target="Note", key="note_id")
    """By its key `note_id`."""
    note_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `note`. Immutable once created."""
