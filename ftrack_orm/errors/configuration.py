"""Errors of settings."""

from __future__ import annotations

from ftrack_orm.errors.root import FtrackError

__all__ = ["ConfigurationError"]


class ConfigurationError(FtrackError, ValueError):
    """A setting is missing or cannot be right; the message names it and where it may come from."""
