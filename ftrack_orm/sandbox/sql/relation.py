"""Compile the test that some related entity fulfils a criterion, as guarded `key in (select ...)`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, select, tuple_

from ftrack_orm.sandbox.sql.lineage import reaches
from ftrack_orm.sandbox.sql.scope import Scope
from ftrack_orm.sandbox.sql.unindexed import Unindexed
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

_LEVELS = 5


def holds_key(relation: ToOne, scope: Scope) -> ColumnElement[bool]:
    """Return the test that a link's key is set."""
    return and_(*(scope.source.c[name].is_not(None) for name in relation.columns))


def related(
    relations: RelationCatalogue,
    relation: Relation,
    scope: Scope,
    target: Scope,
    criterion: ColumnElement[bool],
    *,
    broad: bool = False,
) -> ColumnElement[bool]:
    """Return the test that an entity of `scope` has a related one in `target` for which the criterion is true.

    It is true or false, never null, so that its opposite is simply `not`. A criterion that most entities fulfil is
    `broad`: looking up those that do would take longer than looking at each row.
    """
    fulfilled = and_(target.is_of_type(relations), criterion)
    match relation:
        case ToOne():
            return and_(holds_key(relation, scope), _key_in(relation, scope, target, fulfilled, broad))
        case ToMany():
            conditions = (target.source.c[name] == value for name, value in relation.conditions)
            key = target.source.c[relation.foreign_key]
            return scope.key.in_(_flat(select(key).where(key.is_not(None), *conditions, fulfilled), target))
        case Through():
            pair = relation.pair.alias()
            owner = pair.c[relation.owner_column]
            pairs = pair.join(target.source, pair.c[relation.target_column] == target.key)
            found = select(owner).select_from(pairs).where(owner.is_not(None), fulfilled)
            return scope.key.in_(_flat(found, target))
        case Lineage():
            matching = _flat(select(target.key).where(fulfilled), target)
            return reaches(relations, relation, scope.source.c[relation.start], matching)
        case Nothing():
            return false()


def _key_in(
    relation: ToOne, scope: Scope, target: Scope, fulfilled: ColumnElement[bool], broad: bool
) -> ColumnElement[bool]:
    own: list[ColumnElement[Any]] = [scope.source.c[name] for name in relation.columns]
    own = [Unindexed(column) for column in own] if broad else own
    theirs = [target.source.c[name] for name in relation.target_columns]
    found = _flat(select(*theirs).where(fulfilled), target)
    return own[0].in_(found) if len(own) == 1 else tuple_(*own).in_(found)


def _flat(found: Select[Any], target: Scope) -> Select[Any]:
    """Return a select to stand in an `in`; at every few levels one moves to the front of the statement.

    SQLite's parser holds no more than a dozen selects within each other.
    """
    return found if target.depth % _LEVELS else select(*found.cte().c)
