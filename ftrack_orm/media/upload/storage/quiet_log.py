"""Keep signed URLs and keys out of the log of the HTTP library, which writes whole paths at level DEBUG."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["queries_unlogged"]

_LOGGERS = ("urllib3.connectionpool", "urllib3.util.retry")
_asking = threading.local()


@contextmanager
def queries_unlogged() -> Iterator[None]:
    """Let what this thread logs through the HTTP library end at the `?` of each address until the block ends."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_FILTER)  # adding it twice adds it once
    before = getattr(_asking, "quiet", False)
    _asking.quiet = True
    try:
        yield
    finally:
        _asking.quiet = before


class _QueryFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(_asking, "quiet", False) and isinstance(record.args, tuple):
            record.args = tuple(_cut(each) for each in record.args)
        return True


def _cut(value: object) -> object:
    text = value if isinstance(value, str) else str(value) if isinstance(value, BaseException) else ""
    return f"{text.partition('?')[0]}?..." if "?" in text else value


_FILTER = _QueryFilter()
"""One object, so that a logger holds it once."""
