"""Computed attributes as SQL, to filter and sort by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, func, select

from ftrack_orm.sandbox.reading.encoding import datetime_text
from ftrack_orm.sandbox.storage.column_kind import ColumnKind
from ftrack_orm.sandbox.storage.relation_catalogue import RelationCatalogue

__all__ = ["ComputedExpression", "computed_expression", "now_text"]


@dataclass(frozen=True, slots=True)
class ComputedExpression:
    """What a computed attribute is in SQL, and how it compares."""

    expression: ColumnElement[Any]
    kind: ColumnKind


def now_text() -> str:
    """Return this moment as the columns keep it, in UTC."""
    return datetime_text(datetime.now(UTC))


def computed_expression(
    relations: RelationCatalogue, source: FromClause, owner: str, name: str
) -> ComputedExpression | None:
    """Return the SQL of a computed attribute of the rows of `source`, None where it has none."""
    if name in ("time_logged", "bid_time_logged_difference") and "Timelog" in relations.schema:
        logged = _time_logged(relations, source)
        difference = func.coalesce(source.c["bid"], 0.0) - logged
        return ComputedExpression(logged if name == "time_logged" else difference, "number")
    if name == "is_open" and "end_date" in relations.schema[owner]:
        ends = source.c["end_date"]
        return ComputedExpression(and_(ends.is_not(None), ends >= now_text()), "boolean")
    return None


def _time_logged(relations: RelationCatalogue, source: FromClause) -> ColumnElement[Any]:
    """Sum the timelogs of a context and of all below it, walking down from each row that is asked for."""
    timelog = relations.tables.family("Timelog").table.alias()
    own = relations.tables.family("Context").table.alias()
    child = relations.tables.family("Context").table.alias()
    reached = select(own.c["id"]).where(own.c["id"] == source.c["id"]).correlate(source)
    below = reached.cte(recursive=True, nesting=True)
    below = below.union_all(select(child.c["id"]).where(child.c["parent_id"] == below.c.id))
    total = select(func.sum(timelog.c["duration"])).where(timelog.c["context_id"] == below.c.id)
    return func.coalesce(total.correlate(source).scalar_subquery(), 0.0)
