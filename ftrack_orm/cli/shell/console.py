"""Run a console: IPython where it is installed, else Python's own."""

from __future__ import annotations

import builtins
import code
import sys
from typing import TYPE_CHECKING, Any

from ftrack_orm.cli.shell.completion import QuietCompleter
from ftrack_orm.session.reading.result import Result

if TYPE_CHECKING:
    from ftrack_orm.session import Session

__all__ = ["run_console"]


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
    formatter = shell.display_formatter.formatters["text/plain"]
    formatter.for_type(Result, lambda result, printer, cycle: printer.text(_table(result)))
    shell()
    return True


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
        code.interact(banner, local=names, exitmsg="")
    finally:
        sys.displayhook = before


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
