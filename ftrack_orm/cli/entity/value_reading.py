"""Read a text as the value of an attribute, by its type."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from math import isfinite
from typing import Any

from ftrack_orm.errors import InvalidValueError
from ftrack_orm.schema import Attribute

__all__ = ["read_custom_value", "read_value"]

_BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_value(entity_type: str, attribute: Attribute, text: str) -> Any:
    """Return a text as a value of the attribute.

    Raises:
        InvalidValueError: It is none; the message says what is expected.
    """
    return _read(f"{entity_type}.{attribute.name}", attribute.value_kind, text)


def read_custom_value(label: str, kind: str, text: str) -> Any:
    """Return a text as a value of a custom attribute, by the word for its kind: number, boolean, date, text ...

    Raises:
        InvalidValueError: It is none; the message says what is expected.
    """
    if kind == "number":
        number: float = _read(label, "number", text)
        return int(number) if number.is_integer() and "." not in text else number
    if kind == "boolean":
        return _read(label, "boolean", text)
    if kind == "date":
        return _read(label, "datetime", text)
    if kind.endswith("enumerator") and text.startswith("["):
        return _read(label, "object", text)
    return text


def _read(label: str, kind: str, text: str) -> Any:
    if kind not in _READERS:
        return text
    reader, expected = _READERS[kind]
    try:
        return reader(text.strip())
    except (ValueError, KeyError, RecursionError, OverflowError):
        raise InvalidValueError(f"{label} takes {expected}, got {text!r}") from None


def _number(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _anything(text: str) -> Any:
    """Return JSON where it is JSON, else the text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


_READERS: Mapping[str, tuple[Callable[[str], Any], str]] = {
    "number": (_number, "a number"),
    "integer": (int, "a whole number"),
    "boolean": (lambda text: _BOOLEANS[text.lower()], "true or false"),
    "datetime": (datetime.fromisoformat, "an ISO date or date and time, as 2026-03-01 or 2026-03-01T18:00"),
    "object": (json.loads, "JSON"),
    "variable": (_anything, "anything"),
}
