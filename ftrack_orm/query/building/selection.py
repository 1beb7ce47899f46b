"""Start a query: `select(Task)`, `select(Task.name, Task.bid)`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar, overload

from ftrack_orm.errors import QueryError
from ftrack_orm.query.ast import AttributePath, Projection
from ftrack_orm.query.building.aggregate import Aggregate
from ftrack_orm.query.building.path import Path
from ftrack_orm.query.building.select import Select, Shape

__all__ = ["select"]

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")
F = TypeVar("F")
G = TypeVar("G")
H = TypeVar("H")

_Column: TypeAlias = Path[T] | Aggregate[T]


@overload
def select(entity: type[A], /) -> Select[A]: ...
@overload
def select(a: _Column[A], /) -> Select[A]: ...
@overload
def select(a: _Column[A], b: _Column[B], /) -> Select[tuple[A, B]]: ...
@overload
def select(a: _Column[A], b: _Column[B], c: _Column[C], /) -> Select[tuple[A, B, C]]: ...
@overload
def select(a: _Column[A], b: _Column[B], c: _Column[C], d: _Column[D], /) -> Select[tuple[A, B, C, D]]: ...
@overload
def select(
    a: _Column[A], b: _Column[B], c: _Column[C], d: _Column[D], e: _Column[E], /
) -> Select[tuple[A, B, C, D, E]]: ...
@overload
def select(
    a: _Column[A], b: _Column[B], c: _Column[C], d: _Column[D], e: _Column[E], f: _Column[F], /
) -> Select[tuple[A, B, C, D, E, F]]: ...
@overload
def select(
    a: _Column[A], b: _Column[B], c: _Column[C], d: _Column[D], e: _Column[E], f: _Column[F], g: _Column[G], /
) -> Select[tuple[A, B, C, D, E, F, G]]: ...
@overload
def select(
    a: _Column[A],
    b: _Column[B],
    c: _Column[C],
    d: _Column[D],
    e: _Column[E],
    f: _Column[F],
    g: _Column[G],
    h: _Column[H],
    /,
) -> Select[tuple[A, B, C, D, E, F, G, H]]: ...
@overload
def select(
    a: _Column[Any],
    b: _Column[Any],
    c: _Column[Any],
    d: _Column[Any],
    e: _Column[Any],
    f: _Column[Any],
    g: _Column[Any],
    h: _Column[Any],
    /,
    *more: _Column[Any],
) -> Select[tuple[Any, ...]]: ...
def select(*targets: Any) -> Select[Any]:
    """Start a query: `select(Task)` gives entities, `select(Task.name, Task.bid)` typed tuples.

    One attribute gives plain values. With an aggregate among the targets (`count(Task.id)`), `group_by` follows.

    Raises:
        QueryError: The targets are neither one entity class nor attributes of one class.
    """
    if len(targets) == 1 and isinstance(targets[0], type):
        return _of_entities(targets[0])
    if not targets or not all(isinstance(target, Path | Aggregate) for target in targets):
        raise QueryError(
            "select() takes one entity class, or attributes of one such as Task.name, Task.status.name; "
            "to get a link with its entity write select(Task).load(Task.status)"
        )
    return _of_columns(targets)


@lru_cache(maxsize=256)
def _of_entities(entity: type[Any]) -> Select[Any]:
    """Return the select of all entities of a class; it is one, since its steps give others."""
    name = getattr(entity, "__entity_type__", None)
    if not isinstance(name, str):
        raise QueryError(f"{entity.__name__} is no entity class")
    return Select(name, "entities", entity)


def _of_columns(targets: Sequence[Path[Any] | Aggregate[Any]]) -> Select[Any]:
    roots = {target.root for target in targets}
    if len(roots) != 1:
        names = ", ".join(sorted(root.__name__ for root in roots))
        raise QueryError(f"a select reads from one entity type, got attributes of {names}")
    (root,) = roots
    columns = tuple(target.function if isinstance(target, Aggregate) else target.path for target in targets)
    shape: Shape = "values" if len(columns) == 1 else "rows"
    return Select(root.__entity_type__, shape, root, _projections(columns), columns)


def _projections(columns: tuple[Projection, ...]) -> tuple[Projection, ...]:
    """Return what is selected: with aggregates just those, since the keys of the groups come by themselves."""
    functions = tuple(column for column in columns if not isinstance(column, AttributePath))
    return functions or columns
