"""Which attributes a caller means: `Task.name`, `Task.status.name`, `"status.name, bid"`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from ftrack_orm.errors import QueryCheckError, SessionError
from ftrack_orm.mapping import Mapper
from ftrack_orm.query import Path, Query, RelationPath
from ftrack_orm.query.ast import AttributePath, Criterion
from ftrack_orm.query.checking.checker import check_query
from ftrack_orm.query.syntax.parser import parse_query
from ftrack_orm.schema import Schema

__all__ = ["Attributes", "check_query_in", "names_of", "paths_of"]

Attributes: TypeAlias = Path[Any] | type[Any] | str
"""An attribute of a class, a relation (to the checkers it is a class), or a text of dotted names and commas."""


def paths_of(mapper: Mapper, attributes: Sequence[Attributes]) -> tuple[AttributePath, ...]:
    """Return the paths, checked against the entity type.

    Raises:
        QueryCheckError: The entity type has no such attribute; it says where in the path, and suggests another.
        SessionError: Something is no attribute.
    """
    paths = tuple(dict.fromkeys(path for attribute in attributes for path in _read(mapper, attribute)))
    check_query_in(mapper.registry.current_schema, Query(mapper.entity_type, paths))
    return paths


def names_of(mapper: Mapper, attributes: Sequence[Attributes]) -> tuple[str, ...]:
    """Return the Python names of attributes of the entity itself.

    Raises:
        QueryCheckError: The entity type has no such attribute.
        SessionError: A path leads further, to the attributes of another entity.
    """
    paths = paths_of(mapper, attributes)
    for path in paths:
        if len(path.segments) > 1:
            raise SessionError(f"{path} is no attribute of {mapper.entity_type} itself; name one such as Task.name")
    return tuple(mapper.wire[path.segments[0].name].name for path in paths)


def check_query_in(schema: Schema, query: Query) -> None:
    """Refuse a query that a schema does not allow.

    Raises:
        QueryCheckError: It does not; every finding has its place.
    """
    findings = [finding for finding in check_query(query, schema) if finding.severity == "error"]
    if findings:
        raise QueryCheckError(findings)


def _read(mapper: Mapper, attribute: Attributes | Criterion) -> Sequence[AttributePath]:
    if isinstance(attribute, Path):
        return (attribute.path,)
    if isinstance(attribute, RelationPath):
        return (attribute._path,)
    if isinstance(attribute, str) and attribute.strip():
        projections = parse_query(f"select {attribute} from {mapper.entity_type}").projections
        return [path for path in projections if isinstance(path, AttributePath)]
    raise SessionError(f"expected an attribute such as Task.name or 'status.name', got {attribute!r}")
