"""Check one condition of a query: its path, its operator by the operator table, its values by the attribute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ftrack_orm.query.ast import AttributePath, Comparison, In, Null, Query, RelationTest, Value
from ftrack_orm.query.checking.diagnostic import Finding
from ftrack_orm.query.checking.operator_table import NOUNS, Row, allows, column_of, row_of
from ftrack_orm.query.checking.resolution import PathProblem, Step, Variant, follow_path
from ftrack_orm.query.checking.value_typing import misfit
from ftrack_orm.schema import Schema

__all__ = ["comparison_findings", "membership_findings", "relation_findings"]


def comparison_findings(schema: Schema, types: tuple[str, ...], condition: Comparison) -> Iterator[Finding]:
    """Check `path operator value`."""
    row = row_of(condition.operator)
    if isinstance(condition.value, Null):
        if row == "is":
            row = "is none"
        else:
            yield _null_warning(condition.path, condition.value)
    yield from _test(schema, types, condition.path, row, (condition.value,), condition.operator, condition.start)


def membership_findings(schema: Schema, types: tuple[str, ...], condition: In) -> Iterator[Finding]:
    """Check `path in (...)`; the query inside is checked on its own, but for what it selects."""
    values: tuple[Value, ...] = ()
    if isinstance(condition.choices, Query):
        yield from _subquery_shape(schema, condition.choices)
    else:
        values = condition.choices
        yield from (_null_warning(condition.path, value) for value in values if isinstance(value, Null))
    yield from _test(schema, types, condition.path, "in", values, "in", condition.start)


def relation_findings(test: RelationTest, step: Step) -> Iterator[Finding]:
    """Check which of `any` and `has` fits what the path ends in."""
    if any(allows(test.quantifier, variant) for variant in step.variants):
        return
    name = str(test.path)
    if not step.targets:
        message = f"{name!r} is a plain value; 'has' tests a link, 'any' a collection"
        yield Finding("error", message, step.segment.start)
    elif test.quantifier == "any":
        yield Finding("warning", f"{name!r} is a link; use 'has'", test.start)
    else:
        yield Finding("warning", f"{name!r} is a collection; use 'any'", test.start)


def _test(
    schema: Schema,
    types: tuple[str, ...],
    path: AttributePath,
    row: Row,
    values: Iterable[Value],
    operator: str,
    start: int | None,
) -> Iterator[Finding]:
    resolution = follow_path(schema, types, path)
    if isinstance(resolution, PathProblem):
        yield Finding("error", resolution.message, resolution.start)
        return
    step = resolution.last
    allowed = [variant for variant in step.variants if allows(row, variant)]
    if not allowed:
        yield _refusal(schema, path, step, operator, start)
        return
    for value in values:
        misfits = [misfit(variant, value) for variant in allowed]
        if misfits[0] is not None and None not in misfits:
            yield Finding("error", misfits[0], value.start)


def _refusal(schema: Schema, path: AttributePath, step: Step, operator: str, start: int | None) -> Finding:
    variant = step.variants[0]
    target = variant.attribute.target
    match column_of(variant.attribute):
        case "link":
            key = f"{path}.{_key(schema, variant)}"
            message = f"'{path}' is a link to {target}; compare '{key}' or use 'has'"
            return Finding("error", message, step.segment.start)
        case "collection":
            return Finding("error", f"'{path}' is a collection of {target}; use 'any'", step.segment.start)
        case column:
            return Finding("error", f"{variant} is {NOUNS[column]}, '{operator}' does not work on it", start)


def _key(schema: Schema, relation: Variant) -> str:
    target = relation.attribute.target
    assert target is not None
    return schema[target].primary_key[0]


def _null_warning(path: AttributePath, value: Null) -> Finding:
    """Warn of what is never true: none drops out of every test but `is none` and `is_not none`."""
    message = f"a comparison with none is never true here; use '{path} is none' or 'is_not none'"
    return Finding("warning", message, value.start)


def _subquery_shape(schema: Schema, query: Query) -> Iterator[Finding]:
    if len(query.projections) != 1:
        start = query.projections[1].start if query.projections else query.start
        yield Finding("error", "a query inside 'in' selects exactly one attribute", start)
        return
    projection = query.projections[0]
    if not isinstance(projection, AttributePath):
        yield Finding("error", "a query inside 'in' selects an attribute, no aggregate", projection.start)
    elif query.entity_type in schema:
        yield from _selected_relation(schema, query.entity_type, projection)


def _selected_relation(schema: Schema, entity_type: str, path: AttributePath) -> Iterator[Finding]:
    resolution = follow_path(schema, (entity_type,), path)
    if not isinstance(resolution, PathProblem) and all(one.attribute.is_relation for one in resolution.last.variants):
        step = resolution.last
        key = f"{path}.{_key(schema, step.variants[0])}"
        yield Finding("error", f"'{path}' is {_relation(step.variants[0])}; select '{key}'", step.segment.start)


def _relation(variant: Variant) -> str:
    preposition = "to" if variant.attribute.kind == "link" else "of"
    return f"{NOUNS[column_of(variant.attribute)]} {preposition} {variant.attribute.target}"
