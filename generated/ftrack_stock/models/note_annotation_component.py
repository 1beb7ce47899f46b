"""NoteAnnotationComponent, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import Any

from ftrack_orm.mapping.declarative import Attribute, Scalar

from .note_component import NoteComponent


class NoteAnnotationComponent(NoteComponent, entity_type="NoteAnnotationComponent"):
    """NoteAnnotationComponent: narrows NoteComponent; key component_id, note_id."""

    data: Scalar[dict[str, Any] | None] = Attribute(default=None)
