"""What is shown of an entity or a result: a table of values, of what is here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ftrack_orm.display.cell import cell_text
from ftrack_orm.mapping import Entity
from ftrack_orm.query.ast import AttributePath, Projection
from ftrack_orm.session.loading.inspection import inspect
from ftrack_orm.session.reading.result import Result

__all__ = ["ROWS", "Preview", "preview_of"]

ROWS = 20
"""Rows of a result that are shown."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A table of texts, what stands above it and what below; the cells are as they came, to be escaped by a writer."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def preview_of(value: Entity | Result[Any]) -> Preview:
    """Return the preview of an entity, or of the first rows of a result.

    Of a result that nothing was fetched of the first rows are asked for, in one request, and not kept.
    """
    return _of_entity(value) if isinstance(value, Entity) else _of_result(value)


def _of_entity(entity: Entity) -> Preview:
    mapper = type(entity).__mapper__
    values = entity.__dict__
    rows = tuple((name, cell_text(values[name])) for name in _order(mapper.primary_key, mapper.attributes, values))
    missing = sum(attribute.is_stored and name not in values for name, attribute in mapper.attributes.items())
    note = f"{missing} attributes are not loaded" if missing and inspect(entity).state == "persistent" else ""
    return Preview(f"{entity.__entity_type__}, {inspect(entity).state}", ("attribute", "value"), rows, note)


def _order(key: Sequence[str], attributes: Iterable[str], values: Mapping[str, Any]) -> list[str]:
    """Return the names of what is loaded: the name and the key first, then as the class has them."""
    return [name for name in dict.fromkeys(("name", *key, *attributes)) if name in values]


def _of_result(result: Result[Any]) -> Preview:
    items = result._some(ROWS + 1)
    shown = items[:ROWS]
    columns = _columns(result, shown)
    rows = tuple(tuple(cell_text(value) for value in _values(item, columns)) for item in shown)
    note = f"the first {ROWS}; there are more" if len(items) > ROWS else "" if items else "no rows"
    return Preview(str(result._select), tuple(map(str, columns)), rows, note)


def _columns(result: Result[Any], items: Sequence[Any]) -> Sequence[Projection | str]:
    """Return what stands in the columns: what was selected, else the plain attributes that came."""
    select = result._select
    if select.shape != "entities":
        return select.columns
    if items and isinstance(items[0], dict):
        return tuple(items[0])
    if select.query.projections:
        return select.query.projections
    return tuple(dict.fromkeys(name for item in items for name in _plain(item)))


def _plain(entity: Entity) -> list[str]:
    attributes = type(entity).__mapper__.attributes
    return [name for name in _order((), attributes, entity.__dict__) if not attributes[name].is_relation]


def _values(item: Any, columns: Sequence[Projection | str]) -> Sequence[Any]:
    if isinstance(item, Entity):
        return [_loaded(item, column) for column in columns]
    if isinstance(item, dict):
        return [item.get(column) for column in columns]
    return item if isinstance(item, tuple) else (item,)


def _loaded(entity: Entity, column: Projection | str) -> Any:
    """Return a value, walking a path as far as it is loaded; None beyond."""
    if not isinstance(column, AttributePath):
        return entity.__dict__.get(str(column))
    value: Any = entity
    for segment in column.segments:
        if isinstance(value, (list, tuple)):
            value = [_attribute(member, segment.name) for member in value]
        else:
            value = _attribute(value, segment.name)
    return value


def _attribute(entity: object, wire_name: str) -> Any:
    if not isinstance(entity, Entity):
        return None
    attribute = type(entity).__mapper__.wire.get(wire_name)
    return None if attribute is None else entity.__dict__.get(attribute.name)
