"""Read a literal of a query as a value of the attribute that it is compared with."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ftrack_orm.query.ast import Boolean, Null, Number, String, Value
from ftrack_orm.sandbox.sql.query_fault import QueryFault

__all__ = ["Moment", "boolean_of", "moment_of", "number_of", "text_of"]

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
    """Return the literal as a number, quoted or not.

    Raises:
        QueryFault: It is none.
    """
    try:
        number = float(text_of(value))
    except ValueError:
        number = math.nan
    if isinstance(value, Boolean) or not math.isfinite(number):
        raise QueryFault(f"{label} is a number, got {text_of(value)!r}", value.start)
    return int(number) if number.is_integer() else number


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
        if len(text) == 10:
            day = datetime.combine(date.fromisoformat(text), datetime.min.time())
            return Moment(_iso(day), _iso(day + timedelta(days=1)))
        moment = datetime.fromisoformat(text)
        if len(text) < 10:
            raise ValueError(text)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
        return Moment(_iso(moment), _iso(moment + timedelta(seconds=1)))
    except (ValueError, OverflowError):
        message = f"{label} is a date, got {text!r} (ISO date or datetime expected)"
        raise QueryFault(message, value.start) from None


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
