"""A query as a value: immutable, and typed by what it gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from ftrack_orm.errors import QueryError
from ftrack_orm.query.ast import And, AttributePath, Criterion, Ordering, Projection, Query
from ftrack_orm.query.combination import and_
from ftrack_orm.query.path import Path
from ftrack_orm.query.relation_path import RelationPath

__all__ = ["Select", "Shape"]

T_co = TypeVar("T_co", covariant=True)

Shape: TypeAlias = Literal["entities", "values", "rows"]
"""What a result gives: entities, single values, or tuples of values."""


@dataclass(frozen=True, slots=True, repr=False)
class Select(Generic[T_co]):
    """A query; each method returns a new one. `str()` gives its text, `==` compares the syntax tree."""

    query: Query
    shape: Shape = field(default="entities", compare=False)
    entity: type[Any] | None = field(default=None, compare=False)
    """The class it was built from; None when it was parsed from text."""
    columns: tuple[Projection, ...] = field(default=(), compare=False)
    """What stands in each item of a result of values or rows, in the order of `select()`.

    With an aggregate among them the server's rows are no entities, and `row_key` says where each is found.
    """

    def __str__(self) -> str:
        return str(self.query)

    def __repr__(self) -> str:
        return f"<Select {self.query}>"

    def where(self, *criteria: Criterion) -> Select[T_co]:
        """Keep what meets all these criteria, and all earlier ones.

        Raises:
            QueryError: Something is no criterion.
        """
        if not criteria:
            return self
        added = and_(*criteria)
        before = self.query.where
        return self._with(where=added if before is None else And.of((before, added)))

    def order_by(self, *keys: Path[Any] | Ordering | type[Any]) -> Select[T_co]:
        """Order by these after any earlier keys; a path orders upwards, `.desc()` downwards, a link by its key."""
        return self._with(order_by=self.query.order_by + tuple(_ordering(key) for key in keys))

    def group_by(self, *paths: Path[Any]) -> Select[T_co]:
        """Give one row for each combination of these values, as in `select(Task.type_id, count(Task.id))`.

        Raises:
            QueryError: There is no aggregate, or an attribute is selected that is not grouped by.
        """
        if not any(not isinstance(column, AttributePath) for column in self.columns):
            raise QueryError(
                "group_by() is for aggregates: select(Task.type_id, count(Task.id)).group_by(Task.type_id)"
            )
        groups = (*self.query.group_by, *(_plain("group_by", path) for path in paths))
        for column in self.columns:
            if isinstance(column, AttributePath) and column not in groups:
                raise QueryError(f"{column} is neither an aggregate nor in group_by(); each selected attribute must be")
        return self._with(group_by=groups)

    def limit(self, count: int | None) -> Select[T_co]:
        """Give at most so many; None for all."""
        return self._with(limit=_count("limit", count))

    def offset(self, count: int | None) -> Select[T_co]:
        """Leave out the first ones."""
        return self._with(offset=_count("offset", count))

    def load(self, *paths: Path[Any] | type[Any]) -> Select[T_co]:
        """Load these attributes with the entities, at any depth: `.load(Task.name, Task.status.name)`."""
        if self.shape != "entities":
            raise QueryError("load() is for a select of entities; a select of attributes loads just those")
        chosen = dict.fromkeys((*self.query.projections, *(_reached("load", path) for path in paths)))
        return self._with(projections=tuple(chosen))

    def _with(self, **changes: Any) -> Select[T_co]:
        return Select(self.query.changed(**changes), self.shape, self.entity, self.columns)


def _ordering(key: object) -> Ordering:
    return key if isinstance(key, Ordering) else Ordering(_reached("order_by", key))


def _reached(method: str, path: object) -> AttributePath:
    if isinstance(path, RelationPath):
        return path._path
    return _plain(method, path)


def _plain(method: str, path: object) -> AttributePath:
    if not isinstance(path, Path):
        raise QueryError(f"{method}() takes attributes such as Task.name or Task.status.name, got {path!r}")
    return path.path


def _count(word: str, count: int | None) -> int | None:
    if count is not None and (isinstance(count, bool) or not isinstance(count, int) or count < 0):
        raise QueryError(f"{word}() takes a number from 0, got {count!r}")
    return count
