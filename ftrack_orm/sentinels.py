"""Values that stand for the absence of a value."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal, TypeAlias

__all__ = ["MISSING", "NOT_LOADED", "Missing", "NotLoaded"]


class _Sentinel(Enum):
    NOT_LOADED = "NOT_LOADED"
    MISSING = "MISSING"

    def __repr__(self) -> str:
        return self.value

    def __bool__(self) -> Literal[False]:
        return False


NotLoaded: TypeAlias = Literal[_Sentinel.NOT_LOADED]
Missing: TypeAlias = Literal[_Sentinel.MISSING]

NOT_LOADED: Final = _Sentinel.NOT_LOADED
"""An attribute that was not read from the server yet."""

MISSING: Final = _Sentinel.MISSING
"""No value at all, where None would be one."""
