"""Aggregates of a select with `group_by`: `count(Task.id)`, `sum_(Task.bid)`."""

from __future__ import annotations

from typing import Any, Generic, TypeVar, overload

from ftrack_orm.errors import QueryError
from ftrack_orm.query.ast import Function, FunctionName, Projection
from ftrack_orm.query.building.path import Path

__all__ = ["Aggregate", "avg", "count", "max_", "min_", "row_key", "sum_"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
N = TypeVar("N", bound="float | None")


class Aggregate(Generic[T_co]):
    """A function over the entities of a group; `root` is the entity class that its attribute starts from."""

    __slots__ = ("function", "root")

    def __init__(self, function: Function, root: type[Any]) -> None:
        self.function: Function = function
        self.root: type[Any] = root

    def __repr__(self) -> str:
        return f"<Aggregate {self.function.name}({self.function.path})>"


def count(path: Path[Any]) -> Aggregate[int]:
    """Count the entities of a group that have a value here; `count(Task.id)` counts them all."""
    return _aggregate("count", path)


def sum_(path: Path[N]) -> Aggregate[N]:
    """Add the values of a group."""
    return _numeric("sum", path)


@overload
def avg(path: Path[float]) -> Aggregate[float]: ...
@overload
def avg(path: Path[float | None]) -> Aggregate[float | None]: ...
def avg(path: Path[Any]) -> Aggregate[Any]:
    """Return the mean of the values of a group; what has none does not count."""
    return _numeric("avg", path)


def min_(path: Path[T]) -> Aggregate[T]:
    """Return the smallest value of a group."""
    return _aggregate("min", path)


def max_(path: Path[T]) -> Aggregate[T]:
    """Return the largest value of a group."""
    return _aggregate("max", path)


def row_key(projection: Projection) -> str:
    """Return what a projection is called in the rows that the server groups: `project_id`, `count_id`."""
    return f"{projection.name}_{projection.path}" if isinstance(projection, Function) else str(projection)


def _numeric(name: FunctionName, path: Path[Any]) -> Aggregate[Any]:
    aggregate = _aggregate(name, path)
    if path.accepts and int not in path.accepts:
        raise QueryError(f"{name} needs a number; {path} is none")
    return aggregate


def _aggregate(name: FunctionName, path: Path[Any]) -> Aggregate[Any]:
    if not isinstance(path, Path):
        raise QueryError(f"{name} takes an attribute such as Task.bid, got {path!r}")
    return Aggregate(Function(name, path.path), path.root)
