"""One readable line in the log for each request."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Sequence

from ftrack_orm.transport import JSON, Operation, QueryExpression, Transport

__all__ = ["Echo", "LOGGER"]

LOGGER = logging.getLogger("ftrack_orm.session")
"""Where the lines go, at level INFO."""

_MOST = 160
"""Characters of a query that are shown."""


class Echo:
    """Passes batches on to another transport and logs each: what was asked, how long it took, how much came.

    Values that were written, results and credentials are never logged, and of a raw call only its action.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        if not LOGGER.isEnabledFor(logging.INFO):
            LOGGER.setLevel(logging.INFO)
        if not LOGGER.hasHandlers():
            handler = logging.StreamHandler()
            handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
            LOGGER.addHandler(handler)

    def __repr__(self) -> str:
        return repr(self._transport)

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Send the batch and log it, a failure too."""
        started = time.perf_counter()
        outcome = "failed"
        try:
            answers = self._transport.send(operations)
            outcome = _rows(answers)
            return answers
        except Exception as error:
            outcome = f"failed with {type(error).__name__}"
            raise
        finally:
            milliseconds = (time.perf_counter() - started) * 1000
            LOGGER.info("%s: %s, %.0f ms", _described(operations), outcome, milliseconds)

    def close(self) -> None:
        """Close the other transport."""
        self._transport.close()


def _described(operations: Sequence[Operation]) -> str:
    """Say what a batch is: `3 operations (2 create, 1 update)`, and the text of a query."""
    kinds = Counter(str(operation.to_json().get("action", "?")) for operation in operations)
    queries = [operation.expression for operation in operations if isinstance(operation, QueryExpression)]
    if len(operations) == 1:
        return f"query {_shortened(queries[0])}" if queries else next(iter(kinds))
    text = f"{len(operations)} operations ({', '.join(f'{count} {kind}' for kind, count in kinds.items())})"
    return f"{text} {_shortened('; '.join(queries))}" if queries else text


def _shortened(query: str) -> str:
    line = " ".join(query.split())
    return line if len(line) <= _MOST else f"{line[:_MOST]}..."


def _rows(answers: Sequence[JSON]) -> str:
    lists = [answer["data"] for answer in answers if isinstance(answer, dict) and isinstance(answer.get("data"), list)]
    count = sum(map(len, lists))
    if not lists:
        return "done"
    return f"{count} row{'' if count == 1 else 's'}"
