"""Fetch the entities that a relation leads to, for many owners by one statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from ftrack_orm.sandbox.reading.hierarchy import above, below
from ftrack_orm.sandbox.sql.scope import Scope
from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.sandbox.storage.relation_catalogue import Lineage, Relation, RelationCatalogue, Through, ToMany, ToOne

__all__ = ["Row", "owner_key", "related_rows"]

Row: TypeAlias = dict[str, Any]


def owner_key(relation: Relation, row: Row, key: str) -> Any:
    """Return what a row is found by in the result of `related_rows`; None where it leads nowhere."""
    match relation:
        case ToOne():
            if len(relation.columns) == 1:
                return row[relation.columns[0]]
            values = tuple(row[name] for name in relation.columns)
            return None if None in values else values
        case Lineage():
            return row[relation.start]
        case _:
            return row[key]


def related_rows(
    connection: Connection,
    relations: RelationCatalogue,
    relation: Relation,
    target: str,
    owners: Sequence[Any],
    columns: tuple[str, ...],
) -> dict[Any, list[Row]]:
    """Return the rows of the related entities by the keys of their owners, each list in the order of primary keys.

    `target` is the relation's target or a type that narrows it.
    """
    scope = Scope.of(relations, target)
    match relation:
        case ToOne():
            return _to_one(connection, relations, relation, scope, owners, columns)
        case ToMany():
            conditions = [scope.source.c[name] == value for name, value in relation.conditions]
            owner = scope.source.c[relation.foreign_key]
            return _grouped(connection, relations, scope, owner, scope.source, conditions, owners, columns)
        case Through():
            pair = relation.pair.alias()
            source = pair.join(scope.source, pair.c[relation.target_column] == scope.key)
            owner = pair.c[relation.owner_column]
            return _grouped(connection, relations, scope, owner, source, [], owners, columns)
        case Lineage():
            return _lineage(connection, relations, relation, scope, owners, columns)
        case _:
            return {}


def _columns(scope: Scope, names: tuple[str, ...]) -> list[ColumnElement[Any]]:
    return [scope.source.c[name] for name in names]


def _to_one(
    connection: Connection,
    relations: RelationCatalogue,
    relation: ToOne,
    scope: Scope,
    owners: Sequence[Any],
    columns: tuple[str, ...],
) -> dict[Any, list[Row]]:
    names = relation.target_columns
    theirs = [scope.source.c[name] for name in names]
    test: Callable[[list[Any]], ColumnElement[bool]]
    if len(names) == 1:
        test = theirs[0].in_
    else:
        test = lambda chunk: or_(*(and_(*(c == v for c, v in zip(theirs, key, strict=True))) for key in chunk))  # noqa: E731
    found: dict[Any, list[Row]] = {}
    selected = tuple(dict.fromkeys((*names, *columns)))
    for chunk in chunks(owners):
        statement = select(*_columns(scope, selected)).where(test(chunk), scope.is_of_type(relations))
        for values in connection.execute(statement):
            row = dict(zip(selected, values, strict=True))
            found[row[names[0]] if len(names) == 1 else tuple(row[name] for name in names)] = [row]
    return found


def _grouped(
    connection: Connection,
    relations: RelationCatalogue,
    scope: Scope,
    owner: ColumnElement[Any],
    source: Any,
    conditions: list[ColumnElement[bool]],
    owners: Sequence[Any],
    columns: tuple[str, ...],
) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    order = _columns(scope, scope.family.key)
    for chunk in chunks(owners):
        statement = select(owner.label("_owner"), *_columns(scope, columns)).select_from(source)
        statement = statement.where(owner.in_(chunk), *conditions, scope.is_of_type(relations)).order_by(*order)
        for key, *values in connection.execute(statement):
            found.setdefault(key, []).append(dict(zip(columns, values, strict=True)))
    return found


def _lineage(
    connection: Connection,
    relations: RelationCatalogue,
    relation: Lineage,
    scope: Scope,
    owners: Sequence[Any],
    columns: tuple[str, ...],
) -> dict[Any, list[Row]]:
    reach = above if relation.upwards else below
    reached = reach(connection, relations.tables, owners, inclusive=relation.inclusive)
    wanted = dict.fromkeys(key for keys in reached.values() for key in keys)
    by_key: dict[Any, Row] = {}
    for chunk in chunks(wanted):
        statement = select(*_columns(scope, columns)).where(scope.key.in_(chunk), scope.is_of_type(relations))
        by_key |= {
            row[scope.family.key[0]]: row
            for row in (dict(zip(columns, v, strict=True)) for v in connection.execute(statement))
        }
    return {owner: [by_key[key] for key in keys if key in by_key] for owner, keys in reached.items()}
