"""A value as the text of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ftrack_orm.mapping import Entity, KeyedView
from ftrack_orm.mapping.collections.relation_view import RelationView
from ftrack_orm.session.writing.plan import label_of

__all__ = ["cell_text"]


def cell_text(value: Any) -> str:
    """Write a value for people; an entity by its name, None as nothing. Nothing is loaded.

    >>> cell_text([{"type": "Project", "name": "demo"}, {"type": "Task", "name": "comp"}])
    'demo / comp'
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case str():
            return value
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime():
            return value.isoformat(" ", "seconds")
        case Entity():
            return label_of(value)
        case RelationView() if not value.is_loaded:
            return ""
        case KeyedView():
            return repr(value)
        case list() | tuple():
            return _sequence(value)
        case _:
            return str(value)


def _sequence(values: Sequence[Any]) -> str:
    """Write several values; the way down to an entity (`Task.link`) as its names."""
    if values and all(isinstance(value, dict) and isinstance(value.get("name"), str) for value in values):
        return " / ".join(value["name"] for value in values)
    return ", ".join(map(cell_text, values))
