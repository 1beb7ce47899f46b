"""The command line: `ftrack-orm`."""

from __future__ import annotations

import sys

__all__ = ["main"]

_NEEDED = ("typer", "click", "rich", "packaging")


def main() -> None:
    """Run the command of `sys.argv` and exit: 0 when it worked, 1 for an error, 2 for a wrong use."""
    try:
        from ftrack_orm.cli.application import run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        sys.stderr.write(
            f'ftrack-orm: the command line needs {error.name}, which is not installed: pip install "ftrack-orm[cli]"\n'
        )
        raise SystemExit(1) from None
    raise SystemExit(run())
