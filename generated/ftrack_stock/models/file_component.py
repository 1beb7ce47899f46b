"""FileComponent, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from .component import Component


class FileComponent(Component, entity_type="FileComponent"):
    """FileComponent: narrows Component; key id."""
