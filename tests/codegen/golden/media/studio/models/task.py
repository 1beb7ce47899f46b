"""Task, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from .context import Context


class Task(Context, entity_type="Task"):
    """Task: narrows Context; key id."""
