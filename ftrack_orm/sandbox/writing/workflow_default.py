"""The status, type and priority that a new entity begins with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from ftrack_orm.sandbox.batch.message import Message

__all__ = ["WorkflowDefaults"]


class WorkflowDefaults:
    """First choices of project schemas, each looked up once.

    They are those of the project's schema (statuses and types of the object type, or the workflow of tasks and of
    versions), else the first of all, by `sort` and name. None where a workspace has none at all.
    """

    def __init__(self, message: Message) -> None:
        self._message = message
        self._known: dict[tuple[Any, ...], str | None] = {}

    def status(
        self, project_id: str | None, entity_type: str, object_type_id: str | None, type_id: str | None
    ) -> str | None:
        """Return the first status."""
        key = ("Status", project_id, entity_type, object_type_id, type_id if entity_type == "Task" else None)
        if key not in self._known:
            self._known[key] = self._status(self._schema_of(project_id), entity_type, object_type_id, key[-1])
        return self._known[key]

    def type(self, project_id: str | None, entity_type: str, object_type_id: str | None) -> str | None:
        """Return the first type."""
        key = ("Type", project_id, entity_type, object_type_id)
        if key not in self._known:
            self._known[key] = self._type(self._schema_of(project_id), entity_type, object_type_id)
        return self._known[key]

    def first(self, entity_type: str) -> str | None:
        """Return the first of all entities of a vocabulary type."""
        if (entity_type,) not in self._known:
            self._known[entity_type,] = self._first_of_all(entity_type)
        return self._known[entity_type,]

    def exists(self, entity_type: str, key: str) -> bool:
        """Tell whether there is such an entity."""
        return bool(self._message.lookup.by_id(self._message.store.tables.family(entity_type), [key]))

    def _schema_of(self, project_id: str | None) -> dict[str, Any] | None:
        lookup, tables = self._message.lookup, self._message.store.tables
        if project_id is None or "ProjectSchema" not in tables.schema:
            return None
        project = lookup.by_id(tables.family("Context"), [project_id]).get(project_id, {})
        schema_id = project.get("project_schema_id")
        return lookup.by_id(tables.family("ProjectSchema"), [schema_id]).get(schema_id)

    def _status(self, schema: dict[str, Any] | None, entity_type: str, object_type_id: Any, type_id: Any) -> str | None:
        if schema is not None:
            if entity_type == "AssetVersion":
                found = self._of_workflow(schema.get("asset_version_workflow_schema_id"))
            elif entity_type == "Task":
                found = self._of_workflow(self._override(schema, type_id) or schema.get("task_workflow_schema_id"))
            else:
                found = self._of_object_type(schema["id"], object_type_id, "SchemaStatus", "status_id", "Status")
            if found is not None:
                return found
        return self.first("Status")

    def _type(self, schema: dict[str, Any] | None, entity_type: str, object_type_id: Any) -> str | None:
        if schema is not None:
            if entity_type == "Task":
                found = self._joined(
                    "TaskTypeSchemaType", "task_type_schema_id", schema.get("task_type_schema_id"), "type_id", "Type"
                )
            else:
                found = self._of_object_type(schema["id"], object_type_id, "SchemaType", "type_id", "Type")
            if found is not None:
                return found
        return self.first("Type")

    def _override(self, schema: dict[str, Any], type_id: Any) -> str | None:
        table = self._table("ProjectSchemaOverride")
        if table is None or type_id is None:
            return None
        return self._scalar(
            select(table.c["workflow_schema_id"])
            .where(table.c["project_schema_id"] == schema["id"], table.c["type_id"] == type_id)
            .order_by(table.c["id"])
        )

    def _of_workflow(self, workflow_id: Any) -> str | None:
        return self._joined("WorkflowSchemaStatus", "workflow_schema_id", workflow_id, "status_id", "Status")

    def _of_object_type(self, schema_id: str, object_type_id: Any, pair: str, held: str, target: str) -> str | None:
        table = self._table("Schema")
        if table is None:
            return None
        statement = select(table.c["id"]).where(
            table.c["project_schema_id"] == schema_id, table.c["type_id"] == object_type_id
        )
        return self._joined(pair, "schema_id", self._scalar(statement.order_by(table.c["id"])), held, target)

    def _joined(self, pair: str, owner: str, owner_id: Any, held: str, target: str) -> str | None:
        pairs, targets = self._table(pair), self._table(target)
        if pairs is None or targets is None or owner_id is None:
            return None
        order = [pairs.c["sort"]] if "sort" in pairs.c else []
        statement = select(pairs.c[held]).join(targets, targets.c["id"] == pairs.c[held])
        return self._scalar(
            statement.where(pairs.c[owner] == owner_id).order_by(*order, targets.c["sort"], targets.c["name"])
        )

    def _first_of_all(self, entity_type: str) -> str | None:
        table = self._table(entity_type)
        if table is None:
            return None
        order = [table.c[name] for name in ("sort", "name", "id") if name in table.c]
        return self._scalar(select(table.c["id"]).order_by(*order))

    def _table(self, entity_type: str) -> Any:
        tables = self._message.store.tables
        return tables.family(entity_type).table if entity_type in tables.schema else None

    def _scalar(self, statement: Select[Any]) -> str | None:
        found: str | None = self._message.connection.execute(statement.limit(1)).scalar()
        return found
