"""Compile the subquery of an `in`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from ftrack_orm.query.ast import AttributePath, Query
from ftrack_orm.sandbox.sql.query_fault import QueryFault
from ftrack_orm.sandbox.storage.relation_catalogue import RelationCatalogue

__all__ = ["subquery_choices"]


def subquery_choices(relations: RelationCatalogue, query: Query) -> Select[Any]:
    """Return the values that a subquery selects, nulls left out.

    Raises:
        QueryFault: It does not select exactly one attribute.
    """
    from ftrack_orm.sandbox.sql.select import SelectParts

    if len(query.projections) != 1 or not isinstance(query.projections[0], AttributePath):
        raise QueryFault("a subquery selects exactly one attribute: in (select <attribute> from ...)", query.start)
    parts = SelectParts(relations, query)
    value = parts.paths.operand(query.projections[0], collections=True).expression
    return parts.statement(select(value).where(value.is_not(None)))
