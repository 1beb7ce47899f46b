"""Compile the test that some related entity fulfils a criterion, as guarded `key in (select ...)`."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_, select, tuple_

from ftrack_orm.sandbox.sql.scope import Scope
from ftrack_orm.sandbox.storage.relation_catalogue import (
    Lineage,
    Nothing,
    Relation,
    RelationCatalogue,
    Through,
    ToMany,
    ToOne,
)

__all__ = ["holds_key", "related"]


def holds_key(relation: ToOne, scope: Scope) -> ColumnElement[bool]:
    """Return the test that a link's key is set."""
    return and_(*(scope.source.c[name].is_not(None) for name in relation.columns))


def related(
    relations: RelationCatalogue, relation: Relation, scope: Scope, target: Scope, criterion: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Return the test that an entity of `scope` has a related one in `target` for which the criterion is true.

    It is true or false, never null, so that its opposite is simply `not`.
    """
    fulfilled = and_(target.is_of_type(relations), criterion)
    match relation:
        case ToOne():
            return and_(holds_key(relation, scope), _key_in(relation, scope, target, fulfilled))
        case ToMany():
            conditions = (target.source.c[name] == value for name, value in relation.conditions)
            key = target.source.c[relation.foreign_key]
            return scope.key.in_(select(key).where(key.is_not(None), *conditions, fulfilled))
        case Through():
            pair = relation.pair.alias()
            owner, held = pair.c[relation.owner_column], pair.c[relation.target_column]
            found = select(owner).where(owner.is_not(None), held.in_(select(target.key).where(fulfilled)))
            return scope.key.in_(found)
        case Lineage():
            return _lineage(relations, relation, scope, target, fulfilled)
        case Nothing():
            return false()


def _key_in(relation: ToOne, scope: Scope, target: Scope, fulfilled: ColumnElement[bool]) -> ColumnElement[bool]:
    own = [scope.source.c[name] for name in relation.columns]
    theirs = [target.source.c[name] for name in relation.target_columns]
    found = select(*theirs).where(fulfilled)
    return own[0].in_(found) if len(own) == 1 else tuple_(*own).in_(found)


def _lineage(
    relations: RelationCatalogue, relation: Lineage, scope: Scope, target: Scope, fulfilled: ColumnElement[bool]
) -> ColumnElement[bool]:
    context = relations.tables.family("Context").table
    step = context.alias()
    matching = select(target.key).where(fulfilled)
    start = scope.source.c[relation.start]
    if relation.upwards:
        first = context.alias()
        below = select(first.c["id"].label("id")).where(first.c["parent_id"].in_(matching)).cte(recursive=True)
        below = below.union(select(step.c["id"]).where(step.c["parent_id"] == below.c.id))
        found = [start.in_(select(below.c.id)), *([start.in_(matching)] if relation.inclusive else [])]
        return and_(start.is_not(None), or_(*found))
    first = context.alias()
    above = select(first.c["parent_id"].label("id")).where(
        first.c["id"].in_(matching), first.c["parent_id"].is_not(None)
    )
    ancestors = above.cte(recursive=True)
    ancestors = ancestors.union(
        select(step.c["parent_id"]).where(step.c["id"] == ancestors.c.id, step.c["parent_id"].is_not(None))
    )
    return start.in_(select(ancestors.c.id))
