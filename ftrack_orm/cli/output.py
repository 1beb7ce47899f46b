"""What a command writes: JSON and CSV of values, in a form that other programs read."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from datetime import date
from io import StringIO
from typing import Any

from ftrack_orm.display import cell_text
from ftrack_orm.mapping import Entity, KeyedView

__all__ = ["csv_line", "json_text", "plain", "write"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(text: str) -> None:
    """Write to standard output; what its encoding cannot hold is written as an escape."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return a value as JSON; an entity is its type and key, a moment ISO text."""
    return json.dumps(plain(value), indent=indent, ensure_ascii=False)


def plain(value: Any) -> Any:
    """Return what `json.dumps` takes for a value; nothing is loaded of an entity."""
    match value:
        case Entity():
            mapper = type(value).__mapper__
            key = dict(zip(mapper.wire_key, value.__ftrack_key__, strict=True))
            name = value.__dict__.get("name") or value.__dict__.get("username")
            return {"__entity_type__": mapper.entity_type, **key, **({} if name is None else {"name": name})}
        case date():
            return value.isoformat()
        case KeyedView() | dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case None | bool() | int() | float() | str():
            return value
        case _:
            return str(value)


def csv_line(values: Iterable[Any]) -> str:
    """Return a line of CSV.

    A text that a spreadsheet would take for a formula, since it begins with `=`, `+`, `-` or `@`, gets a `'` before it.
    """
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(_guarded(value) for value in values)
    return line.getvalue()


def _guarded(value: Any) -> Any:
    text = cell_text(value)
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, (int, float)) else text
