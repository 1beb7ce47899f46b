"""What a value becomes in a cell of a typed table."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from ftrack_orm.errors import InvalidValueError
from ftrack_orm.schema.attribute import ValueKind
from ftrack_orm.session.table.column import Column

__all__ = ["cell", "json_text"]

_LARGEST = 2**63


def cell(column: Column, value: Any) -> Any:
    """Return a value as its column's type: text, a float, an integer, a boolean or a naive datetime; None stays None.

    What a column of text, of objects or of custom values holds beside text is JSON.

    Raises:
        InvalidValueError: The column cannot hold it; the message names both.
    """
    return _cell(column, _CONVERSIONS[column.kind], value)


def json_text(value: object) -> str:
    """Return JSON of a value; moments in it are ISO text."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _cell(column: Column, convert: Callable[[Any], Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, list) and column.depth:
        return [_cell(column, convert, item) for item in value]
    try:
        return convert(value)
    except (TypeError, ValueError, OverflowError):
        raise InvalidValueError(
            f"the column {column.name!r} holds {column.kind}, the server sent {_shown(value)}; "
            "run 'ftrack-orm generate' again if the workspace changed"
        ) from None


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else json_text(value)
    return text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no text elsewhere


def _number(value: Any) -> float:
    if isinstance(value, bool | str):
        raise TypeError
    return float(value)


def _integer(value: Any) -> int:
    if isinstance(value, bool | str) or value != int(value) or not -_LARGEST <= value < _LARGEST:
        raise ValueError
    return int(value)


def _boolean(value: Any) -> bool:
    if value is True or value is False:
        return bool(value)
    raise TypeError


def _moment(value: Any) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError
    return value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None)


_CONVERSIONS: Mapping[ValueKind, Callable[[Any], Any]] = {
    "text": _text,
    "id": _text,
    "object": _text,
    "variable": _text,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "datetime": _moment,
}
