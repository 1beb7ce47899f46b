"""What a migration left as it was, and why."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Remark"]


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """A place that a person must look at; `line` counts from 1 in the script as it was."""

    line: int
    message: str
