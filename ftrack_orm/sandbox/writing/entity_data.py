"""Read the data of a create or update operation into columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ftrack_orm.errors import UnknownAttributeError
from ftrack_orm.sandbox.reading.encoding import store_value, variable_columns
from ftrack_orm.sandbox.storage.computed_names import is_computed_value
from ftrack_orm.sandbox.storage.entity_row import EntityRow
from ftrack_orm.sandbox.storage.relation_catalogue import Lineage, Nothing, RelationCatalogue, ToOne
from ftrack_orm.schema import Attribute, EntityType

__all__ = ["read_entity_data", "set_column"]


def read_entity_data(relations: RelationCatalogue, row: EntityRow, data: Mapping[str, Any]) -> None:
    """Put what an operation gives into its row: columns, links and collections.

    A link and its key may both be given; the link counts.

    Raises:
        Refusal: ValidationError; an attribute is unknown or computed, or a value does not fit it.
    """
    stated = relations.schema[row.entity_type]
    links: list[tuple[Attribute, Any]] = []
    for name, value in data.items():
        if name == "__entity_type__":
            continue
        attribute = stated.attributes.get(name)
        if attribute is None:
            cause = str(UnknownAttributeError(row.entity_type, str(name), tuple(stated.attributes)))
            raise row.refusal("ValidationError", cause)
        if attribute.kind == "scalar":
            _read_scalar(row, stated, attribute, value)
        elif attribute.kind == "link":
            links.append((attribute, value))
        else:
            _read_collection(relations, row, attribute, value)
    for attribute, value in links:
        _read_link(relations, row, attribute, value)


def set_column(row: EntityRow, name: str, stored: Any) -> None:
    """Set a column; a variable's columns to compare by follow."""
    row.values[name] = stored
    if row.family.kinds.get(name) == "variable":
        row.values |= variable_columns(name, stored)


def _read_scalar(row: EntityRow, stated: EntityType, attribute: Attribute, value: Any) -> None:
    label = f"{stated.name}.{attribute.name}"
    if is_computed_value(attribute) or attribute.computed:
        if value is not None:
            raise row.refusal("ValidationError", f"{label} is computed by the server, it cannot be set")
        return
    try:
        stored = store_value(row.family.kinds[attribute.name], value)
    except ValueError as error:
        raise row.refusal("ValidationError", f"{label}: {error}") from None
    if attribute.enum and stored is not None and stored not in attribute.enum:
        raise row.refusal("ValidationError", f"{label} is one of {', '.join(attribute.enum)}, got {stored!r}")
    if attribute.name in row.family.key and stored is None:
        raise row.refusal("ValidationError", f"{label} is a part of the primary key, it cannot be none")
    set_column(row, attribute.name, stored)


def _read_link(relations: RelationCatalogue, row: EntityRow, attribute: Attribute, value: Any) -> None:
    label = f"{row.entity_type}.{attribute.name}"
    relation = relations.relation(row.entity_type, attribute.name)
    if not isinstance(relation, ToOne):
        raise row.refusal("ValidationError", f"{label} is computed by the server, it cannot be set")
    if value is None:
        row.links[attribute.name] = None
        row.values |= dict.fromkeys(relation.columns)
        return
    reference = value
    if isinstance(value, str) and len(relation.columns) == 1:
        reference = {"__entity_type__": relation.target, relation.target_columns[0]: value}
    key = _reference_key(relations, reference, relation.target)
    if key is None:
        cause = f"{label} expects a reference to {relation.target} (__entity_type__ and primary key), got {value!r:.80}"
        raise row.refusal("ValidationError", cause)
    named = zip(relations.tables.family(relation.target).key, key, strict=True)
    row.links[attribute.name] = {"__entity_type__": reference.get("__entity_type__", relation.target), **dict(named)}
    row.values |= dict(zip(relation.columns, key, strict=True))


def _read_collection(relations: RelationCatalogue, row: EntityRow, attribute: Attribute, value: Any) -> None:
    label = f"{row.entity_type}.{attribute.name}"
    if isinstance(relations.relation(row.entity_type, attribute.name), (Lineage, Nothing)):
        raise row.refusal("ValidationError", f"{label} is computed by the server, it cannot be set")
    target = str(attribute.target)
    items = [] if value is None else value
    if not isinstance(items, list) or any(_reference_key(relations, item, target) is None for item in items):
        cause = f"{label} expects a list of references to {target} (__entity_type__ and primary key), got {value!r:.80}"
        raise row.refusal("ValidationError", cause)
    row.collections[attribute.name] = items


def _reference_key(relations: RelationCatalogue, value: Any, target: str) -> tuple[Any, ...] | None:
    if not isinstance(value, Mapping):
        return None
    key = tuple(value.get(name) for name in relations.tables.family(target).key)
    return key if all(isinstance(part, (str, int)) for part in key) else None
