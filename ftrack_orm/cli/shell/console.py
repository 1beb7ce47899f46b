"""Run a console: IPython where it is installed, else Python's own."""

from __future__ import annotations

import builtins
import code
import sys
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ftrack_orm.cli.shell.completion import QuietCompleter
from ftrack_orm.errors import FtrackError
from ftrack_orm.session.reading.result import Result

if TYPE_CHECKING:
    from ftrack_orm.session import Session

__all__ = ["run_console"]

_CONSOLE = frozenset({"<module>", "runcode", "run_code"})
_LIBRARY = Path(__file__).parents[2]


def run_console(names: dict[str, Any], banner: str, session: Session, *, plain: bool = False) -> None:
    """Run until the person leaves; a result is shown as a table of its first rows."""
    if plain or not _run_ipython(names, banner):
        _run_plain(names, banner, session)


def _run_ipython(names: dict[str, Any], banner: str) -> bool:
    try:
        from IPython.terminal.embed import InteractiveShellEmbed
        from traitlets.config import Config
    except ModuleNotFoundError:
        return False
    config = Config()
    config.TerminalInteractiveShell.banner1 = f"{banner}\n"
    config.TerminalInteractiveShell.confirm_exit = False
    config.TerminalInteractiveShell.enable_tip = False
    config.Completer.use_jedi = False  # it reads attributes, which would load them
    config.HistoryManager.enabled = sys.stdin.isatty()
    shell: Any = InteractiveShellEmbed(config=config, user_ns=names)  # type: ignore[no-untyped-call]  # IPython's own
    shell.set_custom_exc((FtrackError,), _tell_in_ipython)
    formatter = shell.display_formatter.formatters["text/plain"]
    formatter.for_type(Result, lambda result, printer, cycle: printer.text(_table(result)))
    shell()
    return True


def _tell_in_ipython(
    shell: Any, kind: type[FtrackError], error: FtrackError, trace: Any, tb_offset: Any = None
) -> None:
    if _is_direct(trace):
        _tell(error)
    else:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def _tell(error: FtrackError) -> None:
    """Tell what the library says, without the frames inside of it."""
    sys.stderr.write(f"{type(error).__name__}: {error}\n")


def _is_direct(trace: TracebackType | None) -> bool:
    """Tell whether the library was called by what was typed, so that no function of somebody's own is in between."""
    frames = [frame.f_code for frame, _ in walk_tb(trace)]
    return all(one.co_name in _CONSOLE or Path(one.co_filename).is_relative_to(_LIBRARY) for one in frames)


def _run_plain(names: dict[str, Any], banner: str, session: Session) -> None:
    try:
        import readline
    except ImportError:  # Windows, or a Python without it
        pass
    else:
        readline.set_completer(QuietCompleter(names, session).complete)
        readline.parse_and_bind("tab: complete")
    before = sys.displayhook
    sys.displayhook = _display
    try:
        _Console(names).interact(banner, exitmsg="")
    finally:
        sys.displayhook = before


class _Console(code.InteractiveConsole):
    """Python's console, which tells what the library refuses in the library's words."""

    def showtraceback(self) -> None:
        """Show the exception that is being handled."""
        error = sys.exception()
        if isinstance(error, FtrackError) and _is_direct(error.__traceback__):
            _tell(error)
        else:
            super().showtraceback()


def _display(value: object) -> None:
    """Show a value as the console does, a result as a table."""
    if isinstance(value, Result):
        builtins._ = value  # type: ignore[attr-defined]  # what the console itself does
        sys.stdout.write(_table(value) + "\n")
    else:
        sys.__displayhook__(value)


def _table(result: Result[Any]) -> str:
    from rich.console import Console

    console = Console()
    with console.capture() as captured:
        console.print(result)
    return captured.get().rstrip("\n")
