"""Compile criteria to SQL.

Negation is pushed inwards: `not parent.name is "x"` tests the name of the parent by `!=`, so that a null anywhere on a
path drops the row either way, as in SQL's three-valued logic. What tests whether related entities exist is either true
or false, and negated as a whole.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, and_, false, not_, or_, true

from ftrack_orm.query.ast import And, Comparison, In, Not, Null, Or, Query, RelationTest, Segment
from ftrack_orm.query.criterion import Criterion
from ftrack_orm.sandbox.sql.attribute_step import AttributeStep, attribute_steps
from ftrack_orm.sandbox.sql.comparison import compare, is_one_of
from ftrack_orm.sandbox.sql.query_fault import QueryFault
from ftrack_orm.sandbox.sql.relation import holds_key, related
from ftrack_orm.sandbox.sql.scope import Scope, of_types
from ftrack_orm.sandbox.sql.subquery import is_selected
from ftrack_orm.sandbox.storage.relation_catalogue import Relation, RelationCatalogue, ToOne

__all__ = ["compile_where"]


def compile_where(
    relations: RelationCatalogue, criterion: Criterion, scope: Scope, *, negated: bool = False
) -> ColumnElement[bool]:
    """Return the SQL of a criterion about the rows of a scope.

    Raises:
        QueryFault: The criterion does not fit the schema.
    """
    match criterion:
        case And() | Or():
            both = isinstance(criterion, And) is not negated
            parts = [compile_where(relations, part, scope, negated=negated) for part in criterion.parts]
            return and_(*parts) if both else or_(*parts)
        case Not():
            return compile_where(relations, criterion.criterion, scope, negated=not negated)
        case In(choices=()):
            return true() if criterion.negated is not negated else false()
        case Comparison() | In():
            return _Test(relations, criterion, negated).along(criterion.path.segments, scope)
        case RelationTest():
            found = _exists(relations, criterion, criterion.path.segments, scope)
            return not_(found) if negated else found
        case _:
            raise QueryFault(f"a criterion of the kind {type(criterion).__name__} cannot be run")


class _Test:
    """A comparison at the end of a path."""

    def __init__(self, relations: RelationCatalogue, test: Comparison | In, negated: bool) -> None:
        self._relations = relations
        self._test = test
        self._negated = negated
        self._passes_null = _is_null_test(test, negated)
        self._broad = _excludes(test) is not negated

    def along(self, path: tuple[Segment, ...], scope: Scope) -> ColumnElement[bool]:
        """Compile the test on the rest of a path."""
        segment, rest = path[0], path[1:]
        steps = attribute_steps(self._relations, scope.entity_type, segment, continues=bool(rest))
        if rest:
            return _any_meaning(scope, steps, lambda step: self._through(step, segment, rest, scope))
        return _any_meaning(scope, steps, lambda step: self._at_end(step, segment, scope))

    def _through(
        self, step: AttributeStep, segment: Segment, rest: tuple[Segment, ...], scope: Scope
    ) -> ColumnElement[bool]:
        relation = self._relations.relation(step.owner, step.attribute.name)
        target = _target(self._relations, relation, segment, scope)
        if step.attribute.kind == "link":
            inner = self.along(rest, target)
            found = related(self._relations, relation, scope, target, inner, broad=self._broad)
            return or_(not_(self._leads_on(relation, segment, scope)), found) if self._passes_null else found
        positive = _Test(self._relations, self._test, False)
        found = related(self._relations, relation, scope, target, positive.along(rest, target))
        return not_(found) if self._negated else found

    def _leads_on(self, relation: Relation, segment: Segment, scope: Scope) -> ColumnElement[bool]:
        if isinstance(relation, ToOne) and segment.cast is None:
            return holds_key(relation, scope)
        return related(self._relations, relation, scope, _target(self._relations, relation, segment, scope), true())

    def _at_end(self, step: AttributeStep, segment: Segment, scope: Scope) -> ColumnElement[bool]:
        if step.attribute.is_relation:
            return self._relation_at_end(step, segment, scope)
        operand = scope.operand(self._relations, step.owner, step.attribute, segment.start)
        test = self._test
        if isinstance(test, Comparison):
            found = compare(operand, test.operator, test.value)
            return not_(found) if self._negated else found
        negated = test.negated is not self._negated
        if isinstance(test.choices, Query):
            return is_selected(self._relations, operand, test.choices, negated=negated)
        return is_one_of(operand, test.choices, negated=negated)

    def _relation_at_end(self, step: AttributeStep, segment: Segment, scope: Scope) -> ColumnElement[bool]:
        test, name, target = self._test, step.attribute.name, step.attribute.target
        if (
            not isinstance(test, Comparison)
            or not isinstance(test.value, Null)
            or test.operator not in ("is", "is_not")
        ):
            if step.attribute.kind == "link":
                raise QueryFault(f"{name!r} is a link to {target}; compare '{name}.id' or use 'has'", segment)
            raise QueryFault(f"{name!r} is a collection of {target}; use 'any'", segment)
        relation = self._relations.relation(step.owner, name)
        found = self._leads_on(relation, segment, scope)
        return not_(found) if self._passes_null else found


def _is_null_test(test: Comparison | In, negated: bool) -> bool:
    if isinstance(test, In):
        return False
    return isinstance(test.value, Null) and test.operator == ("is_not" if negated else "is")


def _excludes(test: Comparison | In) -> bool:
    return test.operator in ("is_not", "not_like") if isinstance(test, Comparison) else test.negated


def _target(relations: RelationCatalogue, relation: Relation, segment: Segment, scope: Scope) -> Scope:
    if segment.cast is not None and segment.cast not in relations.tables.concrete(relation.target):
        raise QueryFault(f"{segment.cast!r} does not narrow {relation.target}", segment)
    return Scope.of(relations, segment.cast or relation.target, scope.depth + 1)


def _exists(
    relations: RelationCatalogue, test: RelationTest, path: tuple[Segment, ...], scope: Scope
) -> ColumnElement[bool]:
    segment, rest = path[0], path[1:]

    def through(step: AttributeStep) -> ColumnElement[bool]:
        relation = relations.relation(step.owner, step.attribute.name)
        target = _target(relations, relation, segment, scope)
        if rest:
            inner = _exists(relations, test, rest, target)
        else:
            inner = true() if test.criterion is None else compile_where(relations, test.criterion, target)
        return related(relations, relation, scope, target, inner)

    return _any_meaning(scope, attribute_steps(relations, scope.entity_type, segment, continues=True), through)


def _any_meaning(
    scope: Scope, steps: list[AttributeStep], build: Callable[[AttributeStep], ColumnElement[bool]]
) -> ColumnElement[bool]:
    """Return the test for each meaning of a name, on the types that have it; one of them must fit the rest."""
    parts: list[ColumnElement[bool]] = []
    faults: list[QueryFault] = []
    for step in steps:
        try:
            found = build(step)
        except QueryFault as fault:
            faults.append(fault)
        else:
            parts.append(and_(of_types(scope, step.types), found) if step.types else found)
    if not parts:
        raise faults[0]
    return or_(*parts) if len(parts) > 1 else parts[0]
