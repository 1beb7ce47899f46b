"""An error of the library as the command line tells it."""

from __future__ import annotations

import sys

from ftrack_orm.errors import FtrackError

__all__ = ["report", "report_system_error"]


def report(error: FtrackError) -> int:
    """Write the error to standard error, without a traceback, and return the exit status.

    It is one line, or the lines of a query with a caret under the fault.
    """
    sys.stderr.write(f"ftrack-orm: {error}\n")
    return 1


def report_system_error(error: OSError) -> int:
    """Write to standard error what the operating system refused, such as a full disk, and return the exit status."""
    place = "" if error.filename is None else f"{error.filename}: "
    sys.stderr.write(f"ftrack-orm: {place}{error.strerror or error}\n")
    return 1
