"""What encoding makes of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ftrack_orm.errors import FtrackError

__all__ = ["EncodingError", "Rendition"]


class EncodingError(FtrackError):
    """A file cannot be made playable; the message says why."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A file to become a component: `format` is its media type, `meta` what `ftr_meta` says about it."""

    name: str
    file_type: str
    format: str
    path: Path
    meta: Mapping[str, Any] = field(default_factory=dict)
