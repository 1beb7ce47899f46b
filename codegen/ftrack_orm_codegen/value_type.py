"""What a scalar attribute holds, as JSON Schema, and what is known of its value beforehand."""

from __future__ import annotations

import math
from typing import Any

from ftrack_orm.schema import Schema, ValueKind
from ftrack_orm.schema.attribute import Attribute
from ftrack_orm.schema.relation import is_computed

__all__ = ["default_of", "is_always_set", "is_made_by_server", "value_type"]

_SHAPES: dict[ValueKind, dict[str, Any]] = {
    "text": {"type": "string"},
    "id": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "datetime": {"type": "string", "format": "date-time"},
    "object": {"type": "object", "additionalProperties": True},
    "variable": {
        "anyOf": [
            {"type": "string"},
            {"type": "number"},
            {"type": "boolean"},
            {"type": "array", "items": {"type": "string"}},
        ]
    },
}
