"""What is asked of a workspace to learn its words."""

from __future__ import annotations

from collections.abc import Mapping

from ftrack_orm.schema.schema import Schema

__all__ = ["questions"]

_WANTED: Mapping[str, tuple[str, ...]] = {
    "Status": ("id", "name", "color", "sort", "is_active", "state.short"),
    "Type": ("id", "name", "color", "sort"),
    "Priority": ("id", "name", "color", "sort"),
    "ObjectType": ("id", "name", "sort"),
    "CustomAttributeConfiguration": (
        "id", "key", "label", "entity_type", "object_type_id", "project_id", "is_hierarchical", "default", "config",
        "type.name",
    ),
    "CustomAttributeLinkConfiguration": (
        "id", "key", "label", "entity_type", "entity_type_to", "object_type_id", "object_type_id_to", "project_id",
        "one_to_one",
    ),
    "ProjectSchema": (
        "id", "name", "_task_type_schema.types.id", "_task_workflow.statuses.id", "_version_workflow.statuses.id",
        "_overrides.type_id", "_overrides.workflow_schema.statuses.id", "_schemas.type_id",
    ),
    "SchemaStatus": ("schema_id", "sort", "task_status.id"),
    "SchemaType": ("schema_id", "sort", "task_type.id"),
}  # fmt: skip


def questions(schema: Schema) -> dict[str, str]:
    """Return a query for each entity type that holds words, with the attributes that this workspace has of them.

    An entity type that an older server does not have is left out. The queries have no limit of their own.
    """
    return {
        entity_type: f"select {', '.join(paths)} from {entity_type}"
        for entity_type, wanted in _WANTED.items()
        if entity_type in schema and (paths := [path for path in wanted if _exists(schema, entity_type, path)])
    }


def _exists(schema: Schema, entity_type: str, path: str) -> bool:
    *links, last = path.split(".")
    for link in links:
        attribute = schema[entity_type].attributes.get(link)
        if attribute is None or attribute.target is None:
            return False
        entity_type = attribute.target
    return last in schema[entity_type]
