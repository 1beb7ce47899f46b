"""How files are uploaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ftrack_orm.transport import RetryPolicy

__all__ = ["UploadOptions"]


def _retry() -> RetryPolicy:
    return RetryPolicy(attempts=8, first=1.0, factor=2.0, most=64.0)


@dataclass(frozen=True, slots=True)
class UploadOptions:
    """`parallel` parts are sent at once; each is tried again by `retry`, after 1 s at first and 64 s at most.

    `timeout` is in seconds, for connecting and for each wait for an answer. `journals` is the folder that remembers
    uploads in case this process ends in the middle: the user's cache folder, or None to remember nothing.
    """

    parallel: int = 6
    retry: RetryPolicy = field(default_factory=_retry)
    timeout: float = 60.0
    journals: Path | None = field(default_factory=lambda: _default_journals())


def _default_journals() -> Path:
    from ftrack_orm.session.cache.place import default_folder

    return default_folder() / "uploads"
