"""Where cached answers are kept: the seam between a cache and SQLite, Redis, or a studio's own store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["CacheStore", "Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a store holds at one moment: an answer, None where there is none, and the editions that were asked for."""

    value: bytes | None
    editions: tuple[bytes, ...]


class CacheStore(Protocol):
    """Keeps bytes by keys, for several threads and processes at once.

    An *edition* is a random token by name. An answer counts only while the editions that it was made under are still
    those of the store, so that renewing one drops every answer that was made, or is being made, under it. Anything may
    be raised: a cache takes it for a miss.
    """

    def read(self, key: bytes, editions: Sequence[bytes]) -> Reading:
        """Return the answer of a key and these editions; an edition that is not there is made."""
        ...

    def write(self, key: bytes, value: bytes, seconds: float) -> None:
        """Keep an answer for so long at most; the oldest ones go where it gets too much."""
        ...

    def renew(self, editions: Sequence[bytes]) -> None:
        """Give these editions other tokens."""
        ...

    def clear(self) -> None:
        """Drop everything."""
        ...

    def close(self) -> None:
        """Release connections; closing twice is fine."""
        ...
