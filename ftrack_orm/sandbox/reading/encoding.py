"""Values between the wire and the columns."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, TypeAlias

from ftrack_orm.sandbox.storage.column_kind import ColumnKind
from ftrack_orm.sandbox.storage.tables import NUMBER, TEXT

__all__ = ["STORE", "WIRE", "datetime_text", "store_value", "variable_columns", "wire_datetime_value"]

Stored: TypeAlias = str | int | float | bool | None


def store_value(kind: ColumnKind, value: Any) -> Stored:
    """Return what a column of this kind keeps for a value from the wire, or from Python (datetimes).

    Raises:
        ValueError: The value is of another kind; the message says which was expected.
    """
    return None if value is None else STORE[kind](value)


def datetime_text(value: object) -> str:
    """Return ISO text in UTC without offset and microseconds.

    Raises:
        ValueError: It is no moment.
    """
    if isinstance(value, Mapping) and value.get("__type__") in ("datetime", "date"):
        value = value.get("value")
    if isinstance(value, str):
        value = _parsed(value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        raise ValueError(f"expected a datetime, got {_shown(value)}")
    if value.tzinfo is not None:
        value = value.astimezone(UTC).replace(tzinfo=None)
    return value.isoformat(timespec="seconds")


def _parsed(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"expected an ISO datetime, got {text!r}") from None


def wire_datetime_value(text: str) -> dict[str, str]:
    """Return a stored moment as the wire has it."""
    return {"__type__": "datetime", "value": text}


def variable_columns(name: str, stored: Stored) -> dict[str, Stored]:
    """Return the columns that a variable is compared by: its text, and its number if it is one.

    >>> variable_columns("value", "3.5")
    {'value__text': '3.5', 'value__number': 3.5}
    """
    value = json.loads(stored) if isinstance(stored, str) else None
    number: Stored = None
    if isinstance(value, (bool, int, float)):
        number = float(value)
    if isinstance(value, Mapping) and "__type__" in value:
        text: Stored = str(value.get("value"))
    elif isinstance(value, list):
        text = ", ".join(str(item) for item in value)
    elif isinstance(value, bool):
        text = "true" if value else "false"
    else:
        text = None if value is None else str(value)
    return {name + TEXT: text, name + NUMBER: number}


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _text(value: Any) -> Stored:
    if isinstance(value, str):
        return value
    raise ValueError(f"expected text, got {_shown(value)}")


def _id(value: Any) -> Stored:
    if isinstance(value, str):
        return value
    raise ValueError(f"expected an id, got {_shown(value)}")


def _number(value: Any) -> Stored:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    raise ValueError(f"expected a number, got {_shown(value)}")


def _integer(value: Any) -> Stored:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return value
    raise ValueError(f"expected an integer, got {_shown(value)}")


def _boolean(value: Any) -> Stored:
    if isinstance(value, bool) or (isinstance(value, int) and value in (0, 1)):
        return bool(value)
    raise ValueError(f"expected true or false, got {_shown(value)}")


def _json(value: Any) -> Stored:
    try:
        return json.dumps(value, sort_keys=True)
    except (TypeError, ValueError):
        raise ValueError(f"expected a JSON value, got {_shown(value)}") from None


def _variable(value: Any) -> Stored:
    if (isinstance(value, Mapping) and "__type__" in value) or isinstance(value, date):
        return _json(wire_datetime_value(datetime_text(value)))
    if isinstance(value, (str, bool, int, float)):
        return _json(value)
    if isinstance(value, list) and all(isinstance(item, (str, int, float)) for item in value):
        return _json(value)
    raise ValueError(f"expected text, a number, true or false, a datetime or a list of texts, got {_shown(value)}")


STORE: dict[ColumnKind, Callable[[Any], Stored]] = {
    "text": _text,
    "id": _id,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "datetime": datetime_text,
    "object": _json,
    "variable": _variable,
}
"""What a column keeps, by its kind; never called with None."""

WIRE: dict[ColumnKind, Callable[[Any], Any]] = {
    "datetime": wire_datetime_value,
    "object": json.loads,
    "variable": json.loads,
}
"""What the wire gets for a stored value, by kind; others go as they are. Never called with None."""
