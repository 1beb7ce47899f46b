"""Read a literal of a query as a value of the attribute that it is compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from ftrack_orm.query.ast import Boolean, Null, Number, String, Value
from ftrack_orm.sandbox.sql.query_fault import QueryFault

__all__ = ["Moment", "boolean_of", "moment_of", "number_of", "text_of"]

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_MOST_INTEGER = 2.0**63
_END = "9999-12-31T24:00:00"
"""After every moment of the calendar."""
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Moment:
    """A span of time that a literal stands for: one second, or the whole day of a date. The end is not in it."""

    start: str
    end: str


def text_of(value: Value) -> str:
    """Return the literal as text: numbers as they are spelled."""
    match value:
        case String():
            return value.value
        case Number():
            return value.text
        case Boolean():
            return "true" if value.value else "false"
        case Null():
            return ""


def number_of(value: Value, label: str) -> float:
    """Return the literal as a number, quoted or not; one that is too large for any column is infinite.

    Raises:
        QueryFault: It is none.
    """
    text = text_of(value)
    if isinstance(value, Boolean) or not _NUMBER.fullmatch(text):
        raise QueryFault(f"{label} is a number, got {text!r}", value.start)
    number = float(text)
    if abs(number) >= _MOST_INTEGER or not number.is_integer():
        return number
    return int(Decimal(text))


def boolean_of(value: Value, label: str) -> bool:
    """Return the literal as true or false; 1 and 0 will do.

    Raises:
        QueryFault: It is neither.
    """
    found = _BOOLEANS.get(text_of(value).lower())
    if found is None:
        raise QueryFault(f"{label} is true or false, got {text_of(value)!r}", value.start)
    return found


def moment_of(value: Value, label: str) -> Moment:
    """Return the span that an ISO date or datetime stands for.

    Raises:
        QueryFault: It is neither.
    """
    text = text_of(value)
    try:
        first, length = _span(text)
    except ValueError:
        message = f"{label} is a date, got {text!r} (ISO date or datetime expected)"
        raise QueryFault(message, value.start) from None
    try:
        return Moment(_iso(first), _iso(first + length))
    except OverflowError:
        return Moment(_iso(first), _END)


def _span(text: str) -> tuple[datetime, timedelta]:
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time()), timedelta(days=1)
    except ValueError:
        return _in_utc(datetime.fromisoformat(text)), timedelta(seconds=1)


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:  # beyond the calendar in UTC: its first or last day
        return moment.replace(tzinfo=None)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
