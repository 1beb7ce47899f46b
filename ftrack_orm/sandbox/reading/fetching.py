"""Fetch the projections of a query: one statement a relation and level, never one a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ftrack_orm.sandbox.reading.computed import Reader, computed_value
from ftrack_orm.sandbox.reading.encoding import WIRE
from ftrack_orm.sandbox.reading.entity_graph import EntityGraph, EntityRecord
from ftrack_orm.sandbox.reading.projection import ProjectionTree
from ftrack_orm.sandbox.reading.relation_fetch import Row, owner_key, related_rows
from ftrack_orm.sandbox.storage.computed_names import is_computed_value
from ftrack_orm.sandbox.storage.relation_catalogue import Lineage, Relation, RelationCatalogue, ToMany, ToOne
from ftrack_orm.sandbox.storage.tables import Family

__all__ = ["Fetching"]


@dataclass(slots=True)
class _Level:
    """What one concrete type brings on one level."""

    scalars: list[tuple[str, Callable[[Any], Any] | None]] = field(default_factory=list)
    computed: list[str] = field(default_factory=list)
    relations: list[tuple[str, str | None, Relation, ProjectionTree]] = field(default_factory=list)
    columns: dict[str, None] = field(default_factory=dict)


class Fetching:
    """Fetches for one message, into one graph.

    With `only_asked` entities bring their primary key and what was asked for, nothing else (the strict API).
    """

    def __init__(self, reader: Reader, relations: RelationCatalogue, graph: EntityGraph, *, only_asked: bool) -> None:
        self._reader = reader
        self._relations = relations
        self._graph = graph
        self._only_asked = only_asked
        self._levels: dict[tuple[str, int], _Level] = {}
        self._trees: list[ProjectionTree] = []

    def columns(self, entity_type: str, tree: ProjectionTree) -> tuple[str, ...]:
        """Return the columns that the rows of a level must bring."""
        family = self._relations.tables.family(entity_type)
        columns = dict.fromkeys((*family.key, family.type_column))
        for concrete in self._relations.tables.concrete(entity_type):
            columns |= self._level(concrete, tree).columns
        return tuple(columns)

    def records(self, entity_type: str, rows: Sequence[Row], tree: ProjectionTree) -> list[EntityRecord]:
        """Put rows of an entity type into the graph, with all that the tree asks for below them."""
        family = self._relations.tables.family(entity_type)
        records = []
        by_type: dict[str, list[tuple[EntityRecord, Row]]] = {}
        for row in rows:
            record = self._record(family, row)
            records.append(record)
            by_type.setdefault(row[family.type_column], []).append((record, row))
        wanted: dict[tuple[Relation, str | None, int], list[tuple[str, EntityRecord, Row]]] = {}
        trees = {}
        for concrete, members in by_type.items():
            level = self._level(concrete, tree)
            self._fill(family, level, members)
            for name, cast, relation, subtree in level.relations:
                trees[id(subtree)] = subtree
                place = wanted.setdefault((relation, cast, id(subtree)), [])
                place += [(name, record, row) for record, row in members]
        for (relation, cast, subtree_id), owners in wanted.items():
            self._follow(family, relation, cast, trees[subtree_id], owners)
        return records

    def _record(self, family: Family, row: Row) -> EntityRecord:
        key = {name: row[name] for name in family.key}
        reference = {"__entity_type__": row[family.type_column], **key}
        return self._graph.record((family.table.name + family.type_column, tuple(key.values())), reference)

    def _level(self, concrete: str, tree: ProjectionTree) -> _Level:
        found = self._levels.get((concrete, id(tree)))
        if found is None:
            self._trees.append(tree)  # kept, so that its id stays its own
            found = self._levels[concrete, id(tree)] = self._plan(concrete, tree)
        return found

    def _plan(self, concrete: str, tree: ProjectionTree) -> _Level:
        stated = self._relations.schema[concrete]
        family = self._relations.tables.family(concrete)
        level = _Level()
        unasked = tree.unasked(stated, only_asked=self._only_asked)
        for name in dict.fromkeys((*unasked, *sorted(tree.names))):
            attribute = stated.attributes.get(name)
            if attribute is None or attribute.is_relation:
                continue
            if is_computed_value(attribute):
                level.computed.append(name)
                level.columns |= dict.fromkeys(computed_value(family, name).columns)
            elif name not in family.key:
                level.scalars.append((name, WIRE.get(family.kinds[name])))
                level.columns[name] = None
        for name, cast, subtree in tree:
            attribute = stated.attributes.get(name)
            if attribute is not None and attribute.is_relation:
                relation = self._relations.relation(concrete, name)
                level.relations.append((name, cast, relation, subtree))
                level.columns |= dict.fromkeys(_own_columns(relation))
        return level

    def _fill(self, family: Family, level: _Level, members: list[tuple[EntityRecord, Row]]) -> None:
        for name, encode in level.scalars:
            if encode is None:
                for record, row in members:
                    record.data[name] = row[name]
            else:
                for record, row in members:
                    value = row[name]
                    record.data[name] = None if value is None else encode(value)
        for name in level.computed:
            values = computed_value(family, name).compute(self._reader, [row for _, row in members])
            for (record, _), value in zip(members, values, strict=True):
                record.data[name] = value

    def _follow(
        self,
        family: Family,
        relation: Relation,
        cast: str | None,
        tree: ProjectionTree,
        owners: list[tuple[str, EntityRecord, Row]],
    ) -> None:
        key = family.key[0]
        keys = [owner_key(relation, row, key) for _, _, row in owners]
        distinct = [value for value in dict.fromkeys(keys) if value is not None]
        target = self._relations.tables.family(relation.target)
        if distinct:
            narrowed = cast if cast is not None else relation.target
            columns = self.columns(relation.target, tree)
            found = related_rows(self._reader.connection, self._relations, relation, relation.target, distinct, columns)
            self._relate(narrowed, target, found, tree, relation, keys, owners)
        else:
            for name, record, _ in owners:
                record.data[name] = _empty(relation)

    def _relate(
        self,
        narrowed: str,
        family: Family,
        found: dict[Any, list[Row]],
        tree: ProjectionTree,
        relation: Relation,
        keys: list[Any],
        owners: list[tuple[str, EntityRecord, Row]],
    ) -> None:
        """Set the relation of each owner; the tree counts for entities of the narrowed type only."""
        types = set(self._relations.tables.concrete(narrowed))
        rows = {self._identity(family, row): row for related in found.values() for row in related}
        fitting = [row for row in rows.values() if row[family.type_column] in types]
        others = [row for row in rows.values() if row[family.type_column] not in types]
        self.records(relation.target, fitting, tree)
        self.records(relation.target, others, ProjectionTree())
        single = _is_single(relation)
        reached = {None: _empty(relation)}
        for (name, record, _), value in zip(owners, keys, strict=True):
            if value not in reached:
                related = [self._record(family, row) for row in found.get(value, ())]
                reached[value] = related if not single else (related[0] if related else None)
            record.data[name] = reached[value]

    @staticmethod
    def _identity(family: Family, row: Row) -> tuple[Any, ...]:
        return tuple(row[name] for name in family.key)


def _own_columns(relation: Relation) -> Iterable[str]:
    match relation:
        case ToOne():
            return relation.columns
        case Lineage():
            return (relation.start,)
        case _:
            return ()


def _is_single(relation: Relation) -> bool:
    match relation:
        case ToOne():
            return True
        case ToMany():
            return relation.single
        case _:
            return getattr(relation, "single", False)


def _empty(relation: Relation) -> Any:
    return None if _is_single(relation) else []
