"""The fluent query builder: immutable, and typed by what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Literal, TypeAlias, TypeVar, overload

from ftrack_orm.errors import QueryError
from ftrack_orm.query.ast import And, AttributePath, Criterion, Ordering, Query
from ftrack_orm.query.combination import and_
from ftrack_orm.query.path import Path
from ftrack_orm.query.relation_path import RelationPath

__all__ = ["Select", "select"]

T = TypeVar("T")
E = TypeVar("E")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
F = TypeVar("F")

Shape: TypeAlias = Literal["entities", "values", "rows"]
"""What a result gives: entities, single values, or tuples of values."""


@dataclass(frozen=True, slots=True)
class Select(Generic[T]):
    """A query; each method returns a new one. `str()` gives its text, `==` compares the syntax tree."""

    query: Query
    shape: Shape = field(default="entities", compare=False)
    entity: type[Any] | None = field(default=None, compare=False, repr=False)
    """The class it was built from; None when it was parsed from text."""

    def __str__(self) -> str:
        return str(self.query)

    def where(self, *criteria: Criterion) -> Select[T]:
        """Keep what meets all these criteria, and all earlier ones.

        Raises:
            QueryError: Something is no criterion.
        """
        if not criteria:
            return self
        added = and_(*criteria)
        before = self.query.where
        return self._with(where=added if before is None else And.of((before, added)))

    def order_by(self, *keys: Path[Any] | Ordering | Any) -> Select[T]:
        """Order by these after any earlier keys; a path orders upwards, `.desc()` downwards."""
        return self._with(order_by=self.query.order_by + tuple(_ordering(key) for key in keys))

    def limit(self, count: int | None) -> Select[T]:
        """Give at most so many; None for all."""
        return self._with(limit=_count("limit", count))

    def offset(self, count: int | None) -> Select[T]:
        """Leave out the first ones."""
        return self._with(offset=_count("offset", count))

    def load(self, *paths: Path[Any] | Any) -> Select[T]:
        """Load these attributes with the entities, at any depth: `.load(Task.name, Task.status.name)`."""
        if self.shape != "entities":
            raise QueryError("load() is for a select of entities; a select of paths loads just those")
        chosen = dict.fromkeys((*self.query.projections, *(_projection(path) for path in paths)))
        return self._with(projections=tuple(chosen))

    def _with(self, **changes: Any) -> Select[T]:
        return replace(self, query=replace(self.query, text=None, **changes))


@overload
def select(entity: type[E], /) -> Select[E]: ...
@overload
def select(a: Path[A], /) -> Select[A]: ...
@overload
def select(a: Path[A], b: Path[B], /) -> Select[tuple[A, B]]: ...
@overload
def select(a: Path[A], b: Path[B], c: Path[C], /) -> Select[tuple[A, B, C]]: ...
@overload
def select(a: Path[A], b: Path[B], c: Path[C], d: Path[D], /) -> Select[tuple[A, B, C, D]]: ...
@overload
def select(a: Path[A], b: Path[B], c: Path[C], d: Path[D], e: Path[F], /) -> Select[tuple[A, B, C, D, F]]: ...
@overload
def select(
    a: Path[Any], b: Path[Any], c: Path[Any], d: Path[Any], e: Path[Any], /, *more: Path[Any]
) -> Select[tuple[Any, ...]]: ...
def select(*targets: Any) -> Select[Any]:
    """Start a query: `select(Task)` gives entities, `select(Task.name, Task.bid)` typed tuples.

    Raises:
        QueryError: The targets are neither one entity class nor paths of one class.
    """
    if len(targets) == 1 and isinstance(targets[0], type):
        entity = targets[0]
        name = getattr(entity, "__entity_type__", None)
        if not isinstance(name, str):
            raise QueryError(f"{entity.__name__} is no entity class")
        return Select(Query(name), "entities", entity)
    if not targets or not all(isinstance(target, Path) for target in targets):
        raise QueryError("select() takes one entity class, or attributes of one such as Task.name, Task.status.name")
    return _select_paths(targets)


def _select_paths(paths: Sequence[Path[Any]]) -> Select[Any]:
    roots = {path.root for path in paths}
    if len(roots) != 1:
        names = ", ".join(sorted(root.__name__ for root in roots))
        raise QueryError(f"a select reads from one entity type, got attributes of {names}")
    (root,) = roots
    query = Query(root.__entity_type__, tuple(path.path for path in paths))
    return Select(query, "values" if len(paths) == 1 else "rows", root)


def _ordering(key: object) -> Ordering:
    match key:
        case Ordering():
            return key
        case Path() | RelationPath():
            return Ordering(key.path)
        case _:
            raise QueryError(f"order_by() takes attributes such as Task.name or Task.name.desc(), got {key!r}")


def _projection(path: object) -> AttributePath:
    match path:
        case Path() | RelationPath():
            return path.path
        case _:
            raise QueryError(f"load() takes attributes such as Task.name or Task.status.name, got {path!r}")


def _count(word: str, count: int | None) -> int | None:
    if count is not None and (isinstance(count, bool) or not isinstance(count, int) or count < 0):
        raise QueryError(f"{word}() takes a number from 0, got {count!r}")
    return count
