"""Where a server is, and who may ask it."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["ServerAddress"]


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """What any ftrack client needs; the key stays out of the repr."""

    url: str
    api_user: str
    api_key: str = field(repr=False)
