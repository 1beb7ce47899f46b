"""The page of a widget. Everything on it is data, and escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

__all__ = ["widget_page"]

_COLOURS = {"light": ("#f7f7f8", "#22262a", "#d5d9dd"), "dark": ("#22262a", "#e8eaec", "#454c53")}
_STYLE = """
body {{ margin: 1.5rem; background: {0}; color: {1}; font: 15px/1.5 system-ui, sans-serif; }}
h1 {{ font-size: 1.3rem; }} p {{ opacity: .7; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid {2}; }}
td {{ overflow-wrap: anywhere; }}
"""


def widget_page(
    title: str, subtitle: str, facts: Mapping[str, Any], tasks: Iterable[Mapping[str, Any]] | None, *, theme: str
) -> str:
    """Return the page: a title, the attributes of an entity, and a table of tasks where there are to be any."""
    style = _STYLE.format(*_COLOURS["light" if theme == "light" else "dark"])
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f"<title>{_text(title)}</title><style>{style}</style></head><body>",
        f"<h1>{_text(title)}</h1><p>{_text(subtitle)}</p>",
    ]
    if facts:
        rows = "".join(f"<tr><th>{_text(name)}</th><td>{_text(value)}</td></tr>" for name, value in facts.items())
        parts.append(f"<table>{rows}</table>")
    if tasks is not None:
        parts.append("<h2>Tasks</h2>" + _task_table(tasks))
    return "".join([*parts, "</body></html>"])


def _task_table(tasks: Iterable[Mapping[str, Any]]) -> str:
    rows = [
        f"<tr><td>{_text(_name(task.get('parent')))}</td><td>{_text(task.get('name'))}</td>"
        f"<td>{_text(_name(task.get('type')))}</td><td>{_text(_name(task.get('status')))}</td></tr>"
        for task in tasks
    ]
    heads = "".join(f"<th>{head}</th>" for head in ("In", "Task", "Type", "Status"))
    return f"<table><tr>{heads}</tr>{''.join(rows)}</table>" if rows else "<p>None.</p>"


def _name(value: Any) -> Any:
    return value.get("name") if isinstance(value, Mapping) else None


def _text(value: Any) -> str:
    """Return a value as a person reads it, escaped."""
    if value is None or value == "":
        return "\u2013"
    if isinstance(value, Mapping):
        value = value.get("value") or value.get("name") or value.get("id")
    return escape(str(value).encode("utf-8", "replace").decode())
