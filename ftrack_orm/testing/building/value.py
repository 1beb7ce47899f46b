"""Values for attributes that nobody cares about: unique where that may matter, the same each time where not."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

from ftrack_orm.errors import InvalidValueError
from ftrack_orm.schema import Attribute

__all__ = ["value_for"]

_MORNING = datetime(2026, 1, 5, 9)
_EVENING = datetime(2026, 1, 5, 18)
_NUMBERS = count(1)
"""One series for all, so that no two entities of a test run are called the same."""


def value_for(entity_type: str, attribute: Attribute) -> Any:
    """Return a value that the attribute takes.

    Raises:
        InvalidValueError: It is the id of an entity, of a type that cannot be known.
    """
    if attribute.enum:
        return attribute.enum[0]
    match attribute.value_kind:
        case "number" | "integer":
            return 1
        case "boolean":
            return True
        case "datetime":
            return _EVENING if "end" in attribute.name else _MORNING
        case "object":
            return {}
        case _:
            return _text(entity_type, attribute.name)


def _text(entity_type: str, name: str) -> str:
    if name.endswith("_id"):
        raise InvalidValueError(f"{entity_type}.{name} may be the id of anything: give it, as {name}=...")
    number = next(_NUMBERS)
    match name:
        case "email":
            return f"person{number}@example.com"
        case "config":
            return "{}"
        case "entity_type" | "entity_type_to":
            return "task"
        case "name" | "full_name" | "username":
            return f"{entity_type.lower()}_{number:04}"
        case _:
            return f"{name} {number}"
