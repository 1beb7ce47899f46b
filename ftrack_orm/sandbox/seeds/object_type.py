"""One object type for each kind of task that the schema has."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ftrack_orm.sandbox.seeds.row import Row
from ftrack_orm.schema import EntityType, Schema

__all__ = ["kinds_of_task", "object_types"]


@dataclass(frozen=True, slots=True)
class _Traits:
    icon: str = "default"
    leaf: bool = False
    typeable: bool = False
    statusable: bool = True
    schedulable: bool = False
    time_reportable: bool = False


_KNOWN = {
    "Task": _Traits("task", leaf=True, typeable=True, schedulable=True, time_reportable=True),
    "Milestone": _Traits("milestone", leaf=True, typeable=True, schedulable=True),
    "AssetBuild": _Traits("box", typeable=True),
    "Shot": _Traits("movie"),
    "Episode": _Traits("episode"),
    "Sequence": _Traits("folder_open", statusable=False),
    "Folder": _Traits("folder", statusable=False),
}


def kinds_of_task(schema: Schema) -> list[EntityType]:
    """Return the entity types that are an object type of the workspace: Task, Shot, a site's own."""
    return [entity_type for entity_type in schema if entity_type.object_type_id is not None]


def object_types(schema: Schema) -> list[Row]:
    """Return the rows of ObjectType; their ids are the ones that the schema classifies by."""
    return [_row(sort, entity_type) for sort, entity_type in enumerate(kinds_of_task(schema))]


def _row(sort: int, entity_type: EntityType) -> Row:
    traits = _KNOWN.get(entity_type.name, _Traits())
    return {
        "id": entity_type.object_type_id,
        "name": _words(entity_type.name),
        "icon": traits.icon,
        "sort": sort,
        "is_leaf": traits.leaf,
        "is_taskable": not traits.leaf,
        "is_typeable": traits.typeable,
        "is_statusable": traits.statusable,
        "is_schedulable": traits.schedulable,
        "is_time_reportable": traits.time_reportable,
        "is_prioritizable": True,
    }


def _words(name: str) -> str:
    """Return `Asset Build` for `AssetBuild`: the server derives the latter by dropping the spaces."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
