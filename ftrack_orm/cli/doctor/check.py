"""What was looked at, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["Check", "State"]

State: TypeAlias = Literal["ok", "warning", "error", "skipped"]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, how it went, what was found, and what to do about it."""

    name: str
    state: State
    found: str
    remedy: str = ""

    def to_json(self) -> dict[str, str]:
        """Return it as a JSON object."""
        return {"name": self.name, "state": self.state, "found": self.found, "remedy": self.remedy}
