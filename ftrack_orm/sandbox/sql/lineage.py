"""The tree of contexts in SQL: what lies above, and what lies below."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, or_, select

from ftrack_orm.sandbox.storage.relation_catalogue import Lineage, RelationCatalogue

__all__ = ["lineage_pairs", "reaches"]


def reaches(
    relations: RelationCatalogue, relation: Lineage, start: ColumnElement[Any], matching: Select[Any]
) -> ColumnElement[bool]:
    """Return the test that one of the matching contexts lies above (or below) the one that `start` names."""
    if not relation.upwards:
        return start.in_(select(_above(relations, matching).c.id))
    found = [start.in_(select(_below(relations, matching).c.id))]
    if relation.inclusive:
        found.append(start.in_(matching))
    return and_(start.is_not(None), or_(*found))


def lineage_pairs(relations: RelationCatalogue, relation: Lineage) -> CTE:
    """Return all pairs of a context (`start`) and one that lies above or below it (`reached`)."""
    context = relations.tables.family("Context").table
    first, step = context.alias(), context.alias()
    near, far = ("id", "parent_id") if relation.upwards else ("parent_id", "id")
    pairs = select(first.c[near].label("start"), first.c[far].label("reached"))
    if relation.inclusive:
        pairs = select(first.c["id"].label("start"), first.c["id"].label("reached"))
    found = pairs.where(first.c[far].is_not(None), first.c[near].is_not(None)).cte(recursive=True)
    further = select(found.c.start, step.c[far]).where(step.c[near] == found.c.reached, step.c[far].is_not(None))
    return found.union(further)


def _below(relations: RelationCatalogue, matching: Select[Any]) -> CTE:
    context = relations.tables.family("Context").table
    first, step = context.alias(), context.alias()
    below = select(first.c["id"].label("id")).where(first.c["parent_id"].in_(matching)).cte(recursive=True)
    return below.union(select(step.c["id"]).where(step.c["parent_id"] == below.c.id))


def _above(relations: RelationCatalogue, matching: Select[Any]) -> CTE:
    context = relations.tables.family("Context").table
    first, step = context.alias(), context.alias()
    parents = select(first.c["parent_id"].label("id"))
    above = parents.where(first.c["id"].in_(matching), first.c["parent_id"].is_not(None)).cte(recursive=True)
    further = select(step.c["parent_id"]).where(step.c["id"] == above.c.id, step.c["parent_id"].is_not(None))
    return above.union(further)
