"""The custom attributes of a workspace, and to which entities they apply."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from ftrack_orm.sandbox.storage.tables import TYPE, Tables
from ftrack_orm.schema.vocabulary.custom_attribute import HIERARCHICAL, OWNERS

__all__ = ["CustomConfiguration", "read_configurations", "value_type"]

_CONFIGURATION = "CustomAttributeConfiguration"


@dataclass(frozen=True, slots=True)
class CustomConfiguration:
    """One custom attribute: its key, where it applies, and the value that entities begin with (as stored)."""

    id: str
    key: str | None
    default: str | None
    hierarchical: bool
    entity_type: str | None
    object_type_id: str | None
    project_id: str | None

    def applies_to(self, lineage: tuple[str, ...], values: Mapping[str, Any]) -> bool:
        """Tell whether an entity of this lineage has the attribute."""
        if self.project_id is not None and values.get("project_id") != self.project_id:
            return False
        if self.hierarchical:
            return not HIERARCHICAL.isdisjoint(lineage)
        if OWNERS.get(self.entity_type or "") not in lineage:
            return False
        return self.object_type_id is None or values.get("object_type_id") == self.object_type_id


def read_configurations(connection: Connection, tables: Tables) -> list[CustomConfiguration]:
    """Return all custom attributes of the workspace."""
    if _CONFIGURATION not in tables.schema:
        return []
    table = tables.family(_CONFIGURATION).table
    statement = select(table).where(table.c[TYPE] == _CONFIGURATION).order_by(table.c["id"])
    return [
        CustomConfiguration(
            row["id"],
            row["key"],
            None if row["default"] is None or json.loads(row["default"]) is None else row["default"],
            bool(row["is_hierarchical"]),
            row["entity_type"],
            row["object_type_id"] or None,
            row["project_id"] or None,
        )
        for row in connection.execute(statement).mappings()
    ]


def value_type(tables: Tables, entity_type: str) -> str | None:
    """Return the entity type of an entity's custom attribute values, None where it has none."""
    attribute = tables.schema[entity_type].attributes.get("custom_attributes")
    return attribute.target if attribute is not None and attribute.kind == "mapping" else None
