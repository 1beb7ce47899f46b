"""A table for a person: ruled on a terminal, plain columns in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

__all__ = ["print_table"]


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table to standard output.

    On a terminal it fits the width. In a pipe each row is one line whose cells are parted by tabs, without control
    characters, so that `cut` and `awk` read it; what a cell holds is shown as text, never as markup.
    """
    if sys.stdout.isatty():
        _print_ruled(header, rows)
        return
    for row in (header, *rows):
        sys.stdout.write("\t".join(map(_one_line, row)) + "\n")


def _print_ruled(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*header, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(Text(_one_line(cell)) for cell in row))
    Console().print(table)


def _one_line(cell: str) -> str:
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in cell)
