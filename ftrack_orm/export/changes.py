"""Which entities were changed since a moment: by a timestamp of their own, else by the events that tell of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ftrack_orm.errors import ExportError
from ftrack_orm.export.partitioning import text_key
from ftrack_orm.mapping import Registry
from ftrack_orm.query import Select
from ftrack_orm.query.ast import And, AttributePath, Comparison, In, Ordering, Query, String
from ftrack_orm.query.literal import literal
from ftrack_orm.schema import Schema
from ftrack_orm.session import Session
from ftrack_orm.session.loading.chunking import chunked

__all__ = ["changed_keys", "newest_event", "only_keys", "stamped"]

_UPDATED = ("updated_at", "modified_at", "changed_at", "updated")
_WRITTEN_ONCE = {"Event": "created_at", "StatusChange": "date"}
"""Entity types that are never changed after they were created, and when that was."""


def stamped(schema: Schema, query: Query, since: datetime) -> Query | None:
    """Return the query for what a timestamp says was changed since; None where the entity type has none."""
    attributes = schema[query.entity_type].attributes
    names = (*_UPDATED, _WRITTEN_ONCE.get(query.entity_type, ""))
    name = next((each for each in names if each in attributes and attributes[each].value_kind == "datetime"), None)
    if name is None:
        return None
    later = Comparison(AttributePath.of(name), ">=", literal(since))
    return query.changed(where=later if query.where is None else And.of([query.where, later]))


def newest_event(session: Session, registry: Registry) -> datetime | None:
    """Return when the newest event was, by the server's clock; None where there are none."""
    if "Event" not in registry.current_schema:
        return None
    newest = (Ordering(AttributePath.of("id"), descending=True),)
    found = session.query(Select.of(Query("Event", (AttributePath.of("created_at"),), order_by=newest, limit=1)))
    moment = next((row["created_at"] for row in found.rows()), None)
    return moment if isinstance(moment, datetime) else None


def changed_keys(session: Session, registry: Registry, query: Query, since: datetime) -> list[str]:
    """Return the ids that events since a moment tell of, sorted; those of entities of other types are among them.

    Raises:
        ExportError: Nothing tells what was changed.
    """
    if text_key(registry, query.entity_type) is None or "Event" not in registry.current_schema:
        raise ExportError(
            f"nothing tells which entities of {query.entity_type} were changed since {since}: it has neither a "
            "timestamp of changes nor events; export all of them"
        )
    _refuse_order(query)
    wanted = tuple(map(AttributePath.of, ("parent_id", "data")))
    events = Query("Event", wanted, Comparison(AttributePath.of("created_at"), ">=", literal(since)))
    found: set[str] = set()
    for row in session.query(Select.of(events)).rows():
        found.update(_told(row))
    return sorted(found)


def only_keys(registry: Registry, query: Query, keys: list[str]) -> Iterator[Query]:
    """Give queries for those of a query that have one of the keys, a few hundred at a time."""
    key = text_key(registry, query.entity_type)
    assert key is not None
    for some in chunked(keys):
        chosen = In(key, tuple(map(String, some)))
        yield query.changed(where=chosen if query.where is None else And.of([query.where, chosen]))


def _refuse_order(query: Query) -> None:
    if query.limit is not None or query.offset or query.order_by or query.group_by:
        raise ExportError("what was changed is found by its keys; write the query without order, limit, offset, groups")


def _told(row: dict[str, Any]) -> Iterator[str]:
    """Give the ids that an event tells of: the one that it hangs on, and those in its data."""
    if row["parent_id"]:
        yield str(row["parent_id"])
    try:
        data = json.loads(row["data"] or "null")
    except (TypeError, ValueError, RecursionError):
        return
    entities = data.get("entities") if isinstance(data, dict) else None
    for entity in entities if isinstance(entities, list) else ():
        if isinstance(entity, dict) and isinstance(entity.get("entityId"), str):
            yield entity["entityId"]
