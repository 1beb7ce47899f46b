"""What a session promises of an encoding; `ftrack_orm.media.encoding` keeps it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, Protocol, Self, TypeAlias

__all__ = ["MediaContent", "MediaJob", "MediaOutput"]

MediaContent: TypeAlias = "str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO"
"""A path, the content itself, or a file that is open for reading bytes."""


class MediaOutput(Protocol):
    """Something that an encoding made."""

    @property
    def format(self) -> str:
        """Its media type, as `video/mp4`."""
        ...

    @property
    def component_id(self) -> str:
        """The key of its component."""
        ...


class MediaJob(Protocol):
    """A job of `encode_media`; what it tells is what the server told last."""

    @property
    def id(self) -> str:
        """The key of the Job."""
        ...

    @property
    def source_component_id(self) -> str:
        """The key of the component that is encoded."""
        ...

    @property
    def status(self) -> str:
        """`queued`, `running`, `done` or `failed`."""
        ...

    @property
    def is_over(self) -> bool:
        """Whether it is done, or failed."""
        ...

    @property
    def error(self) -> str | None:
        """Why it failed, where the server says so."""
        ...

    @property
    def outputs(self) -> Sequence[MediaOutput]:
        """What it made so far."""
        ...

    @property
    def components(self) -> list[Any]:
        """The components that it made; one request."""
        ...

    @property
    def job(self) -> Any:
        """The Job entity; one request."""
        ...

    def refresh(self) -> str:
        """Ask the server where it stands, and return its status."""
        ...

    def wait(
        self,
        timeout: float | None = None,
        *,
        progress: Callable[[Any], object] | None = None,
        cancel: threading.Event | None = None,
        poll: float | None = None,
    ) -> Self:
        """Wait until it is done, and return it; `progress` is called with the job where something is new.

        Raises:
            EncodingFailedError: It failed.
            EncodingTimeoutError: It is not over after `timeout` seconds; it goes on.
        """
        ...
