"""A job of the server that makes media playable in browsers: how far it is, and what it made."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, cast

from ftrack_orm.errors import EncodingFailedError, EncodingTimeoutError, NoResultError
from ftrack_orm.media.workspace import Workspace
from ftrack_orm.query.ast import AttributePath, Comparison, In, Query
from ftrack_orm.query.literal import literal

__all__ = ["EncodedMedia", "EncodingJob", "JobStatus"]

JobStatus: TypeAlias = Literal["queued", "running", "done", "failed"]

_FIRST_WAIT, _LONGEST_WAIT, _GROWTH = 0.25, 5.0, 1.5


@dataclass(frozen=True, slots=True)
class EncodedMedia:
    """Something that an encoding made: its media type, as `video/mp4`, and its component."""

    format: str
    component_id: str


@dataclass(frozen=True, slots=True)
class _Told:
    """What the server tells of a job."""

    status: JobStatus
    outputs: tuple[EncodedMedia, ...] = ()
    error: str | None = None


class EncodingJob:
    """A job of `encode_media`: `job.wait()`, then `job.outputs`.

    What it tells is what the server told last: `refresh` asks again, and `wait` does until the job is over.
    """

    def __init__(self, workspace: Workspace, id: str, source_component_id: str, *, keep_original: bool) -> None:
        self.id = id
        self.source_component_id = source_component_id
        self.keep_original = keep_original
        self._workspace = workspace
        self._told = _Told("queued")

    def __repr__(self) -> str:
        return f"<EncodingJob {self.id}: {self.status}, {len(self.outputs)} outputs>"

    @property
    def status(self) -> JobStatus:
        """Where it stood when the server was asked last."""
        return self._told.status

    @property
    def is_over(self) -> bool:
        """Whether it is done, or failed."""
        return self.status in ("done", "failed")

    @property
    def error(self) -> str | None:
        """Why it failed, where the server says so."""
        return self._told.error

    @property
    def outputs(self) -> tuple[EncodedMedia, ...]:
        """What it made so far."""
        return self._told.outputs

    @property
    def components(self) -> list[Any]:
        """The components that it made, in the order of `outputs`; one request."""
        if not self.outputs:
            return []
        keys = tuple(literal(output.component_id) for output in self.outputs)
        paths = tuple(map(AttributePath.of, ("id", "name", "file_type", "size", "version_id")))
        (found,) = self._workspace.fetch(Query("FileComponent", paths, In(AttributePath.of("id"), keys)))
        by_key = {component.id: component for component in found}
        return [by_key[output.component_id] for output in self.outputs if output.component_id in by_key]

    @property
    def job(self) -> Any:
        """The Job entity; one request where the session does not hold it.

        Raises:
            NoResultError: It was deleted.
        """
        wanted = Comparison(AttributePath.of("id"), "is", literal(self.id))
        paths = tuple(map(AttributePath.of, ("id", "status", "data", "type")))
        (found,) = self._workspace.fetch(Query("Job", paths, wanted))
        if not found:
            raise NoResultError(f"the job {self.id} is not on the server any more")
        return found[0]

    def refresh(self) -> JobStatus:
        """Ask the server where it stands.

        Raises:
            NoResultError: It was deleted.
        """
        wanted = Comparison(AttributePath.of("id"), "is", literal(self.id))
        paths = (AttributePath.of("status"), AttributePath.of("data"))
        rows = self._workspace.rows(Query("Job", paths, wanted))
        if not rows:
            raise NoResultError(f"the job {self.id} is not on the server any more")
        self._told = _read(rows[0])
        return self.status

    def wait(
        self,
        timeout: float | None = None,
        *,
        progress: Callable[[EncodingJob], object] | None = None,
        cancel: threading.Event | None = None,
        poll: float | None = None,
    ) -> EncodingJob:
        """Wait until it is done, and return it: `session.encode_media("turntable.mov").wait(600).outputs`.

        Args:
            timeout: Seconds to wait at most.
            progress: Is called with the job each time its status or its outputs are others.
            cancel: Set it to wait no longer; the job goes on.
            poll: Seconds between questions to the server, else a quarter at first and 5 in the end.

        Raises:
            EncodingFailedError: It failed.
            EncodingTimeoutError: It is not over after so many seconds, or `cancel` was set; it goes on.
            NoResultError: It was deleted.
        """
        end = None if timeout is None else time.monotonic() + timeout
        cancel = cancel or threading.Event()
        pause, shown = poll or _FIRST_WAIT, None
        while True:
            self.refresh()
            if progress is not None and self._told != shown:
                shown = self._told
                progress(self)
            if self.status == "failed":
                raise EncodingFailedError(self.id, self.error)
            if self.is_over:
                return self
            left = pause if end is None else min(pause, end - time.monotonic())
            if left <= 0 or cancel.wait(left):
                raise EncodingTimeoutError(self.id, self.status)
            pause = poll or min(pause * _GROWTH, _LONGEST_WAIT)


def _read(row: Mapping[str, Any]) -> _Told:
    """Take what a job's row tells; `data` is JSON that a server, or somebody else, may have written otherwise."""
    try:
        data = json.loads(row.get("data") or "{}")
    except (ValueError, TypeError):
        data = {}
    listed = data.get("output") if isinstance(data, dict) else None
    outputs = tuple(
        EncodedMedia(str(each.get("format", "")), each["component_id"])
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, dict) and isinstance(each.get("component_id"), str)
    )
    error = data.get("error") if isinstance(data, dict) else None
    status = row.get("status")
    known = status if status in ("queued", "running", "done", "failed") else "running"
    return _Told(cast(JobStatus, known), outputs, None if error is None else str(error))
