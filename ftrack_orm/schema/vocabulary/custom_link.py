"""One custom attribute that holds entities: which lead by it, and where to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ftrack_orm.schema.schema import Schema
from ftrack_orm.schema.vocabulary.custom_attribute import OWNERS, owns

__all__ = ["CustomLink"]


@dataclass(frozen=True, slots=True)
class CustomLink:
    """One `CustomAttributeLinkConfiguration`."""

    id: str
    key: str
    label: str
    entity_type: str | None
    """The server's word for what leads: task, show, assetversion ..."""
    entity_type_to: str | None
    """The server's word for what it leads to."""
    object_type_id: str | None = None
    object_type_id_to: str | None = None
    project_id: str | None = None
    """The project that alone has it; None where all have."""
    single: bool = False
    """Whether it leads to one entity at most."""

    def applies_to(self, schema: Schema, entity_type: str, object_type_id: str | None = None) -> bool:
        """Tell whether entities of this type have it; see `CustomAttribute.applies_to`."""
        return owns(schema, entity_type, self.entity_type, self.object_type_id, object_type_id)

    def target(self, schema: Schema) -> str | None:
        """Return the entity type that it leads to; None where the schema has none."""
        if self.object_type_id_to:
            for entity_type in schema:
                if entity_type.object_type_id == self.object_type_id_to:
                    return entity_type.name
        found = OWNERS.get(self.entity_type_to or "")
        return found if found is not None and found in schema else None

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> CustomLink:
        """Read a configuration as the server answers it."""
        return cls(
            id=str(row["id"]),
            key=str(row["key"]),
            label=str(row.get("label") or row["key"]),
            entity_type=row.get("entity_type"),
            entity_type_to=row.get("entity_type_to"),
            object_type_id=row.get("object_type_id") or None,
            object_type_id_to=row.get("object_type_id_to") or None,
            project_id=row.get("project_id") or None,
            single=row.get("one_to_one") is True,
        )
