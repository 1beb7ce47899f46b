"""Values between Python and the wire.

A datetime travels as `{"__type__": "datetime", "value": "2022-10-10T10:12:09"}`: without an offset, without
microseconds, in UTC on servers that support time zones, else in the server's local time. Here it is a naive
`datetime`; an aware one is turned into UTC first. Source: the official Python client's encoder and recorded answers.
"""

from __future__ import annotations

import reprlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from math import isfinite
from typing import Any
from uuid import UUID

from ftrack_orm.errors import InvalidValueError, ProtocolError
from ftrack_orm.transport.operation import JSON

__all__ = ["decode_value", "encode_value", "naive_moment", "wire_datetime"]


_AS_IT_IS = frozenset({str, bool, int})


def wire_datetime(moment: datetime) -> str:
    """Return the wire's text of a moment: `2022-10-10T10:12:09`."""
    return naive_moment(moment).isoformat("T", "seconds")


def naive_moment(moment: datetime) -> datetime:
    """Return a moment as it is held here: an aware one in UTC, without its zone.

    Raises:
        InvalidValueError: In UTC it is of no year from 1 to 9999.
    """
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        raise InvalidValueError(f"{moment.isoformat()} is before the year 1 or after 9999 in UTC") from None


def encode_value(value: object) -> JSON:
    """Return what `json.dumps` takes for a Python value.

    Raises:
        InvalidValueError: The value has no form on the wire.
    """
    kind = value.__class__
    if value is None or kind in _AS_IT_IS:
        return value
    if isinstance(value, float):
        if not isfinite(value):
            raise InvalidValueError(f"{value!r} is no number that can be sent; leave it out, or send None")
        if kind is float:
            return value
    match value:
        case None | bool() | int() | float() | str() if not isinstance(value, Enum):
            return value
        case datetime():
            return {"__type__": "datetime", "value": wire_datetime(value)}
        case date():
            return {"__type__": "datetime", "value": f"{value.isoformat()}T00:00:00"}
        case Enum():
            return encode_value(value.value)
        case UUID():
            return str(value)
        case Decimal():
            return encode_value(float(value))
        case Mapping():
            return {str(key): encode_value(item) for key, item in value.items()}
        case list() | tuple():
            return [encode_value(item) for item in value]
        case _:
            raise InvalidValueError(f"a value of type {type(value).__name__} cannot be sent to the server")


def _short(value: JSON) -> str:
    """Return a readable form of what a server sent, however long or deep it is."""
    return reprlib.repr(value)


def decode_value(value: JSON) -> Any:
    """Return the Python value of a tagged scalar (`__type__`); anything else comes back as it is.

    Raises:
        ProtocolError: The tag or its text is not known.
    """
    if not isinstance(value, dict) or "__type__" not in value:
        return value
    tag, text = value["__type__"], value.get("value")
    if tag not in ("datetime", "date"):
        raise ProtocolError(f"the server sent a value of the unknown type {_short(tag)}")
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    except (TypeError, ValueError, OverflowError):
        raise ProtocolError(f"the server sent the {tag} {_short(text)}, which is none") from None
