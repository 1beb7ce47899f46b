"""Names of tables and indexes that every database takes."""

from __future__ import annotations

import hashlib

__all__ = ["identifier"]

_LONGEST = 63
"""What PostgreSQL takes, in bytes; it would cut longer names silently."""


def identifier(name: str) -> str:
    """Return a name as it is, or shortened to one that no other long name gets.

    >>> identifier("ix_Context_name")
    'ix_Context_name'
    """
    written = name.encode()
    if len(written) <= _LONGEST:
        return name
    mark = hashlib.sha256(written).hexdigest()[:12]
    return f"{written[: _LONGEST - 13].decode(errors='ignore')}_{mark}"
