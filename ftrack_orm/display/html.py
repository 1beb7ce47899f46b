"""A preview as HTML for notebooks; every text in it is escaped."""

from __future__ import annotations

from html import escape
from typing import Any

from ftrack_orm.display.preview import Preview, preview_of

__all__ = ["preview_html", "value_html"]

_LONGEST = 200


def preview_html(preview: Preview) -> str:
    """Return a table; it takes the notebook's own look."""
    head = "".join(f"<th>{escape(name)}</th>" for name in preview.header)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in preview.rows)
    note = f"<p>{escape(preview.note)}</p>" if preview.note else ""
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<div><p><code>{escape(preview.title)}</code></p>{table}{note}</div>"


def value_html(value: Any) -> str:
    """Return the HTML of an entity or a result."""
    return preview_html(preview_of(value))


def _cell(text: str) -> str:
    return escape(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}...")
