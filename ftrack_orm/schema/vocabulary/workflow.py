"""Read project schemas: which statuses and types they allow for which entity types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from ftrack_orm.schema.schema import Schema
from ftrack_orm.schema.vocabulary.project_schema import ProjectSchema

__all__ = ["project_schemas"]

_Row: TypeAlias = Mapping[str, Any]
_Rows: TypeAlias = Mapping[str, Sequence[_Row]]


def project_schemas(schema: Schema, rows: _Rows) -> list[ProjectSchema]:
    """Return the project schemas, by name.

    Tasks take their statuses from the task workflow, or from the override of their type; versions from the version
    workflow; every other object type from rows of its own. So do the official clients.
    """
    statuses = _by_schema(rows.get("SchemaStatus", ()), "task_status")
    types = _by_schema(rows.get("SchemaType", ()), "task_type")
    entity_types = {one.object_type_id: one.name for one in schema if one.object_type_id is not None}
    found = []
    for row in rows.get("ProjectSchema", ()):
        own = {entity_types.get(str(one.get("type_id")), ""): str(one["id"]) for one in _many(row, "_schemas")}
        own.pop("", None)
        found.append(
            ProjectSchema(
                id=str(row["id"]),
                name=str(row["name"]),
                statuses=_stated(
                    {
                        "Task": _ids(_many(_one(row, "_task_workflow"), "statuses")),
                        "AssetVersion": _ids(_many(_one(row, "_version_workflow"), "statuses")),
                        **{entity_type: statuses[schema_id] for entity_type, schema_id in own.items()},
                    }
                ),
                types=_stated(
                    {
                        "Task": _ids(_many(_one(row, "_task_type_schema"), "types")),
                        **{entity_type: types[schema_id] for entity_type, schema_id in own.items()},
                    }
                ),
                overrides=_stated(
                    {
                        str(one["type_id"]): _ids(_many(_one(one, "workflow_schema"), "statuses"))
                        for one in _many(row, "_overrides")
                        if one.get("type_id")
                    }
                ),
            )
        )
    return sorted(found, key=lambda one: (one.name, one.id))


def _by_schema(rows: Iterable[_Row], link: str) -> defaultdict[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in sorted(rows, key=lambda one: one.get("sort") or 0):
        target = row.get(link)
        if target:
            found[str(row["schema_id"])] += (str(target["id"]),)
    return found


def _one(row: _Row, link: str) -> _Row:
    return row.get(link) or {}


def _many(row: _Row, collection: str) -> Sequence[_Row]:
    return row.get(collection) or ()


def _ids(rows: Sequence[_Row]) -> tuple[str, ...]:
    return tuple(str(row["id"]) for row in rows)


def _stated(found: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {key: ids for key, ids in found.items() if ids}
