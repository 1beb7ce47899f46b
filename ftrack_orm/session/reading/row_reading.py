"""What becomes of the rows of a page: entities, values and tuples, or plain dictionaries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeVar

from ftrack_orm.errors import ProtocolError, QueryError
from ftrack_orm.mapping import Entity, KeyedView, Mapper, Registry
from ftrack_orm.query import Select
from ftrack_orm.query.ast import AttributePath, Query
from ftrack_orm.query.building.aggregate import row_key
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.reading.splitting import is_grouped
from ftrack_orm.transport import JSON, decode_value

__all__ = ["PlainRow", "Reading", "items_reader", "row_paths", "rows_reader"]

T = TypeVar("T")

PlainRow: TypeAlias = dict[str, Any]
"""Values by path: `{"name": "comp", "status.name": "Approved"}`."""

Reading: TypeAlias = Callable[[list[JSON]], list[T]]
"""Turns the rows of a page into items, one for each."""


def items_reader(gateway: Gateway, select: Select[Any], registry: Registry) -> Reading[Any]:
    """Return what turns rows into the items that a select gives."""
    if is_grouped(select.query):
        return _grouped_reader(select)
    if select.shape == "entities":
        return _entities_reader(gateway, registry, select.query)
    paths = [path for path in select.columns if isinstance(path, AttributePath)]
    columns = _columns_reader(gateway, registry, select, paths)
    if select.shape == "values":
        return lambda rows: columns(rows)[0]
    return lambda rows: list(zip(*columns(rows), strict=True))


def rows_reader(gateway: Gateway, select: Select[Any], registry: Registry) -> Reading[PlainRow]:
    """Return what turns rows into dictionaries by path.

    Raises:
        QueryError: A path leads to an entity or a collection itself.
    """
    if is_grouped(select.query):
        return lambda rows: [{name: decode_value(value) for name, value in row.items()} for row in rows]
    paths = row_paths(select.query, registry)
    names = [str(path) for path in paths]
    columns = _columns_reader(gateway, registry, select, paths)
    return lambda rows: [dict(zip(names, values, strict=True)) for values in zip(*columns(rows), strict=True)]


def row_paths(query: Query, registry: Registry) -> list[AttributePath]:
    """Return what stands in the plain rows of a query that does not group: what it selects, else what comes unasked.

    Raises:
        QueryError: A path leads to an entity or a collection itself.
    """
    mapper = registry.mapper(query.entity_type)
    paths = [path for path in query.projections if isinstance(path, AttributePath)]
    if not paths:
        paths = [AttributePath.of(name) for name in dict.fromkeys((*mapper.wire_key, *_unasked(mapper)))]
    for path in paths:
        _refuse_relation(mapper, path)
    return paths


def _entities_reader(gateway: Gateway, registry: Registry, query: Query) -> Reading[Entity]:
    def read(rows: list[JSON]) -> list[Entity]:
        entities = gateway.merge(rows, registry, query)
        gateway.hooks.loaded.run(entities)
        return entities

    return read


def _columns_reader(
    gateway: Gateway, registry: Registry, select: Select[Any], paths: Sequence[AttributePath]
) -> Callable[[list[JSON]], list[list[Any]]]:
    """Return what gives the values at each path, past entities where the paths and the rows allow it."""
    from ftrack_orm.session.reading.extraction import Extraction, IncompleteRowsError  # entities need none of it

    extraction = Extraction(registry.mapper(select.query.entity_type), paths)
    entities = _entities_reader(gateway, registry, select.query)

    def read(rows: list[JSON]) -> list[list[Any]]:
        if extraction.is_possible:
            try:
                return extraction.columns(rows)
            except IncompleteRowsError:
                pass  # entities load what is missing, and tell what is wrong
        made = entities(rows)
        return [[_value(entity, path) for entity in made] for path in paths]

    return read


def _grouped_reader(select: Select[Any]) -> Reading[Any]:
    keys = [row_key(column) for column in select.columns]
    if not keys:  # from text, so there is no order to give the values in
        return lambda rows: [{name: decode_value(value) for name, value in row.items()} for row in rows]
    if select.shape == "values":
        return lambda rows: [decode_value(row.get(keys[0])) for row in rows]
    return lambda rows: [tuple([decode_value(row.get(key)) for key in keys]) for row in rows]


def _unasked(mapper: Mapper) -> Sequence[str]:
    """Return what the server sends of an entity type where nothing is selected."""
    known = (mapper.wire.get(name) for name in mapper.default_projections)
    return [attribute.api_name for attribute in known if attribute is not None and not attribute.is_relation]


def _refuse_relation(mapper: Mapper, path: AttributePath) -> None:
    for segment in path.segments[:-1]:
        attribute = mapper.wire.get(segment.name)
        if attribute is None or attribute.target is None:
            return
        mapper = mapper.registry.mapper(segment.cast or attribute.target)
    last = mapper.wire.get(path.segments[-1].name)
    if last is not None and last.is_relation:
        raise QueryError(f"rows() gives plain values; {path} leads to {last.target}, select an attribute of it")


def _value(entity: Entity, path: AttributePath) -> Any:
    """Walk a path from an entity; a collection on the way gives a list, an empty link None."""
    value: Any = entity
    for index, step in enumerate(path.segments):
        if value is None:
            return None
        if isinstance(value, KeyedView):
            value = list(value.entities.values())
        if isinstance(value, list):
            rest = AttributePath(path.segments[index:])
            return [_value(item, rest) for item in value]
        if not isinstance(value, Entity):
            raise ProtocolError(f"expected an entity on the way to {path}, the server sent {type(value).__name__}")
        attribute = type(value).__mapper__.wire.get(step.name)
        if attribute is None:
            return None  # of another type than the path narrows to
        value = getattr(value, attribute.name)
    return value
