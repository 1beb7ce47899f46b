"""What `--help` says: a docstring as the terminal shows it, and the line that a list of commands has of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from inspect import cleandoc

import typer
from typer.core import TyperGroup

__all__ = ["CommandsByName", "add_help"]

_AS_IT_STANDS = "\b\n"
"""Before a paragraph: its lines are not joined and wrapped anew."""

_FIRST_STATEMENT = re.compile(r"[.;:](?=\s|$)")


class CommandsByName(TyperGroup):
    """Commands in the order of their names, wherever they were registered."""

    def list_commands(self, ctx: object) -> list[str]:
        """Return the names."""
        return sorted(self.commands)


def add_help(app: typer.Typer) -> None:
    """Take help from the docstrings of all commands of an application, and of its groups."""
    for command in app.registered_commands:
        if (text := _docstring(command.callback)) and command.help is None:
            command.help = _wrapped(text)
            command.short_help = command.short_help or _FIRST_STATEMENT.split(text, maxsplit=1)[0].replace("\n", " ")
    callback = app.registered_callback
    if callback is not None and (text := _docstring(callback.callback)):
        callback.help = _wrapped(text)
        callback.short_help = _FIRST_STATEMENT.split(text, maxsplit=1)[0].replace("\n", " ")
    for group in app.registered_groups:
        if group.typer_instance is not None:
            add_help(group.typer_instance)
            if isinstance(group.typer_instance.info.help, str):
                group.short_help = group.typer_instance.info.help.rstrip(".")


def _docstring(function: Callable[..., object] | None) -> str:
    return cleandoc(getattr(function, "__doc__", None) or "")


def _wrapped(text: str) -> str:
    """Return help whose paragraphs are wrapped, and whose examples keep their lines so that they can be copied."""
    before, heading, examples = text.partition("\n\nExample")
    return f"{before}\n\n{_AS_IT_STANDS}Example{examples.replace(chr(10) * 2, chr(10))}" if heading else text
