"""How files are transferred."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ftrack_orm.transport import RetryPolicy

__all__ = ["TransferSettings"]


@dataclass(frozen=True, slots=True)
class TransferSettings:
    """How many files at once, how they are checked, and how often one is tried.

    Args:
        workers: Files that are transferred side by side.
        chunk: Bytes that are held of each; memory stays at about workers times this.
        verify: "checksum" reads each file again where it was written and compares; "size" compares its size alone.
        retry: How often, and after how long, a file is tried again; a try goes on where the last one stopped, where the
            store allows that.
    """

    workers: int = 4
    chunk: int = 4 * 1024**2
    verify: Literal["checksum", "size"] = "checksum"
    retry: RetryPolicy = field(default_factory=lambda: RetryPolicy(attempts=4, first=0.5, most=8.0))
