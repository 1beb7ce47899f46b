"""MattePainting, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from .typed_context import TypedContext


class MattePainting(TypedContext, entity_type="Matte Painting"):
    """Matte Painting: narrows TypedContext; table Task; key id."""
