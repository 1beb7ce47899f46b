"""The columns of a result's rows, with types that the schema states: a result without rows has them too."""

from __future__ import annotations

from dataclasses import dataclass

from ftrack_orm.errors import QueryError
from ftrack_orm.mapping import Registry
from ftrack_orm.query.ast import AttributePath, Function, Query
from ftrack_orm.query.building.aggregate import row_key
from ftrack_orm.query.checking.resolution import PathProblem, follow_path
from ftrack_orm.schema import Schema
from ftrack_orm.schema.attribute import ValueKind
from ftrack_orm.session.reading.row_reading import row_paths
from ftrack_orm.session.reading.splitting import is_grouped

__all__ = ["Column", "columns_of"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its dotted path, and what it holds.

    `depth` is how many collections the path crosses: with one a cell is a list, with two a list of lists.
    """

    name: str
    kind: ValueKind
    depth: int = 0


def columns_of(query: Query, registry: Registry) -> tuple[Column, ...]:
    """Return the columns of what `Result.rows()` gives for a query.

    A path that may be read in several ways, as an attribute that two subtypes type differently, holds `variable`.

    Raises:
        QueryError: A path leads to an entity, to a collection itself, or nowhere.
    """
    schema, owner = registry.current_schema, query.entity_type
    if not is_grouped(query):
        return tuple(_column(schema, owner, path) for path in row_paths(query, registry))
    groups = [_column(schema, owner, path) for path in query.group_by]
    selected = [path for path in query.projections if path not in query.group_by]
    return (*groups, *(_aggregated(schema, owner, projection) for projection in selected))


def _column(schema: Schema, owner: str, path: AttributePath) -> Column:
    found = follow_path(schema, (owner,), path)
    if isinstance(found, PathProblem):
        raise QueryError(str(found))
    kinds: set[ValueKind] = {variant.attribute.value_kind for variant in found.last.variants}
    depth = sum(step.is_collection for step in found.steps)
    kind: ValueKind = kinds.pop() if len(kinds) == 1 else "variable"
    return Column(str(path), kind, depth)


def _aggregated(schema: Schema, owner: str, projection: AttributePath | Function) -> Column:
    if isinstance(projection, AttributePath):
        return _column(schema, owner, projection)
    name = row_key(projection)
    match projection.name:
        case "count":
            return Column(name, "integer")
        case "sum" | "avg":
            return Column(name, "number")
        case _:
            return Column(name, _column(schema, owner, projection.path).kind)
