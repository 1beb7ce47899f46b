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
        return ComputedExpression(logged if name == "time_logged" else source.c["bid"] - logged, "number")
    if name == "is_open" and "end_date" in relations.schema[owner]:
        ends = source.c["end_date"]
        return ComputedExpression(and_(ends.is_not(None), ends >= now_text()), "boolean")
    return None


def _time_logged(relations: RelationCatalogue, source: FromClause) -> ColumnElement[Any]:
    """Sum the timelogs of a context and of all below it: each log is carried up to every context above it."""
    timelog = relations.tables.family("Timelog").table.alias()
    context = relations.tables.family("Context").table.alias()
    logged = select(timelog.c["context_id"].label("context_id"), timelog.c["duration"].label("duration"))
    upwards = logged.where(timelog.c["context_id"].is_not(None)).cte(recursive=True)
    upwards = upwards.union_all(
        select(context.c["parent_id"], upwards.c.duration).where(
            context.c["id"] == upwards.c.context_id, context.c["parent_id"].is_not(None)
        )
    )
    total = select(upwards.c.context_id, func.sum(upwards.c.duration).label("total")).group_by(upwards.c.context_id)
    totals = total.cte()
    found = select(totals.c.total).where(totals.c.context_id == source.c["id"]).correlate(source).scalar_subquery()
    return func.coalesce(found, 0.0)
