"""Build conditions from Python values: what a comparison and a membership test become in the syntax tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypeGuard

from ftrack_orm.errors import QueryError
from ftrack_orm.query.ast import And, AttributePath, Comparison, Criterion, In, Operator, Or, Query
from ftrack_orm.query.literal import day_range, literal, next_second

__all__ = ["choices", "comparison", "membership", "subquery_of"]

_PLAIN = frozenset((str, int, float, bool))
_ORDER: frozenset[Operator] = frozenset(("<", ">", "<=", ">="))


def comparison(path: AttributePath, operator: Operator, value: object) -> Criterion:
    """Return `path operator value`; a date stands for its whole day.

    Raises:
        QueryError: The value cannot stand in a query, or not after this operator.
    """
    if type(value) in _PLAIN:
        return Comparison(path, operator, literal(value))
    if type(value) is datetime:
        return Comparison(path, operator, next_second(value) if operator in ("<", ">=") else literal(value))
    if value is None and operator in _ORDER:
        raise QueryError(f"{path} cannot be ordered against None; use == None or != None")
    if _is_day(value):
        return _day_comparison(path, operator, value)
    if isinstance(value, datetime) and operator in ("<", ">="):
        return Comparison(path, operator, next_second(value))
    return Comparison(path, operator, literal(value))


def membership(path: AttributePath, values: Sequence[object], *, negated: bool) -> Criterion:
    """Return `path in (values)` or `path not_in (values)`; a date among them stands for its whole day.

    Raises:
        QueryError: A value cannot stand in a query.
    """
    days = [value for value in values if _is_day(value)]
    others = tuple([literal(value) for value in values if not _is_day(value)])
    if not days:
        return In(path, others, negated)
    parts = [_day_comparison(path, "is_not" if negated else "is", day) for day in days]
    if others:
        parts.insert(0, In(path, others, negated))
    return And.of(parts) if negated else Or.of(parts)


def choices(label: object, values: object) -> list[object]:
    """Return the values that `in_` was given; `label` prints as the expression that it was called on.

    Raises:
        QueryError: It was given one value, or None among several.
    """
    single = isinstance(values, str | bytes) or hasattr(values, "__ftrack_key__")
    if single or not isinstance(values, Iterable):
        raise QueryError(f"in_ takes several values or a select(...), got {values!r}; use == for one value")
    chosen: list[object] = list(values)
    if any(value is None for value in chosen):
        raise QueryError(f"None is in no list: write ({label}.in_(...)) | ({label} == None)")
    return chosen


def subquery_of(values: object) -> Query | None:
    """Return the query of a select, None for anything else."""
    query = getattr(values, "query", None)
    return query if isinstance(query, Query) else None


def _is_day(value: object) -> TypeGuard[date]:
    return isinstance(value, date) and not isinstance(value, datetime)


def _day_comparison(path: AttributePath, operator: Operator, day: date) -> Criterion:
    midnight, next_midnight = day_range(day)
    match operator:
        case "is":
            return And.of((Comparison(path, ">=", midnight), Comparison(path, "<", next_midnight)))
        case "is_not":
            return Or.of((Comparison(path, "<", midnight), Comparison(path, ">=", next_midnight)))
        case "<=":
            return Comparison(path, "<", next_midnight)
        case ">":
            return Comparison(path, ">=", next_midnight)
        case _:
            return Comparison(path, operator, midnight)
