"""Read the wire's schemas, as `query_schemas` answers them, into schema values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ftrack_orm.errors import SchemaError
from ftrack_orm.schema.attribute import Attribute, AttributeKind
from ftrack_orm.schema.entity_type import EntityType
from ftrack_orm.schema.foreign_key import paired
from ftrack_orm.schema.inheritance import base_of
from ftrack_orm.sentinels import MISSING

__all__ = ["reflect_entity_types"]

_TYPE_KEYS = frozenset({
    "$mixin", "alias_for", "computed", "default_projections", "id", "immutable", "metadata", "primary_key",
    "properties", "required", "system_projections", "type",
})  # fmt: skip
_ATTRIBUTE_KEYS = frozenset({
    "$ref", "alias_for", "default", "description", "enum", "format", "items", "key_value_attributes",
    "restricted_projection", "type",
})  # fmt: skip
_LISTS = ("required", "immutable", "computed")


def reflect_entity_types(raw: Sequence[Any]) -> dict[str, EntityType]:
    """Read each schema, bases found and links paired with their foreign keys, in the order of their names.

    Raises:
        SchemaError: A schema cannot be read; the message names the entity type and the property.
    """
    if not isinstance(raw, Sequence) or isinstance(raw, (str, bytes)):
        raise SchemaError(f"expected a list of schemas, got {type(raw).__name__}")
    by_name: dict[str, Mapping[str, Any]] = {}
    for index, item in enumerate(raw):
        name = item.get("id") if isinstance(item, Mapping) else None
        if not isinstance(name, str) or not name:
            raise SchemaError(f"schema {index} of {len(raw)} has no id")
        if name in by_name:
            raise SchemaError(f"entity type {name!r} is stated twice")
        by_name[name] = item
    _refuse_cycles({name: base_of(item, by_name) for name, item in by_name.items()})
    return {name: _entity_type(by_name[name], by_name) for name in sorted(by_name)}


def _refuse_cycles(bases: Mapping[str, str | None]) -> None:
    for name in bases:
        seen = [name]
        while (base := bases[seen[-1]]) is not None:
            if base in seen:
                raise SchemaError(f"entity type {name!r} is its own base: {' > '.join([*seen, base])}")
            seen.append(base)


def _entity_type(raw: Mapping[str, Any], known: Mapping[str, Any]) -> EntityType:
    name = str(raw["id"])
    properties = raw.get("properties", {})
    if not isinstance(properties, Mapping):
        raise SchemaError(f"{name}: its properties are no object")
    lists = {key: _names(name, key, raw.get(key)) for key in _LISTS}
    attributes = {
        key: _attribute(name, key, value, known, lists)
        for key, value in sorted(properties.items(), key=lambda p: str(p[0]))
    }
    table, classifiers = _table(raw.get("alias_for"))
    metadata = raw.get("metadata")
    return EntityType(
        name=name,
        attributes=paired(name, attributes),
        primary_key=_names(name, "primary_key", raw.get("primary_key", ["id"])),
        base=base_of(raw, known),
        default_projections=_names(name, "default_projections", raw.get("default_projections")),
        system_projections=_names(name, "system_projections", raw.get("system_projections")),
        table=table,
        classifiers=classifiers,
        group_by=isinstance(metadata, Mapping) and metadata.get("group_by") is True,
        unresolved={
            key: missing for key, names in lists.items() if (missing := tuple(n for n in names if n not in attributes))
        },
        extra=_extra(raw),
    )


def _table(alias: Any) -> tuple[str | None, dict[str, str]]:
    table = alias.get("id") if isinstance(alias, Mapping) else alias
    if not isinstance(table, str):
        return None, {}
    stated = alias.get("classifiers") if isinstance(alias, Mapping) else None
    columns = stated.items() if isinstance(stated, Mapping) else ()
    return table, {column: value for column, value in columns if isinstance(value, str)}


def _extra(raw: Mapping[str, Any]) -> dict[str, Any]:
    extra = {key: value for key, value in raw.items() if key not in _TYPE_KEYS}
    mixin = raw.get("$mixin")
    if isinstance(mixin, Mapping) and set(mixin) != {"$ref"}:
        extra["$mixin"] = dict(mixin)
    return extra


def _names(entity_type: str, key: str, value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str) or not isinstance(value, Iterable) or not all(isinstance(item, str) for item in value):
        raise SchemaError(f"{entity_type}: {key!r} is no list of names")
    return tuple(value)


def _attribute(
    entity_type: str, name: Any, raw: Any, known: Mapping[str, Any], lists: Mapping[str, tuple[str, ...]]
) -> Attribute:
    if not isinstance(name, str) or not isinstance(raw, Mapping):
        raise SchemaError(f"{entity_type}.{name}: the property is no object")
    kind, target = _kind(entity_type, name, raw)
    if target is not None and target not in known:
        raise SchemaError(f"{entity_type}.{name}: it refers to {target!r}, which is no entity type of this schema")
    key_attribute, value_attribute = _key_and_value(raw) if kind == "mapping" else (None, None)
    alias = raw.get("alias_for")
    stated = raw.get("type")
    return Attribute(
        name=name,
        kind=kind,
        type=stated if kind == "scalar" and isinstance(stated, str) else None,
        format=raw.get("format") if isinstance(raw.get("format"), str) else None,
        target=target,
        default=raw.get("default", MISSING),
        required=name in lists["required"],
        immutable=name in lists["immutable"],
        computed=name in lists["computed"],
        alias=alias if isinstance(alias, str) else None,
        description=raw.get("description") if isinstance(raw.get("description"), str) else None,
        enum=_names(entity_type, f"{name}.enum", raw.get("enum")),
        key_attribute=key_attribute,
        value_attribute=value_attribute,
        restricted=raw.get("restricted_projection") is True,
        extra={key: value for key, value in raw.items() if key not in _ATTRIBUTE_KEYS},
    )


def _key_and_value(raw: Mapping[str, Any]) -> tuple[str, str] | tuple[None, None]:
    pair = raw.get("key_value_attributes")
    key, value = (pair.get("key"), pair.get("value")) if isinstance(pair, Mapping) else (None, None)
    return (key, value) if isinstance(key, str) and isinstance(value, str) else (None, None)


def _kind(entity_type: str, name: str, raw: Mapping[str, Any]) -> tuple[AttributeKind, str | None]:
    stated = raw.get("type")
    if stated in ("array", "mapped_array"):
        items = raw.get("items")
        target = items.get("$ref") if isinstance(items, Mapping) else None
        if not isinstance(target, str):
            raise SchemaError(f"{entity_type}.{name}: an {stated} must say what it holds (items.$ref)")
        return ("collection" if stated == "array" else "mapping"), target
    target = raw.get("$ref")
    if stated is None and isinstance(target, str):
        return "link", target
    return "scalar", None  # a type beside a $ref wins, as in the official clients
