"""Check what a query selects, and its `group by` and `order by` clauses."""

from __future__ import annotations

from collections.abc import Iterator

from ftrack_orm.query.ast import AttributePath, Function, Query
from ftrack_orm.query.checking.diagnostic import Finding
from ftrack_orm.query.checking.operator_table import NOUNS, allows, column_of
from ftrack_orm.query.checking.resolution import PathProblem, Resolution, follow_path
from ftrack_orm.schema import Schema

__all__ = ["clause_findings"]


def clause_findings(schema: Schema, query: Query) -> Iterator[Finding]:
    """Check all but the condition of a query on a known entity type."""
    yield from _projections(schema, query)
    if query.group_by:
        yield from _grouping(schema, query)
    for ordering in query.order_by:
        yield from _ordering(schema, query.entity_type, ordering.path)


def _projections(schema: Schema, query: Query) -> Iterator[Finding]:
    for projection in query.projections:
        path = projection.path if isinstance(projection, Function) else projection
        resolution = follow_path(schema, (query.entity_type,), path)
        if isinstance(resolution, PathProblem):
            yield Finding("error", resolution.message, resolution.start)
            continue
        for step in resolution.steps:
            if all(variant.attribute.restricted for variant in step.variants):
                message = f"{step.segment.name!r} can be filtered on, not selected"
                yield Finding("error", message, step.segment.start)
        if isinstance(projection, Function):
            yield from _aggregate(query, projection, resolution)
        elif query.group_by and path not in query.group_by:
            message = f"'{path}' is neither an aggregate nor in 'group by'"
            yield Finding("warning", message, path.start)


def _aggregate(query: Query, function: Function, resolution: Resolution) -> Iterator[Finding]:
    if not query.group_by:
        yield Finding("error", f"'{function.name}' needs a 'group by' clause", function.start)
    columns = {column_of(variant.attribute) for variant in resolution.last.variants}
    step = next((step for step in resolution.steps if step.is_collection), resolution.last)
    noun = NOUNS[column_of(step.attribute)]
    if step.is_collection or columns == {"link"}:
        message = f"cannot aggregate '{function.path}': {step.segment.name!r} is {noun}"
        yield Finding("error", message, step.segment.start)
    elif function.name in ("sum", "avg") and "number" not in columns:
        yield Finding("error", f"{function.name!r} needs a number, {step.variants[0]} is {noun}", step.segment.start)


def _grouping(schema: Schema, query: Query) -> Iterator[Finding]:
    if not schema[query.entity_type].group_by:
        yield Finding("error", f"{query.entity_type} does not support 'group by'", query.group_by[0].start)
    for path in query.group_by:
        resolution = follow_path(schema, (query.entity_type,), path)
        if isinstance(resolution, PathProblem):
            yield Finding("error", resolution.message, resolution.start)
        elif (found := _collection(resolution, path, "group")) is not None:
            yield found
        elif all(variant.attribute.kind == "link" for variant in resolution.last.variants):
            step = resolution.last
            message = f"cannot group by '{path}': it is a link to {step.attribute.target}; use '{path}.id'"
            yield Finding("error", message, step.segment.start)


def _ordering(schema: Schema, entity_type: str, path: AttributePath) -> Iterator[Finding]:
    resolution = follow_path(schema, (entity_type,), path)
    if isinstance(resolution, PathProblem):
        yield Finding("error", resolution.message, resolution.start)
    elif (found := _collection(resolution, path, "order")) is not None:
        yield found
    elif not any(allows("order by", variant) for variant in resolution.last.variants):
        step = resolution.last
        message = f"cannot order by '{path}': {step.segment.name!r} is {NOUNS[column_of(step.attribute)]}"
        yield Finding("error", message, step.segment.start)


def _collection(resolution: Resolution, path: AttributePath, verb: str) -> Finding | None:
    for step in resolution.steps:
        if step.is_collection:
            message = f"cannot {verb} by '{path}': {step.segment.name!r} is a collection"
            return Finding("error", message, step.segment.start)
    return None
