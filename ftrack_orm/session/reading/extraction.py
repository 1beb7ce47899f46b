"""Read values out of rows without making entities: typed tuples cost little more than the decoding of their page.

What is read is what the server has: pending changes of entities at hand do not show. Values are taken attribute by
attribute from all rows of a page. An entity stands in full once in a page, maybe after a reference to it, maybe deep
inside another row; references are looked up among the full copies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ftrack_orm.mapping import Mapper
from ftrack_orm.query.ast import AttributePath
from ftrack_orm.session.reading.values import moment
from ftrack_orm.transport import JSON, decode_value

__all__ = ["Extraction", "IncompleteRowsError"]


class IncompleteRowsError(LookupError):
    """The rows do not hold all that is to be read; entities must be made, which load what is missing."""


@dataclass(slots=True, eq=False)
class _Step:
    """What to read of the entities at one point of the paths: their own values, and the entities they lead to.

    `optional` says that an entity may be of a type that lacks the attributes, since a path narrows it.
    """

    mapper: Mapper
    optional: bool = False
    values: dict[str, tuple[list[int], Any]] = field(default_factory=dict)
    """By wire name: the columns to fill, and what decodes a value that is an object."""
    links: dict[tuple[str, str | None], _Step] = field(default_factory=dict)

    @property
    def probe(self) -> str | None:
        """An attribute that a full copy has and a reference has not; None where a reference has all that is read."""
        names = [*self.values, *(name for name, _ in self.links)]
        return next((name for name in names if name not in self.mapper.wire_key), None)


class Extraction:
    """Reads the values at some paths from the rows of one entity type."""

    def __init__(self, mapper: Mapper, paths: Sequence[AttributePath]) -> None:
        self._root = _Step(mapper)
        self._count = len(paths)
        self.is_possible: bool = all(self._add(path, column) for column, path in enumerate(paths))
        """Whether the paths lead over links to plain values; collections need entities."""

    def columns(self, rows: list[JSON]) -> list[list[Any]]:
        """Return the values at each path, one for each row.

        Raises:
            IncompleteRowsError: Something is missing, or is not what it should be.
        """
        columns: list[list[Any]] = [[] for _ in range(self._count)]
        try:
            _Page(rows, columns).read(self._root, rows)
        except (KeyError, TypeError, AttributeError) as error:
            raise IncompleteRowsError(f"a row lacks {error}") from error
        return columns

    def _add(self, path: AttributePath, column: int) -> bool:
        """Add a path; tell whether it can be read."""
        step = self._root
        *links, last = path.segments
        for segment in links:
            attribute = step.mapper.wire.get(segment.name)
            if attribute is None or not attribute.is_link:
                return False
            target = step.mapper.target(attribute)
            if segment.cast is not None:
                target = target.registry.mapper(segment.cast)
            if len(target.wire_key) != 1:
                return False
            place = (segment.name, segment.cast)
            step = step.links.setdefault(place, _Step(target, optional=segment.cast is not None))
        attribute = step.mapper.wire.get(last.name)
        if attribute is None or attribute.is_relation:
            return False
        decode = None
        if step.mapper.is_structured(attribute):
            decode = moment if step.mapper.is_moment(attribute) else decode_value
        step.values.setdefault(last.name, ([], decode))[0].append(column)
        return True


class _Page:
    """The rows of one page while they are read."""

    def __init__(self, rows: list[JSON], columns: list[list[Any]]) -> None:
        self._rows = rows
        self._columns = columns
        self._index: dict[tuple[str, Any], dict[str, Any]] | None = None

    def read(self, step: _Step, entities: list[Any]) -> None:
        """Read what one step says from its entities, None where there is none."""
        for name, (columns, decode) in step.values.items():
            values = _values(step, entities, name)
            if decode is not None:
                values = [decode(value) if value.__class__ is dict else value for value in values]
            for column in columns:
                self._columns[column] = values
        for (name, _), target in step.links.items():
            self.read(target, self._full(target, _values(step, entities, name)))

    def _full(self, step: _Step, linked: list[Any]) -> list[Any]:
        """Return the full copy of each entity that is a reference."""
        probe, key = step.probe, step.mapper.wire_key[0]
        if probe is None:
            return linked
        copies: dict[Any, dict[str, Any]] = {}
        full: list[Any] = []
        missing: list[int] = []
        for entity in linked:
            if entity is None:
                full.append(None)
            elif probe in entity:
                copies[entity[key]] = entity
                full.append(entity)
            else:
                copy = copies.get(entity[key])
                if copy is None:
                    missing.append(len(full))
                full.append(copy)
        for place in missing:
            entity = linked[place]
            full[place] = copies.get(entity[key]) or self._anywhere(step, entity, key)
        return full

    def _anywhere(self, step: _Step, entity: dict[str, Any], key: str) -> dict[str, Any]:
        """Find the full copy of an entity, wherever in the page it stands; where there is none it may need none."""
        if self._index is None:
            self._index = {}
            _collect(self._rows, self._index)
        return self._index.get((entity["__entity_type__"], entity[key]), entity)


def _values(step: _Step, entities: list[Any], name: str) -> list[Any]:
    """Return an attribute of each entity, None where there is no entity or its type has no such attribute."""
    if not step.optional:
        try:
            return [row[name] for row in entities]
        except TypeError:
            return [None if row is None else row[name] for row in entities]
    mapper = step.mapper.registry.mapper
    return [
        None if row is None or (name not in row and name not in mapper(row["__entity_type__"]).wire) else row[name]
        for row in entities
    ]


def _collect(value: Any, index: dict[tuple[str, Any], dict[str, Any]]) -> None:
    """Take up the fullest copy of every entity in a page; pages nest no deeper than their decoder allows."""
    pending = [value]
    while pending:
        each = pending.pop()
        if each.__class__ is dict:
            kind, key = each.get("__entity_type__"), each.get("id")
            known = index.get((kind, key)) if kind is not None else None
            if kind is not None and (known is None or len(known) < len(each)):
                index[kind, key] = each
            pending += [item for item in each.values() if item.__class__ in (dict, list)]
        elif each.__class__ is list:
            pending += [item for item in each if item.__class__ in (dict, list)]
