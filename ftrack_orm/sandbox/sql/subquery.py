"""Compile `in` with a subquery."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from ftrack_orm.query.ast import AttributePath, Query
from ftrack_orm.sandbox.sql.comparison import Operand
from ftrack_orm.sandbox.sql.query_fault import QueryFault
from ftrack_orm.sandbox.sql.text import fully_folded
from ftrack_orm.sandbox.storage.relation_catalogue import RelationCatalogue

__all__ = ["is_selected"]


def is_selected(relations: RelationCatalogue, operand: Operand, query: Query, *, negated: bool) -> ColumnElement[bool]:
    """Return the test that a value is one that a subquery gives, or none of them; null is neither.

    Raises:
        QueryFault: The subquery does not select exactly one attribute.
    """
    left, choices = operand.expression, _choices(relations, query)
    if operand.kind == "text":
        values = choices.subquery()
        left, choices = fully_folded(left), select(fully_folded(values.c.value))
    if negated:
        return and_(operand.expression.is_not(None), left.not_in(choices))
    return left.in_(choices)


def _choices(relations: RelationCatalogue, query: Query) -> Select[Any]:
    """Return the values that a subquery selects, nulls of its page left out."""
    from ftrack_orm.sandbox.sql.select import SelectParts

    if len(query.projections) != 1 or not isinstance(query.projections[0], AttributePath):
        raise QueryFault("a subquery selects exactly one attribute: in (select <attribute> from ...)", query.start)
    parts = SelectParts(relations, query)
    value = parts.paths.operand(query.projections[0], collections=True).expression
    if query.limit is None and query.offset is None:
        return parts.filtered(select(value.label("value")).where(value.is_not(None)))
    page = parts.statement(select(value.label("value"))).subquery()
    return select(page.c.value).where(page.c.value.is_not(None))
