"""A transport that answers as a recording did."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Sequence
from difflib import unified_diff
from pathlib import Path

from ftrack_orm.errors import RecordingError
from ftrack_orm.testing.recording.conversation import Exchange
from ftrack_orm.testing.recording.identifiers import NewIds
from ftrack_orm.testing.recording.recorder import on_the_wire
from ftrack_orm.transport import JSON, Operation

__all__ = ["Replay"]

_LINES = 40


class Replay:
    """Answers the requests of a recording in their order, and refuses others; nothing is sent."""

    def __init__(self, path: Path, exchanges: Sequence[Exchange], clean: Callable[[JSON], JSON]) -> None:
        self._path = path
        self._exchanges = list(exchanges)
        self._clean = clean
        self._ids = NewIds()
        self._done = 0

    def __repr__(self) -> str:
        return f"<Replay of {self._path}: {self._done} of {len(self._exchanges)} requests>"

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Answer one request.

        Raises:
            RecordingError: It is another one than was recorded here.
            ServerError: The server refused it when it was recorded.
        """
        request = self._clean(on_the_wire(operations))
        if self._done == len(self._exchanges):
            raise self._mismatch("the recording ends here", [], request)
        exchange = self._exchanges[self._done]
        self._ids.learn(exchange.request, request)
        expected = self._ids.translate(exchange.request)
        if expected != request:
            raise self._mismatch("another request was recorded here", expected, request)
        self._done += 1
        if exchange.answer is None:
            raise Exchange([], error=self._ids.translate(exchange.error)).raised()
        answer: list[JSON] = copy.deepcopy(self._ids.translate(exchange.answer))
        return answer

    def close(self) -> None:
        """Nothing is open."""

    def finish(self) -> None:
        """Make sure that all was asked for.

        Raises:
            RecordingError: The recording goes on.
        """
        missing = len(self._exchanges) - self._done
        if missing:
            text = f"{self._path}: {missing} of {len(self._exchanges)} recorded requests were not made; "
            raise RecordingError(text + _REMEDY)

    def _mismatch(self, reason: str, expected: list[JSON], request: list[JSON]) -> RecordingError:
        lines = unified_diff(_lines(expected), _lines(request), "recorded", "now", lineterm="", n=2)
        shown = list(lines)[:_LINES]
        return RecordingError(f"{self._path}, request {self._done + 1}: {reason}; {_REMEDY}\n" + "\n".join(shown))


_REMEDY = "if the change is meant, record again: pytest --ftrack-record"


def _lines(request: list[JSON]) -> list[str]:
    return json.dumps(request, indent=1, sort_keys=True).splitlines() if request else []
