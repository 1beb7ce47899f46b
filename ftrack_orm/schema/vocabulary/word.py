"""One word of a workspace: a status, a type, a priority or an object type."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Word"]


@dataclass(frozen=True, slots=True)
class Word:
    """A named entity that others refer to, such as the status "In progress"."""

    id: str
    name: str
    color: str | None = None
    """As the workspace states it: `#3498DB`."""
    sort: float | None = None
    state: str | None = None
    """For a status: NOT_STARTED, IN_PROGRESS, DONE or BLOCKED."""
    active: bool = True
