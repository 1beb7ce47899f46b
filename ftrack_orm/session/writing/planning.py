"""Turn pending changes into one ordered batch: creates parents first, then updates, deletes children first.

One operation for each entity. A link travels as a reference (type and key), the way the official clients send it; its
foreign key is left out then. Nothing here knows a session.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from ftrack_orm.errors import PlanError
from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.collections.custom_values import is_custom_value
from ftrack_orm.mapping.declaring.metaclass import EntityMeta
from ftrack_orm.mapping.held_shape import changed_shape, held_shape
from ftrack_orm.mapping.state import changes_of
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session.pending.unit_of_work import Changes
from ftrack_orm.session.writing.ordering import parents_first, sent_whole
from ftrack_orm.session.writing.plan import Plan, Step, label_of
from ftrack_orm.transport import JSON, Create, Delete, Update, encode_value

__all__ = ["plan", "reference"]


_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
"""The exact types of values that are sent as they are; so are finite floats."""


def plan(changes: Changes) -> Plan:
    """Return the plan of a commit.

    Raises:
        PlanError: New entities need each other, or one has the key of what is to be deleted.
    """
    if changes.created and changes.deleted:
        _check_keys(changes)
    encoding = _Encoding()
    creates, updates = [], []
    for entity in parents_first(changes.created):
        if is_custom_value(type(entity)):
            updates.append(_set_custom_value(entity))
        else:
            creates.append(_create(entity, encoding))
    updates += [step for entity in changes.updated if (step := _update(entity, encoding)) is not None]
    deletes = [_delete(entity) for entity in parents_first(changes.deleted)[::-1]]
    return Plan((*creates, *updates, *deletes))


def reference(entity: Entity) -> dict[str, JSON]:
    """Return the wire's reference to an entity: its type and primary key only."""
    mapper = type(entity).__mapper__
    return {"__entity_type__": mapper.entity_type, **dict(zip(mapper.wire_key, entity.__ftrack_key__, strict=True))}


def _check_keys(changes: Changes) -> None:
    """Refuse to delete and create the same key at once: what became of a lost answer could never be told."""
    deleted = {(type(entity).__mapper__.root, entity.__ftrack_key__) for entity in changes.deleted}
    for entity in changes.created:
        if (type(entity).__mapper__.root, entity.__ftrack_key__) in deleted:
            told = f"{label_of(entity)} has the key of one that is to be deleted"
            raise PlanError(f"{told}: commit the deletion first, or change that one instead")


class _Encoding:
    """Encodes the values of one plan; an entity that many link to is written down once."""

    def __init__(self) -> None:
        self._references: dict[int, dict[str, JSON]] = {}

    def encode(self, value: Any) -> JSON:
        """Return a value as it is sent."""
        kind = value.__class__
        if kind is str or value is None:
            return value
        if kind is float:
            return encode_value(value)
        found = self._references.get(id(value))  # those entities live as long as the plan is made
        if found is not None:
            return found
        if isinstance(kind, EntityMeta):
            made = self._references[id(value)] = reference(value)
            return made
        return encode_value(value)


def _create(entity: Entity, encoding: _Encoding) -> Step:
    mapper = type(entity).__mapper__
    values = entity.__dict__
    shape = held_shape(mapper, values)
    data = {wire: values[name] for name, wire in shape.key}
    after: dict[str, Any] = {}
    encode = encoding.encode
    for name, wire in shape.sent:
        value = values[name]
        data[wire] = value if value.__class__ is str else encode(value)
        after[name] = tuple(value) if value.__class__ is list else value  # a list may change while it is sent
    for name in shape.views:
        members = sent_whole(values[name])
        if members:
            data[mapper.attributes[name].api_name] = [encode(member) for member in members]
            after[name] = tuple(members)
    operation = Create(mapper.entity_type, entity.__ftrack_key__, data)
    return Step("create", entity, operation, after, shape=shape)


def _set_custom_value(entity: Entity) -> Step:
    """A value of a new entity's custom attribute is there as soon as the entity is: it is updated, never created."""
    mapper = type(entity).__mapper__
    after = {name: value for name, value in entity.__dict__.items() if name not in mapper.primary_key}
    data = {mapper.attributes["value"].api_name: encode_value(entity.__dict__["value"])}
    operation = Update(mapper.entity_type, entity.__ftrack_key__, data)
    return Step("update", entity, operation, after, dict.fromkeys(after, NOT_LOADED))


def _update(entity: Entity, encoding: _Encoding) -> Step | None:
    mapper = type(entity).__mapper__
    values, loaded = entity.__dict__, changes_of(entity)
    shape = changed_shape(mapper, loaded)
    key = entity.__ftrack_key__ if shape.key is None else (values[shape.key],)
    plain = _plain(values, shape.plain) if shape.plain else None
    if plain is not None:
        return Step("update", entity, Update(mapper.entity_type, key, plain), plain, dict(loaded))
    after: dict[str, Any] = {}
    data: dict[str, JSON] = {}
    encode = encoding.encode
    for name, wire, link in shape.columns:
        if name not in values or (link is not None and link in loaded and link in values):
            continue  # the link says it, or the key does
        value = values[name]
        if isinstance(value, list):
            after[name] = tuple(value)
            data[wire] = [encode(member) for member in value]
        else:
            after[name] = value
            data[wire] = value if value.__class__ is str else encode(value)
    if not after:
        return None
    return Step("update", entity, Update(mapper.entity_type, key, data), after, dict(loaded))


def _plain(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, JSON] | None:
    """Return changed values that are sent as they are, so that one dictionary tells both; None where one is not."""
    found: dict[str, JSON] = {}
    for name in names:
        value = values.get(name, NOT_LOADED)
        kind = value.__class__
        if kind not in _AS_THEY_ARE and not (kind is float and isfinite(value)):
            return None
        found[name] = value
    return found


def _delete(entity: Entity) -> Step:
    return Step("delete", entity, Delete(entity.__entity_type__, entity.__ftrack_key__))
