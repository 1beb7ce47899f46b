"""Look at things as a log, a debugger or a reporter of errors does."""

from __future__ import annotations

from collections.abc import Iterator
from traceback import TracebackException

__all__ = ["chain_of", "everything_of"]


def everything_of(error: BaseException) -> str:
    """What an exception shows: with all that it came of, the variables of every frame, and its own attributes."""
    shown: list[str] = []
    for each in chain_of(error):
        shown += [repr(each), str(each), repr(each.args), repr(vars(each)), *_attributes(each)]
        shown += TracebackException.from_exception(each, capture_locals=True).format()
    return "\n".join(shown)


def chain_of(error: BaseException) -> Iterator[BaseException]:
    """An exception, its causes and contexts (those that are not shown too), and those that its arguments hold."""
    found: list[object] = [error]
    seen: set[int] = set()
    while found:
        each = found.pop()
        if isinstance(each, BaseException) and id(each) not in seen:
            seen.add(id(each))
            yield each
            found += [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]


def _attributes(error: BaseException) -> Iterator[str]:
    """What the objects in the frames of the library hold, one step deep."""
    frame = error.__traceback__
    while frame is not None:
        if "/tests/" not in frame.tb_frame.f_code.co_filename.replace("\\", "/"):
            yield from (repr(getattr(value, "__dict__", "")) for value in frame.tb_frame.f_locals.values())
        frame = frame.tb_next
