"""Which statuses and types the projects of one kind allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["ProjectSchema"]


@dataclass(frozen=True, slots=True)
class ProjectSchema:
    """One project schema. All values are ids of statuses and types, in the workspace's order."""

    id: str
    name: str
    statuses: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """By entity type: Task, AssetVersion, and each object type with statuses of its own."""
    types: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """By entity type: Task, and each object type with types of its own."""
    overrides: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """The statuses of tasks of some types, by the id of the type; they stand in for those of Task."""
