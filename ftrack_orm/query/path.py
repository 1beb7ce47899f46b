"""A scalar attribute reached from a class: `Task.name`, `Task.status.name`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from ftrack_orm.errors import QueryError
from ftrack_orm.query.ast import And, AttributePath, Comparison, Criterion, In, Operator, Or, Ordering, Segment
from ftrack_orm.query.literal import day_range, escape_like, literal

if TYPE_CHECKING:
    from ftrack_orm.query.select import Select

__all__ = ["Path"]

T = TypeVar("T")
_ORDER: dict[Operator, str] = {"<": "<", ">": ">", "<=": "<=", ">=": ">="}


class Path(Generic[T]):
    """A scalar attribute as an expression; comparing it gives a criterion.

    `root` is the entity class that it starts from, `owner` the entity type that has the attribute; `accepts` are the
    Python types that it may be compared with, none given means any.
    """

    __slots__ = ("accepts", "owner", "path", "root")

    def __init__(self, path: AttributePath, root: type[Any], owner: str, accepts: tuple[type, ...] = ()) -> None:
        self.path = path
        self.root = root
        self.owner = owner
        self.accepts = accepts

    def prefixed(self, root: type[Any], steps: tuple[Segment, ...]) -> Path[T]:
        """Return the same attribute, reached from another class through more steps."""
        return Path(AttributePath(steps + self.path.segments), root, self.owner, self.accepts)

    def __repr__(self) -> str:
        return f"<Path {self.path}>"

    __hash__ = object.__hash__

    if TYPE_CHECKING:

        @overload  # type: ignore[override]  # an expression, not a comparison
        def __eq__(self: Path[datetime] | Path[datetime | None], other: date | None) -> Criterion: ...
        @overload
        def __eq__(self, other: T | None) -> Criterion: ...
        def __eq__(self, other: Any) -> Criterion: ...  # pyright: ignore[reportIncompatibleMethodOverride]
        @overload  # type: ignore[override]  # an expression, not a comparison
        def __ne__(self: Path[datetime] | Path[datetime | None], other: date | None) -> Criterion: ...
        @overload
        def __ne__(self, other: T | None) -> Criterion: ...
        def __ne__(self, other: Any) -> Criterion: ...  # pyright: ignore[reportIncompatibleMethodOverride]

    else:

        def __eq__(self, other):
            return self._compare("is", other)

        def __ne__(self, other):
            return self._compare("is_not", other)

    def __lt__(self, other: T | date) -> Criterion:
        return self._compare("<", other)

    def __gt__(self, other: T | date) -> Criterion:
        return self._compare(">", other)

    def __le__(self, other: T | date) -> Criterion:
        return self._compare("<=", other)

    def __ge__(self, other: T | date) -> Criterion:
        return self._compare(">=", other)

    def between(self, low: T | date, high: T | date) -> Criterion:
        """Test that the value lies between two bounds, both included."""
        return And.of((self >= low, self <= high))

    def in_(self, values: Iterable[T] | Select[T]) -> Criterion:
        """Test that the value is one of these, or one that a subquery gives."""
        return self._in(values, negated=False)

    def not_in(self, values: Iterable[T] | Select[T]) -> Criterion:
        """Test that the value is none of these."""
        return self._in(values, negated=True)

    def like(self, pattern: str) -> Criterion:
        r"""Match a pattern: `%` for any text, `_` for one character, `\%` for a percent sign; in any case."""
        return Comparison(self.path, "like", literal(self._text(pattern)))

    def not_like(self, pattern: str) -> Criterion:
        """Match what `like` does not."""
        return Comparison(self.path, "not_like", literal(self._text(pattern)))

    def startswith(self, text: str) -> Criterion:
        """Test how the text begins; wildcards in it are escaped."""
        return self.like(f"{escape_like(self._text(text))}%")

    def endswith(self, text: str) -> Criterion:
        """Test how the text ends; wildcards in it are escaped."""
        return self.like(f"%{escape_like(self._text(text))}")

    def contains(self, text: str) -> Criterion:
        """Test that the text occurs; wildcards in it are escaped."""
        return self.like(f"%{escape_like(self._text(text))}%")

    def asc(self) -> Ordering:
        """Order by this, the smallest first."""
        return Ordering(self.path)

    def desc(self) -> Ordering:
        """Order by this, the largest first."""
        return Ordering(self.path, descending=True)

    def __contains__(self, item: object) -> bool:
        raise QueryError(f"'in' gives no criterion: write {self.path}.contains(...) or {self.path}.in_(...)")

    def __iter__(self) -> Any:
        raise TypeError(f"{self.path} is an expression and cannot be iterated")

    def _compare(self, operator: Operator, other: object) -> Criterion:
        self._check(other)
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._compare_day(operator, other)
        if other is None and operator in _ORDER:
            raise QueryError(f"{self.path} cannot be ordered against None; use == None or != None")
        return Comparison(self.path, operator, literal(other))

    def _compare_day(self, operator: Operator, day: date) -> Criterion:
        midnight, next_midnight = day_range(day)
        match operator:
            case "is":
                return And.of((Comparison(self.path, ">=", midnight), Comparison(self.path, "<", next_midnight)))
            case "is_not":
                return Or.of((Comparison(self.path, "<", midnight), Comparison(self.path, ">=", next_midnight)))
            case "<=":
                return Comparison(self.path, "<", next_midnight)
            case ">":
                return Comparison(self.path, ">=", next_midnight)
            case _:
                return Comparison(self.path, operator, midnight)

    def _in(self, values: object, *, negated: bool) -> Criterion:
        query = getattr(values, "query", None)
        if query is not None:
            return In(self.path, query, negated)
        if isinstance(values, str) or not isinstance(values, Iterable):
            raise QueryError(f"in_ takes several values or a select(...), got {values!r}; use == for one value")
        chosen = list(values)
        for value in chosen:
            self._check(value)
        return In(self.path, tuple(literal(value) for value in chosen), negated)

    def _check(self, value: object) -> None:
        if value is None or not self.accepts or isinstance(value, self.accepts):
            if not (isinstance(value, bool) and self.accepts and bool not in self.accepts):
                return
        if isinstance(value, Path) or hasattr(value, "__ftrack_key__"):
            raise QueryError(f"{self.path} holds a plain value; compare it with one, not with {value!r}")
        names = " or ".join(kind.__name__ for kind in self.accepts)
        raise QueryError(f"{self.owner}.{self.path.segments[-1].name} takes {names}, got {value!r}")

    def _text(self, value: object) -> str:
        if not isinstance(value, str):
            raise QueryError(f"a pattern is text, got {value!r}")
        if self.accepts and str not in self.accepts:
            raise QueryError(f"{self.path} holds no text; patterns match text only")
        return value
