"""What an auditor found that is not as it must be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

__all__ = ["KINDS", "Finding", "Kind"]

Kind: TypeAlias = Literal[
    "lost",
    "twice",
    "half a batch",
    "event lost",
    "event twice",
    "file without entity",
    "entity without file",
    "export",
    "handles",
    "threads",
    "memory",
    "wrong answer",
    "process",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Finding:
    """One of them; `what` names it by its id."""

    kind: Kind
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"
