"""What can be compared in a query, and with what: attributes, and the values of mappings by key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, overload
from uuid import UUID

from ftrack_orm.errors import QueryError
from ftrack_orm.query.ast import RAW, And, AttributePath, Comparison, Criterion, In, Operator, Query
from ftrack_orm.query.building.condition_building import choices, comparison, membership, subquery_of
from ftrack_orm.query.literal import escape_like, literal

if TYPE_CHECKING:
    from ftrack_orm.query.building.select import Select

__all__ = ["Comparable"]

T_co = TypeVar("T_co", covariant=True)
S = TypeVar("S")

_Moment: TypeAlias = datetime | None
_NAMES: dict[type, str] = {date: "datetime or date"}
_UNUSUAL = frozenset((UUID, Enum, Decimal))
"""What is accepted but not worth naming in a message."""
_WRITTEN = frozenset((*RAW, datetime))
_new: Any = object.__new__


class Comparable(Generic[T_co]):
    """A plain value as an expression; comparing it gives a criterion.

    `path` is the attribute that is tested and `owner` the entity type that has it; `accepts` are the Python types that
    it may be compared with, none given means any. A moment may be compared with a date, which stands for its whole day.
    """

    __slots__ = ("_plain", "_spelled", "_written", "accepts", "owner", "path")

    _immediate = True
    """Whether a comparison is what it looks like; see `_concluded`."""

    def __init__(self, path: AttributePath, owner: str, accepts: tuple[type, ...] = ()) -> None:
        self.path: AttributePath = path
        self.owner: str = owner
        self.accepts: tuple[type, ...] = accepts
        self._plain = _plain_kinds(accepts)
        self._spelled = str(path)
        self._written = self._plain & _WRITTEN if self._immediate else frozenset()

    def __str__(self) -> str:
        return str(self.path)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"

    if TYPE_CHECKING:

        def __hash__(self) -> int: ...
    else:
        __hash__ = object.__hash__

    if TYPE_CHECKING:

        @overload  # type: ignore[override]  # an expression, not a comparison
        def __eq__(self: Comparable[_Moment], other: date | None) -> Criterion: ...
        @overload
        def __eq__(self, other: T_co | None) -> Criterion: ...
        def __eq__(self, other: Any) -> Criterion: ...  # pyright: ignore[reportIncompatibleMethodOverride]
        @overload  # type: ignore[override]  # an expression, not a comparison
        def __ne__(self: Comparable[_Moment], other: date | None) -> Criterion: ...
        @overload
        def __ne__(self, other: T_co | None) -> Criterion: ...
        def __ne__(self, other: Any) -> Criterion: ...  # pyright: ignore[reportIncompatibleMethodOverride]
        @overload
        def __lt__(self: Comparable[_Moment], other: date) -> Criterion: ...
        @overload
        def __lt__(self: Comparable[S | None], other: S) -> Criterion: ...
        def __lt__(self, other: Any) -> Criterion: ...
        @overload
        def __gt__(self: Comparable[_Moment], other: date) -> Criterion: ...
        @overload
        def __gt__(self: Comparable[S | None], other: S) -> Criterion: ...
        def __gt__(self, other: Any) -> Criterion: ...
        @overload
        def __le__(self: Comparable[_Moment], other: date) -> Criterion: ...
        @overload
        def __le__(self: Comparable[S | None], other: S) -> Criterion: ...
        def __le__(self, other: Any) -> Criterion: ...
        @overload
        def __ge__(self: Comparable[_Moment], other: date) -> Criterion: ...
        @overload
        def __ge__(self: Comparable[S | None], other: S) -> Criterion: ...
        def __ge__(self, other: Any) -> Criterion: ...

    else:

        def __eq__(self, other):
            return self._compared("is", other)

        def __ne__(self, other):
            return self._compared("is_not", other)

        def __lt__(self, other):
            return self._compared("<", other)

        def __gt__(self, other):
            return self._compared(">", other)

        def __le__(self, other):
            return self._compared("<=", other)

        def __ge__(self, other):
            return self._compared(">=", other)

        def __contains__(self, item):
            raise QueryError(f"'in' gives no criterion: write {self}.contains(...) or {self}.in_(...)")

    @overload
    def between(self: Comparable[_Moment], low: date, high: date) -> Criterion: ...
    @overload
    def between(self: Comparable[S | None], low: S, high: S) -> Criterion: ...
    def between(self, low: Any, high: Any) -> Criterion:
        """Test that the value lies between two bounds, both included."""
        return self._concluded(And.of((self._condition(">=", low), self._condition("<=", high))))

    @overload
    def in_(self: Comparable[_Moment], values: Iterable[date] | Select[_Moment]) -> Criterion: ...
    @overload
    def in_(self, values: Iterable[T_co] | Select[T_co | None]) -> Criterion: ...
    def in_(self, values: Any) -> Criterion:
        """Test that the value is one of these, or one that a subquery gives."""
        return self._among(values, False)

    @overload
    def not_in(self: Comparable[_Moment], values: Iterable[date] | Select[_Moment]) -> Criterion: ...
    @overload
    def not_in(self, values: Iterable[T_co] | Select[T_co | None]) -> Criterion: ...
    def not_in(self, values: Any) -> Criterion:
        """Test that the value is none of these, nor one that a subquery gives."""
        return self._among(values, True)

    @overload
    def like(self: Comparable[str | None], pattern: str) -> Criterion: ...
    @overload
    def like(self: Comparable[S], pattern: S) -> Criterion: ...
    def like(self, pattern: Any) -> Criterion:
        r"""Match a pattern: `%` for any text, `_` for one character, `\%` for a percent sign; in any case."""
        return self._compared("like", self._text(pattern))

    @overload
    def not_like(self: Comparable[str | None], pattern: str) -> Criterion: ...
    @overload
    def not_like(self: Comparable[S], pattern: S) -> Criterion: ...
    def not_like(self, pattern: Any) -> Criterion:
        """Match what `like` does not."""
        return self._compared("not_like", self._text(pattern))

    @overload
    def startswith(self: Comparable[str | None], text: str) -> Criterion: ...
    @overload
    def startswith(self: Comparable[S], text: S) -> Criterion: ...
    def startswith(self, text: Any) -> Criterion:
        """Test how the text begins, in any case; wildcards in it are escaped."""
        return self._compared("like", f"{escape_like(self._text(text))}%")

    @overload
    def endswith(self: Comparable[str | None], text: str) -> Criterion: ...
    @overload
    def endswith(self: Comparable[S], text: S) -> Criterion: ...
    def endswith(self, text: Any) -> Criterion:
        """Test how the text ends, in any case; wildcards in it are escaped."""
        return self._compared("like", f"%{escape_like(self._text(text))}")

    @overload
    def contains(self: Comparable[str | None], text: str) -> Criterion: ...
    @overload
    def contains(self: Comparable[S], text: S) -> Criterion: ...
    def contains(self, text: Any) -> Criterion:
        """Test that the text occurs, in any case; wildcards in it are escaped."""
        return self._compared("like", f"%{escape_like(self._text(text))}%")

    def _compared(self, operator: Operator, value: Any) -> Criterion:
        """Return what comparing with a value amounts to.

        Most values are plain text. Their criterion is written at once, since all that it takes is at hand: to gather it
        from the tree again would cost twice as much.
        """
        kind = type(value)
        if kind not in self._written:
            return self._concluded(self._condition(operator, value))
        if kind is str:
            if '"' in value or "\\" in value:
                return self._concluded(self._condition(operator, value))
            text = f'{self._spelled} {operator} "{value}"'
        elif kind is int:
            text = f"{self._spelled} {operator} {value}"
        elif kind is bool:
            text = f"{self._spelled} {operator} {'true' if value else 'false'}"
        elif value.microsecond or value.tzinfo is not None:
            return self._concluded(self._condition(operator, value))
        else:
            value = value.isoformat()
            text = f'{self._spelled} {operator} "{value}"'
        criterion = _new(Comparison)  # and not its constructor: that took a third of the whole
        criterion._path = path = self.path
        criterion._operator = operator
        criterion._value = value
        criterion._start = None
        criterion._about = path._root
        criterion._text = text
        return criterion  # type: ignore[no-any-return]  # see `node`

    def _concluded(self, condition: Criterion) -> Criterion:
        """Return the criterion that a condition on the attribute amounts to."""
        return condition

    def _condition(self, operator: Operator, value: object) -> Criterion:
        if type(value) not in self._plain:
            self._check(value)
        return comparison(self.path, operator, value)

    def _among(self, values: Any, negated: bool) -> Criterion:
        """Return the test that the value is one of several; a list of plain text is written at once."""
        if type(values) is not list or not values or str not in self._written:
            return self._concluded(self._membership(values, negated))
        for value in values:
            if type(value) is not str:
                return self._concluded(self._membership(values, negated))
        together = "".join(values)
        if '"' in together or "\\" in together:
            return self._concluded(self._membership(values, negated))
        criterion = _new(In)
        criterion._path = path = self.path
        criterion._choices = values[:]
        criterion._negated = negated
        criterion._start = None
        criterion._about = path._root
        separator = '", "'
        criterion._text = f'{self._spelled} {"not_in" if negated else "in"} ("{separator.join(values)}")'
        return criterion  # type: ignore[no-any-return]  # see `node`

    def _membership(self, values: object, negated: bool) -> Criterion:
        if type(values) is list and self._plain.issuperset(map(type, values)):
            return In(self.path, tuple([literal(value) for value in values]), negated)
        query = subquery_of(values)
        if query is not None:
            self._check_subquery(query)
            return In(self.path, query, negated)
        chosen = choices(self, values)
        for value in chosen:
            self._check(value)
        return membership(self.path, chosen, negated=negated)

    def _check_subquery(self, query: Query) -> None:
        if len(query.projections) != 1 or not isinstance(query.projections[0], AttributePath):
            raise QueryError(f"{self} is compared with one attribute: write in_(select(Task.name).where(...))")

    def _check(self, value: object) -> None:
        accepts = self.accepts
        if hasattr(value, "__ftrack_key__"):
            raise QueryError(
                f"{self} holds a plain value; compare the link itself with {value!r}, or this with its key"
            )
        if value is None or (isinstance(value, accepts) and (bool in accepts or not isinstance(value, bool))):
            return
        if subquery_of(value) is not None:
            raise QueryError(f"{self} is compared with a query: use in_(select(...))")
        if isinstance(value, Comparable | Criterion):
            raise QueryError(f"{self} is compared with a value, not with another expression: {value!r}")
        if accepts:
            names = " or ".join(_NAMES.get(kind, kind.__name__) for kind in accepts if kind not in _UNUSUAL)
            raise QueryError(f"{self.owner}.{self.path.segments[-1].name} takes {names}, got {value!r}")

    def _text(self, value: object) -> str:
        if type(value) is str and str in self._plain:
            return value
        if not isinstance(value, str):
            raise QueryError(f"a pattern is text, got {value!r}")
        if self.accepts and str not in self.accepts:
            raise QueryError(f"{self} holds no text; patterns match text only")
        return str.__str__(value)


@cache
def _plain_kinds(accepts: tuple[type, ...]) -> frozenset[type]:
    """Return the exact types of values that are accepted, and stand for themselves, without a further look."""
    plain = (kind for kind in (str, int, float, bool, datetime) if not accepts or issubclass(kind, accepts))
    return frozenset(kind for kind in plain if kind is not bool or not accepts or bool in accepts)
