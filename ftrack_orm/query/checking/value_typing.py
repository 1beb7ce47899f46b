"""Whether a value fits the attribute that it is compared with: the attribute decides what a literal means."""

from __future__ import annotations

import re
from datetime import datetime

from ftrack_orm.query.ast import Boolean, Null, Number, String, Value
from ftrack_orm.query.checking.operator_table import NOUNS, column_of
from ftrack_orm.query.checking.resolution import Variant

__all__ = ["misfit"]

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_BOOLEANS = frozenset(("true", "false", "1", "0"))
_EXPECTED = {"datetime": " (ISO date or datetime expected)", "boolean": " (true, false, 1 or 0 expected)"}


def misfit(variant: Variant, value: Value) -> str | None:
    """Return why a value does not fit an attribute, or None if it does; null fits everywhere."""
    column = column_of(variant.attribute)
    text = _written(value)
    match column:
        case "number":
            fits = _NUMBER.fullmatch(text) is not None
        case "boolean":
            fits = text.lower() in _BOOLEANS
        case "datetime":
            fits = _is_iso(text)
        case _:
            fits = True
    if fits or isinstance(value, Null):
        return None
    return f"{variant} is {NOUNS[column]}, got {text!r}{_EXPECTED.get(column, '')}"


def _written(value: Value) -> str:
    match value:
        case String(text) | Number(text):
            return text
        case Boolean(truth):
            return "true" if truth else "false"
        case Null():
            return "none"


def _is_iso(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
