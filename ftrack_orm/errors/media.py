"""Errors of files, sequences, accessors and encodings."""

from __future__ import annotations

from ftrack_orm.errors.root import FtrackError

__all__ = [
    "AccessorError",
    "EncodingFailedError",
    "EncodingTimeoutError",
    "MediaError",
    "SequenceSyntaxError",
    "StructureError",
    "UnsafePathError",
]


class MediaError(FtrackError):
    """Something is wrong with a file, a component or a location."""


class SequenceSyntaxError(MediaError, ValueError):
    """Text that is no file sequence; one looks like `beauty.%04d.exr [1001-1100, 1105]`."""

    def __init__(self, text: str, why: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is no file sequence: {why}; write one as 'beauty.%04d.exr [1001-1100, 1105]'")


class AccessorError(MediaError, OSError):
    """An accessor cannot do what was asked of it."""


class UnsafePathError(AccessorError, PermissionError):
    """A resource identifier leads out of the prefix of its accessor, or cannot be a file's name."""

    def __init__(self, resource_identifier: str, why: str) -> None:
        self.resource_identifier = resource_identifier
        super().__init__(f"resource identifier {resource_identifier!r} is refused: {why}")


class EncodingFailedError(MediaError):
    """The server could not encode media: `job_id` is the job's, `reason` what the server says, or None."""

    def __init__(self, job_id: str, reason: str | None) -> None:
        self.job_id = job_id
        self.reason = reason
        super().__init__(f"the server could not encode the media (job {job_id}): {reason or 'it does not say why'}")


class EncodingTimeoutError(MediaError, TimeoutError):
    """Waiting for an encoding was given up; the job goes on, and can be waited for again."""

    def __init__(self, job_id: str, status: str) -> None:
        self.job_id = job_id
        self.status = status
        super().__init__(f"the encoding is not over yet: job {job_id} is {status}; wait again, or longer")


class StructureError(MediaError, ValueError):
    """A structure cannot make a resource identifier of a component."""
