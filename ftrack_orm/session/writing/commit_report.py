"""What a commit did."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CommitReport"]


@dataclass(frozen=True, slots=True)
class CommitReport:
    """What a commit did; `seconds` is the time of the whole commit."""

    created: int = 0
    updated: int = 0
    deleted: int = 0
    operations: int = 0
    requests: int = 0
    seconds: float = 0.0
