"""The units of stock attributes, which no schema states."""

from __future__ import annotations

from collections.abc import Mapping

from ftrack_orm.schema.schema import Schema

__all__ = ["unit_of"]

_UNITS: Mapping[tuple[str, str], str] = {
    ("Component", "size"): "bytes",
    ("SequenceComponent", "padding"): "digits",
    ("Timelog", "duration"): "seconds",
    ("TypedContext", "bid"): "seconds",
    ("TypedContext", "bid_time_logged_difference"): "seconds",
    ("TypedContext", "time_logged"): "seconds",
}


def unit_of(schema: Schema, entity_type: str, attribute: str) -> str | None:
    """Return the unit in which the server keeps a number, where one is known.

    >>> from ftrack_orm.schema.stock import stock_schema
    >>> unit_of(stock_schema(), "Task", "bid")
    'seconds'
    """
    return next((u for name in schema.lineage(entity_type) if (u := _UNITS.get((name, attribute))) is not None), None)
