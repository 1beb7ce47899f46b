"""Write a schema in the notation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ftrack_orm.schema.attribute import Attribute
from ftrack_orm.schema.entity_type import EntityType
from ftrack_orm.schema.schema import Schema
from ftrack_orm.schema.stock.attribute_line import write_attribute
from ftrack_orm.schema.stock.notation import quoted, written

__all__ = ["write"]

_INDENT = "    "
_KINDS = ("scalar", "link", "collection", "mapping")


def write(schema: Schema, names: Iterable[str] | None = None) -> str:
    """Return the text of all entity types or of the named ones, in the order given.

    For a whole schema `read({"": write(schema)}) == schema`.
    """
    return "\n".join(_entity_type(schema, schema[name]) for name in (schema.entity_types if names is None else names))


def _entity_type(schema: Schema, entity_type: EntityType) -> str:
    base = schema[entity_type.base] if entity_type.base else None
    header = quoted(entity_type.name) + (f" : {quoted(base.name)}" if base else "")
    own = [entity_type[name] for name in schema.own_attributes[entity_type.name]]
    lines = [*_directives(entity_type, base), *_attributes(own, entity_type.primary_key)]
    return "".join(f"{line}\n" for line in [header, *(_INDENT + line for line in lines)])


def _attributes(attributes: list[Attribute], primary_key: tuple[str, ...]) -> Iterator[str]:
    """Write one line each, in columns: the key and other scalars, then links, collections and mappings, by name."""
    attributes.sort(key=lambda a: (_KINDS.index(a.kind), a.name not in primary_key, a.name))
    rows = [write_attribute(attribute) for attribute in attributes]
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    for name, holds, clauses in rows:
        yield f"{name:{widths[0]}}  {holds:{widths[1]}}  {clauses}".rstrip()


def _directives(entity_type: EntityType, base: EntityType | None) -> Iterator[str]:
    if entity_type.table is not None:
        pairs = ", ".join(f"{quoted(column)} = {written(value)}" for column, value in entity_type.classifiers.items())
        yield f"@table {quoted(entity_type.table)}" + (f" where {pairs}" if pairs else "")
    if entity_type.primary_key != (base.primary_key if base else ("id",)):
        yield _names("key", entity_type.primary_key)
    if entity_type.default_projections != (base.default_projections if base else entity_type.primary_key):
        yield _names("always", entity_type.default_projections)
    if entity_type.system_projections != (base.system_projections if base else ()):
        yield _names("system", entity_type.system_projections)
    if entity_type.group_by != (base is not None and base.group_by):
        yield "@aggregates" if entity_type.group_by else "@aggregates no"
    if base is not None and (lacking := [name for name in base.attributes if name not in entity_type]):
        yield _names("without", lacking)
    for key, names in entity_type.unresolved.items():
        yield _names("absent", (key, *names))
    for name, value in entity_type.extra.items():
        yield f"@extra {quoted(name)} = {written(value)}"


def _names(word: str, names: Iterable[str]) -> str:
    return " ".join([f"@{word}", *(quoted(name) for name in names)])
