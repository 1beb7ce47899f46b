"""The value at the end of a path as an SQL expression, with the joins that lead there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, false

from ftrack_orm.query.ast import AttributePath, Segment
from ftrack_orm.sandbox.sql.attribute_step import attribute_steps
from ftrack_orm.sandbox.sql.comparison import Operand
from ftrack_orm.sandbox.sql.lineage import lineage_pairs
from ftrack_orm.sandbox.sql.query_fault import QueryFault
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

__all__ = ["ValuePaths"]


class ValuePaths:
    """Paths from one scope; those that share their first steps share the joins."""

    def __init__(self, relations: RelationCatalogue, scope: Scope) -> None:
        self._relations = relations
        self._scope = scope
        self._joined: dict[tuple[tuple[str, str | None], ...], Scope] = {}
        self.source: FromClause = scope.source
        """The scope's rows with all joins so far."""

    def operand(self, path: AttributePath, *, collections: bool = False) -> Operand:
        """Return the value that a path leads to; a link stands for its key.

        Raises:
            QueryFault: The path does not fit the schema, or crosses a collection where none may be.
        """
        scope = self._scope
        taken: tuple[tuple[str, str | None], ...] = ()
        for segment in path.segments[:-1]:
            taken = (*taken, (segment.name, segment.cast))
            if taken not in self._joined:
                self._joined[taken] = self._join(scope, segment, path, collections)
            scope = self._joined[taken]
        last = path.segments[-1]
        step = attribute_steps(self._relations, scope.entity_type, last, continues=False)[0]
        if not step.attribute.is_relation:
            return scope.operand(self._relations, step.owner, step.attribute, last.start)
        relation = self._relations.relation(step.owner, last.name)
        label = f"{step.owner}.{last.name}"
        if isinstance(relation, ToOne) and len(relation.columns) == 1:
            return Operand(scope.source.c[relation.columns[0]], "id", label, last.start)
        self._refuse_collection(step.attribute.kind, last, path, collections)
        target = self._join(scope, last, path, collections)
        return Operand(target.key, "id", label, last.start)

    def _join(self, scope: Scope, segment: Segment, path: AttributePath, collections: bool) -> Scope:
        step = attribute_steps(self._relations, scope.entity_type, segment, continues=True)[0]
        self._refuse_collection(step.attribute.kind, segment, path, collections)
        relation = self._relations.relation(step.owner, segment.name)
        target = Scope.of(self._relations, segment.cast or relation.target)
        self._join_relation(scope, relation, target)
        return target

    def _refuse_collection(self, kind: str, segment: Segment, path: AttributePath, allowed: bool) -> None:
        if kind != "link" and not allowed:
            raise QueryFault(f"cannot order by '{path}': {segment.name!r} is a collection", path)

    def _join_relation(self, scope: Scope, relation: Relation, target: Scope) -> None:
        meets: list[ColumnElement[Any]] = [target.is_of_type(self._relations)]
        match relation:
            case ToOne():
                pairs = zip(relation.columns, relation.target_columns, strict=True)
                meets += [target.source.c[theirs] == scope.source.c[own] for own, theirs in pairs]
            case ToMany():
                meets += [target.source.c[name] == value for name, value in relation.conditions]
                meets.append(target.source.c[relation.foreign_key] == scope.key)
            case Through():
                pair = relation.pair.alias()
                self.source = self.source.outerjoin(pair, pair.c[relation.owner_column] == scope.key)
                meets.append(target.key == pair.c[relation.target_column])
            case Lineage():
                reached = lineage_pairs(self._relations, relation)
                self.source = self.source.outerjoin(reached, reached.c.start == scope.source.c[relation.start])
                meets.append(target.key == reached.c.reached)
            case Nothing():
                meets.append(false())
        self.source = self.source.outerjoin(target.source, and_(*meets))
