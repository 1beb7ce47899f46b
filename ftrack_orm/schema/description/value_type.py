"""What a scalar attribute holds, as JSON Schema, and what is known of its value beforehand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ftrack_orm.schema import facts
from ftrack_orm.schema.attribute import Attribute, ValueKind
from ftrack_orm.schema.relation import is_computed
from ftrack_orm.schema.schema import Schema

__all__ = ["default_of", "is_always_set", "is_made_by_server", "value_type"]

_SHAPES: Mapping[ValueKind, dict[str, Any]] = {
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
            {"type": "string", "format": "date-time"},
            {"type": "array", "items": {"type": "string"}},
        ]
    },
}
_STATED: Mapping[str, dict[str, Any]] = {
    "list[dict[str, str]]": {
        "type": "array",
        "items": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
"""The annotations that the facts state, as JSON Schema."""

_PYTHON: Mapping[ValueKind, type[str | int | bool]] = {"text": str, "id": str, "integer": int, "boolean": bool}


def value_type(schema: Schema, entity_type: str, attribute: Attribute, *, optional: bool) -> dict[str, Any]:
    """Return the JSON Schema of an attribute's value, null included where it is optional."""
    stated = facts.value_type(schema, entity_type, attribute.name)
    if stated is not None:
        shape = _STATED[stated]
    elif attribute.enum and attribute.value_kind == "text":
        shape = {"type": "string", "enum": list(dict.fromkeys(attribute.enum))}
    else:
        shape = _SHAPES[attribute.value_kind]
    if not optional:
        return shape
    if "type" in shape and "enum" not in shape:
        return shape | {"type": [shape["type"], "null"]}
    return {"anyOf": [*shape.get("anyOf", [shape]), {"type": "null"}]}


def is_always_set(schema: Schema, entity_type: str, attribute: Attribute) -> bool:
    """Tell whether a value that was read is never None, in this entity type and in all that narrow it."""
    return not any(
        facts.is_optional(schema, name, attribute.name)
        for name in (entity_type, *schema.subtypes(entity_type))
        if attribute.name in schema[name]
    )


def is_made_by_server(schema: Schema, entity_type: str, attribute: Attribute) -> bool:
    """Tell whether the server makes the value, so that nobody can give it."""
    if attribute.kind == "collection":
        return is_computed(schema, entity_type, attribute.name)
    return attribute.computed or facts.is_derived(schema, entity_type, attribute.name)


def default_of(attribute: Attribute) -> str | float | bool | None:
    """Return what the server sets when nothing is given, where that is a plain value of the attribute's own type."""
    value = attribute.default
    if value == "{uid}" or (attribute.enum and value not in attribute.enum):
        return None
    if attribute.value_kind == "variable":
        return value if isinstance(value, (str, bool)) else None
    if attribute.value_kind == "number":
        known = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
        return float(value) if known else None
    return value if type(value) is _PYTHON.get(attribute.value_kind) else None
