"""Read the values of one attribute of many rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ftrack_orm.transport import decode_value

__all__ = ["decode_anything", "decode_moments", "moment"]

_fromisoformat = datetime.fromisoformat


def decode_moments(name: str, rows: Sequence[dict[str, Any]]) -> None:
    """Put datetimes in place of what travels as `{"__type__": "datetime", "value": "2022-10-10T10:12:09"}`."""
    for row in rows:
        raw = row[name]
        if raw.__class__ is dict:
            if raw.get("__type__") == "datetime":  # as `moment` does, which a call of would cost as much again
                try:
                    found = _fromisoformat(raw["value"])
                    if found.tzinfo is None:
                        row[name] = found
                        continue
                except (KeyError, TypeError, ValueError):
                    pass
            row[name] = decode_value(raw)


def decode_anything(name: str, rows: Sequence[dict[str, Any]]) -> None:
    """Put Python's values in place of tagged ones, where there are any."""
    for row in rows:
        raw = row[name]
        if raw.__class__ is dict:
            row[name] = decode_value(raw)


def moment(raw: dict[str, Any]) -> Any:
    """Return what a tagged value stands for, in the shortest way where it is a naive datetime.

    Raises:
        ProtocolError: The tag or its text is not known.
    """
    if raw.get("__type__") == "datetime":
        try:
            found = _fromisoformat(raw["value"])
        except (KeyError, TypeError, ValueError):
            return decode_value(raw)
        if found.tzinfo is None:
            return found
    return decode_value(raw)
