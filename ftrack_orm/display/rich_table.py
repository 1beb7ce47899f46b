"""A preview as a table of `rich`; a name is shown as text, never as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftrack_orm.display.preview import Preview, preview_of

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["rich_table", "value_table"]


def rich_table(preview: Preview) -> Table:
    """Return the table; control characters are written out, so that no name moves the cursor."""
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(_line(preview.title)),
        caption=Text(preview.note) if preview.note else None,
        box=None,
        header_style="bold",
        pad_edge=False,
        title_justify="left",
        caption_justify="left",
    )
    for name in preview.header:
        table.add_column(Text(_line(name)))
    for row in preview.rows:
        table.add_row(*(Text(_line(cell)) for cell in row))
    return table


def value_table(value: Any) -> Table:
    """Return the table of an entity or a result."""
    return rich_table(preview_of(value))


def _line(text: str) -> str:
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)
