"""Compare what a commit changes with what the server holds now.

A conflict is what a commit would destroy, or what would be refused since somebody else was faster: a value that they
changed and we change to another, one that they changed of what we delete, an entry that they added to or took from a
collection which is sent whole, a key that both made, something that both deleted. The same change on both sides is no
conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ftrack_orm.errors import Conflict, ConflictError
from ftrack_orm.mapping import Mapper
from ftrack_orm.mapping.collections.custom_values import is_custom_value
from ftrack_orm.mapping.collections.tracked_list import TrackedList
from ftrack_orm.mapping.state import changes_of
from ftrack_orm.query.ast import AttributePath, Query
from ftrack_orm.sentinels import MISSING, NOT_LOADED
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.chunking import chunked
from ftrack_orm.session.loading.siblings import key_criterion
from ftrack_orm.session.reading.identity_map import Key, key_of
from ftrack_orm.session.reading.row_key import row_keys
from ftrack_orm.session.writing.plan import Plan, Step
from ftrack_orm.transport import JSON, decode_value, encode_value

__all__ = ["check_conflicts"]

_Row = Mapping[str, JSON]


def check_conflicts(gateway: Gateway, plan: Plan) -> None:
    """Ask the server for what a plan changes and deletes; one query for each 500 entities of a type.

    Values, links and collections are compared as far as they were loaded.

    Raises:
        ConflictError: Somebody else changed one of them.
    """
    by_type: dict[Mapper, list[Step]] = {}
    for step in plan:
        if _is_compared(step):
            by_type.setdefault(type(step.entity).__mapper__, []).append(step)
    conflicts = [
        conflict
        for mapper, steps in by_type.items()
        for chunk in chunked(steps)
        for conflict in _conflicts(chunk, _read(gateway, mapper, chunk))
    ]
    if conflicts:
        raise ConflictError(conflicts)


def _is_compared(step: Step) -> bool:
    """Tell whether anything is to be asked: of what is created only where others may make the same key."""
    if step.action == "create":
        return len(type(step.entity).__mapper__.primary_key) > 1
    return step.action == "delete" or bool(_loaded(step))


def _loaded(step: Step) -> dict[str, Any]:
    """Return the loaded values of what a step changes; of a link that was not loaded its key."""
    match step.action:
        case "create":
            return {}
        case "delete":
            return _loaded_plain(step)
    attributes = type(step.entity).__mapper__.attributes
    before = changes_of(step.entity)
    loaded: dict[str, Any] = {}
    for change in step.changes:
        attribute = attributes[change.attribute]
        if change.old is not NOT_LOADED:
            loaded[attribute.name] = change.old
        elif attribute.key is not None and before.get(attribute.key, NOT_LOADED) is not NOT_LOADED:
            loaded[attribute.key] = before[attribute.key]
    return loaded


def _loaded_plain(step: Step) -> dict[str, Any]:
    """Return the plain values of an entity that is to be deleted, as they were loaded."""
    mapper = type(step.entity).__mapper__
    values = {**step.entity.__dict__, **changes_of(step.entity)}
    names = [a.name for a in mapper.stored if not a.computed and a.name not in mapper.primary_key]
    return {name: values[name] for name in names if values.get(name, NOT_LOADED) is not NOT_LOADED}


def _read(gateway: Gateway, mapper: Mapper, steps: Sequence[Step]) -> Mapping[Key, _Row]:
    """Read the rows as they are on the server, past the identity map."""
    names = dict.fromkeys(name for step in steps for name in (*_loaded(step), *_made(step)))
    wire = (*mapper.wire_key, *(mapper.attributes[name].api_name for name in names))
    paths = tuple(AttributePath.of(name) for name in dict.fromkeys(wire))
    query = Query(mapper.entity_type, paths, key_criterion(mapper, [key_of(step.entity) for step in steps]))
    rows, _ = gateway.fetch_rows(query)
    return dict(zip(row_keys(mapper, rows, query), rows, strict=True))


def _conflicts(steps: Sequence[Step], rows: Mapping[Key, _Row]) -> Iterator[Conflict]:
    for step in steps:
        row = rows.get(key_of(step.entity))
        match step.action:
            case "create":
                yield from _of_creation(step, row)
            case "delete":
                yield from _of_deletion(step, row)
            case _:
                yield from _of_update(step, row)


def _of_creation(step: Step, row: _Row | None) -> Iterator[Conflict]:
    made = _made(step) if row is not None else []
    pairs = {name: (_theirs(step, name, row), _ours(step, name)) for name in made}
    differing = [name for name, (theirs, ours) in pairs.items() if theirs != ours]
    same = ["value"] if "value" in made else made[:1]
    for name in differing or same:  # the server would refuse it, whatever the value
        yield _conflict(step, name, MISSING, *pairs[name])


def _made(step: Step) -> list[str]:
    """Return the plain values that a creation gives beside the key."""
    mapper = type(step.entity).__mapper__
    if step.action != "create":
        return []
    plain = {attribute.name for attribute in mapper.stored}.difference(mapper.primary_key)
    return [change.attribute for change in step.changes if change.attribute in plain]


def _of_deletion(step: Step, row: _Row | None) -> Iterator[Conflict]:
    loaded = _loaded(step)
    if row is None:
        named = next(
            (name for name in ("value", "name") if name in loaded), type(step.entity).__mapper__.primary_key[0]
        )
        was = loaded.get(named, step.entity.__dict__[named])
        yield _conflict(step, named, was, MISSING, MISSING)
        return
    for name, before in loaded.items():
        theirs, was = _theirs(step, name, row), _comparable(before)
        if theirs != was:
            yield _conflict(step, name, was, theirs, MISSING)


def _of_update(step: Step, row: _Row | None) -> Iterator[Conflict]:
    if row is None and is_custom_value(type(step.entity)):
        return  # it has a value as every entity has, only nobody set it
    for name, before in _loaded(step).items():
        theirs, was, ours = _theirs(step, name, row), _comparable(before), _ours(step, name)
        if isinstance(before, tuple) and theirs is not MISSING:
            lost = ({*theirs} - {*was} - {*ours}) | (({*was} - {*theirs}) & {*ours})
            if lost:
                yield _conflict(step, name, was, theirs, ours)
        elif theirs not in (was, ours):
            yield _conflict(step, name, was, theirs, ours)


def _conflict(step: Step, name: str, loaded: Any, theirs: Any, ours: Any) -> Conflict:
    """Tell a conflict; that of a mapping's value as one of its owner: `metadata['reel']`."""
    owner, key = getattr(step.entity, "__ftrack_place__", None) or (step.entity, name)
    return Conflict(owner, key, loaded, theirs, ours)


def _theirs(step: Step, name: str, row: _Row | None) -> Any:
    return MISSING if row is None else _comparable(row.get(type(step.entity).__mapper__.attributes[name].api_name))


def _ours(step: Step, name: str) -> Any:
    value = step.entity.__dict__.get(name)
    return _comparable(tuple(value) if isinstance(value, TrackedList) else value)


def _comparable(value: Any) -> Any:
    """Return a value, ours or the wire's, as it can be compared: of entities their keys."""
    key = getattr(value, "__ftrack_key__", None)
    if key is not None:
        return key[0] if len(key) == 1 else key
    if isinstance(value, tuple) or (isinstance(value, list) and any(_is_row(item) for item in value)):
        return tuple(sorted(map(_comparable, value)))
    if isinstance(value, dict) and _is_row(value):
        return value.get("id", value)
    return decode_value(value if isinstance(value, (dict, list)) else encode_value(value))


def _is_row(value: Any) -> bool:
    return isinstance(value, dict) and "__entity_type__" in value
