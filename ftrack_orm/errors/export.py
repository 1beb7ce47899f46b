"""Errors of exports."""

from __future__ import annotations

from ftrack_orm.errors.root import FtrackError

__all__ = ["ExportError"]


class ExportError(FtrackError):
    """An export cannot be begun, continued or finished; what was written before is left as it was."""
