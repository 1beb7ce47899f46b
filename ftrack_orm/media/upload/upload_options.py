"""How files are uploaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ftrack_orm.transport import RetryPolicy

__all__ = ["UploadOptions"]


_LEAST_PART = 5 * 2**20
"""What stores take at least, but for the last part."""


def _retry() -> RetryPolicy:
    return RetryPolicy(attempts=8, first=1.0, factor=2.0, most=64.0)


@dataclass(frozen=True, slots=True)
class UploadOptions:
    """`parallel` parts are sent at once; each is tried again by `retry`, after 1 s at first and 64 s at most.

    `timeout` is in seconds, for connecting and for each wait for an answer. `journals` is the folder that remembers
    uploads in case this process ends in the middle: the user's cache folder, or None to remember nothing.
    `urls_kept` is for how many seconds the signed URLs of an upload in parts are remembered there too, in a file of the
    user alone; with 0 they never reach a disk, and a process that goes on with an upload sends all parts again.
    `memory` is how many bytes are held, all uploads together, of files that can be read only once, as those that a
    transfer brings from another location.
    """

    parallel: int = 6
    retry: RetryPolicy = field(default_factory=_retry)
    timeout: float = 60.0
    journals: Path | None = field(default_factory=lambda: _default_journals())
    urls_kept: float = 6 * 3600.0
    memory: int = 48 * 2**20

    @property
    def held_part(self) -> int:
        """How many bytes a part has that is held in memory: a third of it, so that reading and sending overlap."""
        return max(self.memory // 3, _LEAST_PART)


def _default_journals() -> Path:
    from ftrack_orm.session.cache.place import default_folder

    return default_folder() / "uploads"
