"""Turn Python values into literals of the query language."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from math import isfinite
from uuid import UUID

from ftrack_orm.errors import QueryError
from ftrack_orm.query.ast import Boolean, Null, Number, String, Value
from ftrack_orm.transport.codec import wire_datetime

__all__ = ["day_range", "escape_like", "literal", "next_second"]


def literal(value: object) -> Value:
    """Return the literal of a plain value; text is data, whatever it holds.

    Raises:
        QueryError: The value cannot stand in a query.
    """
    if type(value) is str:  # the most frequent ones, before all that may be asked of a value
        return String(value)
    if type(value) is int:
        return Number(str(value))
    if type(value) is bool:
        return Boolean(value)
    if type(value) is datetime:
        return String(wire_datetime(value))
    match value:
        case None:
            return Null()
        case Enum():
            return literal(value.value)
        case str():  # what a type of its own is shown as is another matter than what it holds
            return String(str.__str__(value))
        case int():
            return Number(int.__repr__(value))
        case float() if isfinite(value):
            return Number(float.__repr__(value))
        case Decimal() if value.is_finite():
            return Number(str(value))
        case UUID():
            return String(str(value))
        case datetime():
            return String(wire_datetime(value))
        case date():
            return String(value.isoformat())
        case _:
            raise QueryError(f"a value of type {type(value).__name__} cannot stand in a query: {value!r}")


def day_range(day: date) -> tuple[Value, Value]:
    """Return the half-open bounds of a day: its own midnight and the next.

    Raises:
        QueryError: There is no next day; it is the calendar's last.
    """
    try:
        return literal(day), literal(day + timedelta(days=1))
    except OverflowError:
        raise QueryError(f"{day} has no next day; compare with a datetime instead") from None


def next_second(moment: datetime) -> Value:
    """Return the first whole second that is not before a moment; what is stored has no microseconds."""
    return literal(moment if moment.microsecond == 0 else moment.replace(microsecond=0) + timedelta(seconds=1))


def escape_like(text: str) -> str:
    """Escape the wildcards of `like`, so that the text stands for itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
