"""A table for a person: ruled on a terminal, plain columns in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from ftrack_orm.cli.output import write

__all__ = ["print_table"]

_ROWS = 500
"""Rows of one table on a terminal: its columns are as wide as the widest cell, so it must be known as a whole."""


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table to standard output.

    On a terminal it fits the width. In a pipe each row is one line whose cells are parted by tabs, without control
    characters, so that `cut` and `awk` read it; what a cell holds is shown as text, never as markup. However many rows
    there are, few are held at a time.
    """
    if not sys.stdout.isatty():
        for row in chain((header,), rows):
            write("\t".join(map(_one_line, row)) + "\n")
        return
    remaining = iter(rows)
    _print_ruled(header, islice(remaining, _ROWS))
    while part := list(islice(remaining, _ROWS)):
        _print_ruled(header, part)


def _print_ruled(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in header:
        table.add_column(Text(title), overflow="fold")  # an id that is cut is of no use
    for row in rows:
        table.add_row(*(Text(_one_line(cell)) for cell in row))
    Console().print(table)


def _one_line(cell: str) -> str:
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in cell)
