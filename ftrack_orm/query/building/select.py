"""A query as a value: immutable, and typed by what it gives."""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeAlias, TypeVar

from ftrack_orm.errors import QueryError
from ftrack_orm.query.ast import And, AttributePath, Criterion, Ordering, Projection, Query
from ftrack_orm.query.building.combination import checked
from ftrack_orm.query.building.path import Path
from ftrack_orm.query.building.relation_path import RelationPath
from ftrack_orm.query.compiler import LEVELS, compile_written, write_parts
from ftrack_orm.query.root import check_criteria, check_path

__all__ = ["Select", "Shape"]

T_co = TypeVar("T_co", covariant=True)

Shape: TypeAlias = Literal["entities", "values", "rows"]
"""What a result gives: entities, single values, or tuples of values."""


class Select(Generic[T_co]):
    """A query; each method returns a new one. `str()` gives its text, `==` compares the syntax tree.

    It keeps the parts of the tree, and makes the tree itself when it is asked for: a step of a chain then costs one
    object.
    """

    __slots__ = (
        "_columns",
        "_criteria",
        "_entity",
        "_entity_type",
        "_group_by",
        "_limit",
        "_offset",
        "_order_by",
        "_projections",
        "_query",
        "_shape",
    )

    def __init__(
        self,
        entity_type: str,
        shape: Shape = "entities",
        entity: type[Any] | None = None,
        projections: tuple[Projection, ...] = (),
        columns: tuple[Projection, ...] = (),
    ) -> None:
        self._entity_type = entity_type
        self._shape: Shape = shape
        self._entity = entity
        self._columns = columns
        self._projections = projections
        self._criteria: tuple[Criterion, ...] = ()
        self._group_by: tuple[AttributePath, ...] = ()
        self._order_by: tuple[Ordering, ...] = ()
        self._offset: int | None = None
        self._limit: int | None = None
        self._query: Query | None = None

    @classmethod
    def of(cls, query: Query) -> Select[Any]:
        """Return the select of entities that a syntax tree states."""
        made: Select[Any] = cls(query.entity_type, projections=query.projections)
        made._criteria = () if query.where is None else (query.where,)
        made._group_by = query.group_by
        made._order_by = query.order_by
        made._offset = query.offset
        made._limit = query.limit
        made._query = query
        return made

    @property
    def query(self) -> Query:
        """The syntax tree."""
        query = self._query
        if query is None:
            where = And.of(self._criteria) if self._criteria else None
            query = self._query = Query(
                self._entity_type,
                self._projections,
                where,
                self._group_by,
                self._order_by,
                self._offset,
                self._limit,
            )
        return query

    @property
    def shape(self) -> Shape:
        """What each item of a result is."""
        return self._shape

    @property
    def entity(self) -> type[Any] | None:
        """The class it was built from; None when it was parsed from text."""
        return self._entity

    @property
    def columns(self) -> tuple[Projection, ...]:
        """What stands in each item of a result of values or rows, in the order of `select()`.

        With an aggregate among them the server's rows are no entities, and `row_key` says where each is found.
        """
        return self._columns

    def __eq__(self, other: object) -> bool:
        return self.query == other.query if isinstance(other, Select) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.query)

    def __str__(self) -> str:
        written = write_parts(
            self._entity_type,
            self._projections,
            self._criteria,
            self._group_by,
            self._order_by,
            self._offset,
            self._limit,
            LEVELS,
        )
        return written if isinstance(written, str) else compile_written(written)

    def __repr__(self) -> str:
        return f"<Select {self}>"

    def where(self, *criteria: Criterion) -> Select[T_co]:
        """Keep what meets all these criteria, and all earlier ones.

        Raises:
            QueryError: Something is no criterion, or tests an attribute of another class.
        """
        if not criteria:
            return self
        entity = self._entity
        for criterion in criteria:
            if getattr(criterion, "_about", self) is not entity:  # most are, and need no closer look
                checked(criteria)
                if entity is not None:
                    check_criteria(entity, criteria)
                break
        changed = self._copy()
        changed._criteria += criteria
        return changed

    def order_by(self, *keys: Path[Any] | Ordering | type[Any]) -> Select[T_co]:
        """Order by these after any earlier keys; a path orders upwards, `.desc()` downwards, a link by its key."""
        orderings: tuple[Any, ...] = tuple([key._ascending if type(key) is Path else _ordering(key) for key in keys])
        for ordering in orderings:
            if ordering._path._root is not self._entity:
                check_path(self._entity, ordering.path)
        changed = self._copy()
        changed._order_by += orderings
        return changed

    def group_by(self, *paths: Path[Any]) -> Select[T_co]:
        """Give one row for each combination of these values, as in `select(Task.type_id, count(Task.id))`.

        Raises:
            QueryError: There is no aggregate, or an attribute is selected that is not grouped by.
        """
        if not any(not isinstance(column, AttributePath) for column in self._columns):
            raise QueryError(
                "group_by() is for aggregates: select(Task.type_id, count(Task.id)).group_by(Task.type_id)"
            )
        groups = (*self._group_by, *(_plain("group_by", path) for path in paths))
        for column in self._columns:
            if isinstance(column, AttributePath) and column not in groups:
                raise QueryError(f"{column} is neither an aggregate nor in group_by(); each selected attribute must be")
        changed = self._copy()
        changed._group_by = groups
        return changed

    def limit(self, count: int | None) -> Select[T_co]:
        """Give at most so many; None for all."""
        changed = self._copy()
        changed._limit = _count("limit", count)
        return changed

    def offset(self, count: int | None) -> Select[T_co]:
        """Leave out the first ones."""
        changed = self._copy()
        changed._offset = _count("offset", count)
        return changed

    def load(self, *paths: Path[Any] | type[Any]) -> Select[T_co]:
        """Load these attributes with the entities, at any depth: `.load(Task.name, Task.status.name)`."""
        if self._shape != "entities":
            raise QueryError("load() is for a select of entities; a select of attributes loads just those")
        chosen = {projection._text or str(projection): projection for projection in self._projections}
        for path in paths:
            reached = path.path if isinstance(path, Path) else _reached("load", path)
            if reached._root is not self._entity:
                check_path(self._entity, reached)
            chosen[reached._text or str(reached)] = reached
        changed = self._copy()
        changed._projections = tuple(chosen.values())
        return changed

    def _copy(self) -> Select[T_co]:
        """Return a select of the same parts, for a step to change one before it hands the select out."""
        copy: Select[T_co] = object.__new__(Select)  # what `__init__` sets is overwritten: it would cost twice
        copy._entity_type = self._entity_type
        copy._shape = self._shape
        copy._entity = self._entity
        copy._columns = self._columns
        copy._projections = self._projections
        copy._criteria = self._criteria
        copy._group_by = self._group_by
        copy._order_by = self._order_by
        copy._offset = self._offset
        copy._limit = self._limit
        copy._query = None
        return copy


def _ordering(key: object) -> Ordering:
    if isinstance(key, Path):
        return key.asc()
    return key if isinstance(key, Ordering) else Ordering(_reached("order_by", key))


def _reached(method: str, path: object) -> AttributePath:
    if isinstance(path, Path):
        return path.path
    if isinstance(path, RelationPath):
        return path._path
    raise QueryError(f"{method}() takes attributes such as Task.name or Task.status.name, got {path!r}")


def _plain(method: str, path: object) -> AttributePath:
    if isinstance(path, RelationPath):
        raise QueryError(f"{method}() takes attributes such as Task.name or Task.status.name, got {path!r}")
    return _reached(method, path)


def _count(word: str, count: int | None) -> int | None:
    if count is not None and (isinstance(count, bool) or not isinstance(count, int) or count < 0):
        raise QueryError(f"{word}() takes a number from 0, got {count!r}")
    return count
