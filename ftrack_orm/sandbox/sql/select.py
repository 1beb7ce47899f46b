"""Compile whole queries to SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select, true

from ftrack_orm.query.ast import AttributePath, Function, FunctionName, Query
from ftrack_orm.sandbox.sql.comparison import Operand
from ftrack_orm.sandbox.sql.criterion import compile_where
from ftrack_orm.sandbox.sql.ordering import ordered
from ftrack_orm.sandbox.sql.query_fault import QueryFault
from ftrack_orm.sandbox.sql.scope import Scope
from ftrack_orm.sandbox.sql.text import any_case
from ftrack_orm.sandbox.sql.value_path import ValuePaths
from ftrack_orm.sandbox.storage.column_kind import ColumnKind
from ftrack_orm.sandbox.storage.relation_catalogue import RelationCatalogue

__all__ = ["AggregateSelect", "SelectParts", "aggregate_select", "entity_select"]

_NUMERIC: frozenset[FunctionName] = frozenset({"sum", "avg"})


class SelectParts:
    """The scope, criterion, order and page of a query, to be put on a selection of columns."""

    def __init__(self, relations: RelationCatalogue, query: Query) -> None:
        if query.entity_type not in relations.schema:
            raise QueryFault(f"unknown entity type {query.entity_type!r}", query.start)
        self.scope: Scope = Scope.of(relations, query.entity_type)
        self.paths: ValuePaths = ValuePaths(relations, self.scope)
        self._query = query
        where = true() if query.where is None else compile_where(relations, query.where, self.scope)
        self._where: tuple[ColumnElement[bool], ...] = (self.scope.is_of_type(relations), where)

    def filtered(self, selection: Select[Any]) -> Select[Any]:
        """Return the selection from the rows of the query, neither ordered nor cut."""
        return selection.select_from(self.paths.source).where(*self._where)

    def order(self) -> list[ColumnElement[Any]]:
        """Return what `order by` asks for; text sorts without the case of ASCII letters."""
        order: list[ColumnElement[Any]] = []
        for ordering in self._query.order_by:
            operand = self.paths.operand(ordering.path)
            value = any_case(operand.expression) if operand.kind == "text" else operand.expression
            order.append(ordered(value, descending=ordering.descending))
        return order

    def statement(self, selection: Select[Any], *, limit: int | None = None) -> Select[Any]:
        """Return the selection from the page of the query; the primary key makes the order stable.

        `limit` stands in for the query's own, to look one row further.
        """
        order = self.order() + [self.scope.source.c[name].asc() for name in self.scope.family.key]
        cut = self._query.limit if limit is None else limit
        return self.filtered(selection).order_by(*order).limit(cut).offset(self._query.offset)


def entity_select(
    relations: RelationCatalogue, query: Query, columns: tuple[str, ...], limit: int | None
) -> Select[Any]:
    """Return the select of some columns of the entities of a query.

    Raises:
        QueryFault: The query does not fit the schema.
    """
    parts = SelectParts(relations, query)
    return parts.statement(select(*(parts.scope.source.c[name] for name in columns)), limit=limit)


@dataclass(frozen=True, slots=True)
class AggregateSelect:
    """The select of a query with `group by`; `kinds` says how each value of its rows is kept, by name."""

    statement: Select[Any]
    kinds: dict[str, ColumnKind]


def aggregate_select(relations: RelationCatalogue, query: Query, limit: int | None) -> AggregateSelect:
    """Return the select of a query with `group by`; its columns are named as in the rows of the answer.

    Raises:
        QueryFault: A projection is neither an aggregate nor one of the groups.
    """
    parts = SelectParts(relations, query)
    groups = {str(path): parts.paths.operand(path) for path in query.group_by}
    columns = {name: _shown(operand) for name, operand in groups.items()}
    kinds: dict[str, ColumnKind] = {name: operand.kind for name, operand in groups.items()}
    for projection in query.projections:
        if isinstance(projection, Function):
            name = f"{projection.name}_{projection.path}"
            columns[name], kinds[name] = _aggregate(parts, projection)
        elif str(projection) not in groups:
            raise QueryFault(f"'{projection}' is neither an aggregate nor in the group by", projection)
    order = parts.order()
    keys = [
        any_case(operand.expression) if operand.kind == "text" else operand.expression for operand in groups.values()
    ]
    selection = parts.filtered(select(*(value.label(name) for name, value in columns.items())))
    grouped = selection.group_by(*keys).order_by(*order, *keys)
    return AggregateSelect(grouped.limit(limit).offset(query.offset), kinds)


def _shown(operand: Operand) -> ColumnElement[Any]:
    """Return what a row shows of its group; texts that differ in case only are one group."""
    return func.min(operand.expression) if operand.kind == "text" else operand.expression


def _aggregate(parts: SelectParts, projection: Function) -> tuple[ColumnElement[Any], ColumnKind]:
    path: AttributePath = projection.path
    operand = parts.paths.operand(path, collections=True)
    if projection.name in _NUMERIC and operand.kind not in ("number", "integer"):
        raise QueryFault(f"{projection.name} needs a number, {operand.label} is none", projection.start)
    function = getattr(func, projection.name)
    if operand.kind == "boolean" and projection.name in ("min", "max"):
        number = case((operand.expression.is_(True), 1), (operand.expression.is_(False), 0))
        return function(number) == 1, "boolean"  # PostgreSQL has no order of truth values
    found: ColumnElement[Any] = function(operand.expression)
    return found, operand.kind if projection.name in ("min", "max") else "number"
