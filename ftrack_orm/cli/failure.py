"""An error of the library as the command line tells it."""

from __future__ import annotations

import sys

from ftrack_orm.errors import FtrackError

__all__ = ["report"]


def report(error: FtrackError) -> int:
    """Write the error to standard error, without a traceback, and return the exit status.

    It is one line, or the lines of a query with a caret under the fault.
    """
    sys.stderr.write(f"ftrack-orm: {error}\n")
    return 1
