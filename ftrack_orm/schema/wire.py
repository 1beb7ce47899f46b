"""Write schema values in the wire's form, as `query_schemas` answers them, and take its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from ftrack_orm.schema.attribute import Attribute
from ftrack_orm.schema.entity_type import EntityType

__all__ = ["schema_hash", "to_wire"]


def to_wire(entity_types: Iterable[EntityType]) -> list[dict[str, Any]]:
    """Return one JSON object an entity type, with flattened properties."""
    return [_entity_type(entity_type) for entity_type in entity_types]


def schema_hash(wire: list[dict[str, Any]]) -> str:
    """Return the hash that `query_server_information` tells: the md5 of the dump with sorted keys."""
    return hashlib.md5(json.dumps(wire, sort_keys=True).encode(), usedforsecurity=False).hexdigest()


def _entity_type(entity_type: EntityType) -> dict[str, Any]:
    raw: dict[str, Any] = {"id": entity_type.name, "type": "object"}
    if entity_type.base is not None:
        raw["$mixin"] = {"$ref": entity_type.base}
    if entity_type.table is not None:
        alias = {"id": entity_type.table, "classifiers": dict(entity_type.classifiers)}
        raw["alias_for"] = alias if entity_type.classifiers else entity_type.table
    if entity_type.group_by:
        raw["metadata"] = {"group_by": True}
    raw["properties"] = {name: _attribute(attribute) for name, attribute in entity_type.attributes.items()}
    for key in ("required", "immutable", "computed"):
        names = [name for name, attribute in entity_type.attributes.items() if getattr(attribute, key)]
        names += entity_type.unresolved.get(key, ())
        if names or key != "computed":
            raw[key] = names
    raw["primary_key"] = list(entity_type.primary_key)
    raw["default_projections"] = list(entity_type.default_projections)
    if entity_type.system_projections:
        raw["system_projections"] = list(entity_type.system_projections)
    return raw | dict(entity_type.extra)


def _attribute(attribute: Attribute) -> dict[str, Any]:
    raw: dict[str, Any] = {}
    match attribute.kind:
        case "scalar":
            raw["type"] = attribute.type
        case "link":
            raw["$ref"] = attribute.target
        case "collection":
            raw |= {"type": "array", "items": {"$ref": attribute.target}}
        case "mapping":
            raw |= {"type": "mapped_array", "items": {"$ref": attribute.target}}
    if attribute.key_attribute is not None:
        raw["key_value_attributes"] = {"key": attribute.key_attribute, "value": attribute.value_attribute}
    raw |= {"format": attribute.format, "alias_for": attribute.alias, "description": attribute.description}
    raw["enum"] = list(attribute.enum) or None
    raw = {key: value for key, value in raw.items() if value is not None}
    if attribute.restricted:
        raw["restricted_projection"] = True
    if attribute.has_default:
        raw["default"] = attribute.default
    return raw | dict(attribute.extra)
