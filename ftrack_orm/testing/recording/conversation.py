"""A recorded conversation: requests, each with its answer or the server's error, as a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftrack_orm.errors import RecordingError, ServerError, ServerPermissionError
from ftrack_orm.transport import JSON

__all__ = ["Exchange", "read_conversation", "write_conversation"]

_FORMAT = "ftrack-orm recording 1"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request on the wire and what came back: results, or an error."""

    request: list[JSON]
    answer: list[JSON] | None = None
    error: dict[str, Any] | None = None

    @classmethod
    def refused(cls, request: list[JSON], error: ServerError) -> Exchange:
        """Return a request that the server answered with its error object."""
        told = {"exception": error.exception, "content": error.content}
        told |= {"error_code": error.error_code, "position": error.position}  # type: ignore[dict-item]  # may be None
        return cls(request, error=told)

    def raised(self) -> ServerError:
        """Return the error as the transport raises it."""
        told = dict(self.error or {})
        kind = ServerPermissionError if told.get("exception") == "PermissionError" else ServerError
        return kind(
            str(told.get("exception")),
            str(told.get("content")),
            error_code=told.get("error_code"),
            position=told.get("position"),
        )


def read_conversation(path: Path) -> list[Exchange]:
    """Read a recording.

    Raises:
        RecordingError: There is none, or it cannot be read.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["format"] != _FORMAT:
            raise ValueError(f"its format is {told['format']!r}")
        return [Exchange(each["request"], each.get("answer"), each.get("error")) for each in told["exchanges"]]
    except FileNotFoundError:
        raise RecordingError(f"there is no recording {path}; make it: pytest --ftrack-record") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RecordingError(f"the recording {path} cannot be read: {error}; make it anew") from error


def write_conversation(path: Path, exchanges: list[Exchange]) -> None:
    """Write a recording; its folder is made."""
    told = [
        {"request": each.request, **({"error": each.error} if each.answer is None else {"answer": each.answer})}
        for each in exchanges
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"format": _FORMAT, "exchanges": told}, indent=1, ensure_ascii=True)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
