"""Who sent a request."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Identity"]


@dataclass(frozen=True, slots=True)
class Identity:
    """A user that the server knows and believes."""

    user_id: str
    username: str
