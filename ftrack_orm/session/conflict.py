"""Compare what a commit changes with what the server holds now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ftrack_orm.errors import Conflict, ConflictError
from ftrack_orm.mapping import Mapper
from ftrack_orm.mapping.state import changes_of
from ftrack_orm.query.ast import AttributePath, Query
from ftrack_orm.sentinels import MISSING, NOT_LOADED
from ftrack_orm.session.chunking import chunked
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.identity_map import Key, key_of
from ftrack_orm.session.plan import Plan, Step
from ftrack_orm.session.siblings import key_criterion
from ftrack_orm.transport import JSON, encode_value

__all__ = ["check_conflicts"]


def check_conflicts(gateway: Gateway, plan: Plan) -> None:
    """Ask the server for what the updates of a plan change; one query for each 500 entities of a type.

    Plain values and links are compared, where they were loaded.

    Raises:
        ConflictError: Somebody else changed one of them.
    """
    by_type: dict[Mapper, list[Step]] = {}
    for step in plan:
        if step.action == "update" and _loaded(step):
            by_type.setdefault(type(step.entity).__mapper__, []).append(step)
    conflicts = [
        conflict
        for mapper, steps in by_type.items()
        for chunk in chunked(steps)
        for conflict in _conflicts(chunk, _read(gateway, mapper, chunk))
    ]
    if conflicts:
        raise ConflictError(conflicts)


def _loaded(step: Step) -> dict[str, Any]:
    """Return the loaded values of what a step changes; of a link that was not loaded its key."""
    attributes = type(step.entity).__mapper__.attributes
    before = changes_of(step.entity)
    loaded: dict[str, Any] = {}
    for change in step.changes:
        attribute = attributes[change.attribute]
        if attribute.is_many:
            continue
        if change.old is not NOT_LOADED:
            loaded[attribute.name] = change.old
        elif attribute.key is not None and before.get(attribute.key, NOT_LOADED) is not NOT_LOADED:
            loaded[attribute.key] = before[attribute.key]
    return loaded


def _read(gateway: Gateway, mapper: Mapper, steps: Sequence[Step]) -> Mapping[Key, dict[str, JSON]]:
    """Read the rows as they are on the server, past the identity map."""
    names = dict.fromkeys(name for step in steps for name in _loaded(step))
    wire = (*mapper.wire_key, *(mapper.attributes[name].api_name for name in names))
    paths = tuple(AttributePath.of(name) for name in dict.fromkeys(wire))
    rows, _ = gateway.fetch_rows(
        Query(mapper.entity_type, paths, key_criterion(mapper, [key_of(step.entity) for step in steps]))
    )
    single = len(mapper.wire_key) == 1
    return {row[mapper.wire_key[0]] if single else tuple(row[name] for name in mapper.wire_key): row for row in rows}


def _conflicts(steps: Sequence[Step], rows: Mapping[Key, dict[str, JSON]]) -> Iterator[Conflict]:
    for step in steps:
        mapper = type(step.entity).__mapper__
        row = rows.get(key_of(step.entity))
        for name, before in _loaded(step).items():
            theirs = MISSING if row is None else _comparable(row.get(mapper.attributes[name].api_name))
            loaded, ours = _comparable(_wire(before)), _comparable(_wire(step.entity.__dict__.get(name)))
            if theirs not in (loaded, ours):
                yield Conflict(step.entity, name, loaded, theirs, ours)


def _wire(value: Any) -> JSON:
    key = getattr(value, "__ftrack_key__", None)
    return encode_value(value) if key is None else list(key)


def _comparable(value: JSON) -> Any:
    """Return a value of the wire as it can be compared: of an entity its key, of a moment its text."""
    if not isinstance(value, dict):
        return value[0] if isinstance(value, list) and len(value) == 1 else value
    if "__type__" in value:
        return value.get("value")
    if "__entity_type__" in value:
        return value.get("id", value)
    return value
