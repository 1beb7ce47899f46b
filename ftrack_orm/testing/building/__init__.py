"""Entities that are complete: what the server demands is filled in."""

from __future__ import annotations

from ftrack_orm.testing.building.build import build, build_many

__all__ = ["build", "build_many"]
