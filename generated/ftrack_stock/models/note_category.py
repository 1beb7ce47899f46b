"""NoteCategory, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from .note_label import NoteLabel


class NoteCategory(NoteLabel, entity_type="NoteCategory"):
    """NoteCategory: narrows NoteLabel; table NoteCategory; key id."""
