"""Compile whole queries to SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true

from ftrack_orm.query.ast import AttributePath, Function, FunctionName, Query
from ftrack_orm.sandbox.sql.criterion import compile_where
from ftrack_orm.sandbox.sql.query_fault import QueryFault
from ftrack_orm.sandbox.sql.scope import Scope
from ftrack_orm.sandbox.sql.value_path import ValuePaths
from ftrack_orm.sandbox.storage.relation_catalogue import RelationCatalogue

__all__ = ["SelectParts", "aggregate_select", "entity_select"]

_NUMERIC: frozenset[FunctionName] = frozenset({"sum", "avg"})


class SelectParts:
    """The scope, criterion, order and page of a query, to be put on a selection of columns."""

    def __init__(self, relations: RelationCatalogue, query: Query) -> None:
        if query.entity_type not in relations.schema:
            raise QueryFault(f"unknown entity type {query.entity_type!r}", query.start)
        self.scope = Scope.of(relations, query.entity_type)
        self.paths = ValuePaths(relations, self.scope)
        self._query = query
        where = true() if query.where is None else compile_where(relations, query.where, self.scope)
        self._where: tuple[ColumnElement[bool], ...] = (self.scope.is_of_type(relations), where)

    def filtered(self, selection: Select[Any]) -> Select[Any]:
        """Return the selection from the rows of the query, neither ordered nor cut."""
        return selection.select_from(self.paths.source).where(*self._where)

    def statement(self, selection: Select[Any], *, limit: int | None = None) -> Select[Any]:
        """Return the selection from the page of the query; the primary key makes the order stable.

        `limit` stands in for the query's own, to look one row further.
        """
        order = []
        for ordering in self._query.order_by:
            value = self.paths.operand(ordering.path).expression
            order.append(value.desc() if ordering.descending else value.asc())
        order += [self.scope.source.c[name].asc() for name in self.scope.family.key]
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


def aggregate_select(relations: RelationCatalogue, query: Query) -> Select[Any]:
    """Return the select of a query with `group by`; its columns are named as in the rows of the answer.

    Raises:
        QueryFault: A projection is neither an aggregate nor one of the groups.
    """
    parts = SelectParts(relations, query)
    groups = {str(path): parts.paths.operand(path).expression for path in query.group_by}
    columns: dict[str, ColumnElement[Any]] = {}
    for projection in query.projections:
        if isinstance(projection, Function):
            columns[f"{projection.name}_{projection.path}"] = _aggregate(parts, projection)
        elif str(projection) in groups:
            columns[str(projection)] = groups[str(projection)]
        else:
            raise QueryFault(f"'{projection}' is neither an aggregate nor in the group by", projection)
    columns = {**groups, **columns}
    order = []
    for ordering in query.order_by:
        value = parts.paths.operand(ordering.path).expression
        order.append(value.desc() if ordering.descending else value.asc())
    selection = parts.filtered(select(*(value.label(name) for name, value in columns.items())))
    grouped = selection.group_by(*groups.values()).order_by(*order, *groups.values())
    return grouped.limit(query.limit).offset(query.offset)


def _aggregate(parts: SelectParts, projection: Function) -> ColumnElement[Any]:
    path: AttributePath = projection.path
    operand = parts.paths.operand(path, collections=True)
    if projection.name in _NUMERIC and operand.kind not in ("number", "integer"):
        raise QueryFault(f"{projection.name} needs a number, {operand.label} is none", projection.start)
    function = getattr(func, projection.name)
    found: ColumnElement[Any] = function(operand.expression)
    return found
