"""The operations that an encoding ends with."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from ftrack_orm.sandbox.media.rendition import Rendition
from ftrack_orm.sandbox.sql.computed import now_text

__all__ = ["SERVER_LOCATION_ID", "creations", "ending", "progress"]

SERVER_LOCATION_ID = "3a372bde-05bc-11e4-8908-20c9d081909b"
_THUMBNAIL = "thumbnail"


def progress(job_id: str) -> list[dict[str, Any]]:
    """Return what tells that a job has begun."""
    return [_update("Job", job_id, status="running")]


def ending(job_id: str, status: str, data: str) -> dict[str, Any]:
    """Return what tells that a job is over."""
    return _update("Job", job_id, status=status, data=data, finished_at=now_text())


def creations(
    job_id: str, version_id: str | None, made: Sequence[tuple[Rendition, str]], sizes: Sequence[int]
) -> list[dict[str, Any]]:
    """Return what creates the components of renditions, puts them on the server, and shows them on the version."""
    operations: list[dict[str, Any]] = []
    for (rendition, component_id), size in zip(made, sizes, strict=True):
        data = {"id": component_id, "name": rendition.name, "file_type": rendition.file_type, "size": size}
        operations.append(_create("FileComponent", **data, version_id=version_id))
        place = {"location_id": SERVER_LOCATION_ID, "resource_identifier": component_id}
        operations.append(_create("ComponentLocation", id=str(uuid.uuid4()), component_id=component_id, **place))
        operations.append(_create("JobComponent", job_id=job_id, component_id=component_id))
        if rendition.meta:
            meta = {"parent_id": component_id, "key": "ftr_meta", "value": json.dumps(dict(rendition.meta))}
            operations.append(_create("Metadata", **meta))
        if version_id is not None and rendition.name == _THUMBNAIL:
            operations.append(_update("AssetVersion", version_id, thumbnail_id=component_id))
    return operations


def _create(entity_type: str, /, **data: Any) -> dict[str, Any]:
    return {"action": "create", "entity_type": entity_type, "entity_data": {"__entity_type__": entity_type, **data}}


def _update(entity_type: str, key: str, /, **data: Any) -> dict[str, Any]:
    changes = {"__entity_type__": entity_type, **data}
    return {"action": "update", "entity_type": entity_type, "entity_key": [key], "entity_data": changes}
