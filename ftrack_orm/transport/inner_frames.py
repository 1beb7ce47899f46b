"""Failures without the frames that they came through.

The variables of those frames hold a request as it travels, credentials included, and reporters of errors send variables
along.
"""

from __future__ import annotations

__all__ = ["without_inner_frames"]


def without_inner_frames(error: BaseException) -> None:
    """Take the frames away from an exception and from all that it came of; the one that raises it anew begins again."""
    found: list[object] = [error]
    seen: set[int] = set()
    while found:
        each = found.pop()
        if isinstance(each, BaseException) and id(each) not in seen:
            seen.add(id(each))
            each.__traceback__ = None
            found += [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]
