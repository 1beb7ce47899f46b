"""One file that is to be transferred, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ftrack_orm.media.accessor.accessor import Accessor, Staged

__all__ = ["FileTransfer", "TransferReport", "TransferredFile"]


@dataclass(frozen=True, slots=True)
class FileTransfer:
    """A file by its source and its target. `size` in bytes is what it should have; `name` is the file's."""

    component: Any
    source: Accessor
    source_identifier: str
    target: Accessor
    target_identifier: str
    size: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class TransferredFile:
    """A file that was transferred: its size in bytes and the BLAKE2b digest of its content, 16 bytes in hexadecimal."""

    transfer: FileTransfer
    size: int
    checksum: str
    staged: Staged | None = None


@dataclass(frozen=True, slots=True)
class TransferReport:
    """What a transfer did; sizes in bytes, checksums by the ids of components."""

    files: int = 0
    bytes: int = 0
    seconds: float = 0.0
    checksums: dict[str, str] | None = None
