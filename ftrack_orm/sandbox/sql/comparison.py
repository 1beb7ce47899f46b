"""Compile the comparison of one column with literals."""

from __future__ import annotations

import operator as python_operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, literal, not_, or_, true

from ftrack_orm.query.ast import Null, Operator, Value
from ftrack_orm.sandbox.sql.literal import boolean_of, moment_of, number_of, text_of
from ftrack_orm.sandbox.sql.query_fault import QueryFault
from ftrack_orm.sandbox.sql.text import folded, text_like
from ftrack_orm.sandbox.storage.column_kind import ColumnKind

__all__ = ["Operand", "compare", "is_one_of"]

_PYTHON: dict[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "is": python_operator.eq,
    "is_not": python_operator.ne,
    "<": python_operator.lt,
    ">": python_operator.gt,
    "<=": python_operator.le,
    ">=": python_operator.ge,
}


@dataclass(frozen=True, slots=True)
class Operand:
    """The left side: an expression, its kind, and how errors call it (`Task.bid`).

    A variable brings the columns that hold it as text and as number.
    """

    expression: ColumnElement[Any]
    kind: ColumnKind
    label: str
    start: int | None = None
    text: ColumnElement[Any] | None = None
    number: ColumnElement[Any] | None = None


def compare(operand: Operand, operator: Operator, value: Value) -> ColumnElement[bool]:
    """Compile `operand operator value` with SQL's three-valued logic.

    Raises:
        QueryFault: The operator or the value does not fit the operand's kind.
    """
    if isinstance(value, Null):
        return _null_test(operand, operator)
    if operator in ("like", "not_like"):
        return text_like(_text_side(operand), text_of(value), negated=operator == "not_like")
    match operand.kind:
        case "text":
            return _PYTHON[operator](*folded(operand.expression, text_of(value)))
        case "id":
            _refuse_order(operand, operator, "an id")
            return _apply(operator, operand.expression, text_of(value))
        case "number" | "integer":
            return _apply(operator, operand.expression, number_of(value, operand.label))
        case "boolean":
            _refuse_order(operand, operator, "true or false")
            return _apply(operator, operand.expression, boolean_of(value, operand.label))
        case "datetime":
            return _moment(operand, operator, value)
        case "variable":
            return _variable(operand, operator, value)
        case "object":
            raise QueryFault(f"{operand.label} is an object, it can only be compared with none", operand.start)


def is_one_of(operand: Operand, values: Sequence[Value], *, negated: bool) -> ColumnElement[bool]:
    """Compile `operand in (values)` or `not_in`; none among the values stands for null."""
    plain = [value for value in values if not isinstance(value, Null)]
    with_null = len(plain) < len(values)
    if negated:
        parts = [_none_of(operand, plain)] if plain else []
        parts += [operand.expression.is_not(None)] if with_null else []
        return and_(true(), *parts)
    found = [_any_of(operand, plain)] if plain else []
    found += [operand.expression.is_(None)] if with_null else []
    return or_(false(), *found)


def _any_of(operand: Operand, values: Sequence[Value]) -> ColumnElement[bool]:
    match operand.kind:
        case "id":
            return operand.expression.in_([text_of(value) for value in values])
        case "number" | "integer":
            return operand.expression.in_([number_of(value, operand.label) for value in values])
        case "text" if all(text_of(value).isascii() for value in values):
            left, _ = folded(operand.expression, "")
            return left.in_([text_of(value).lower() for value in values])
        case _:
            return or_(*(compare(operand, "is", value) for value in values))


def _none_of(operand: Operand, values: Sequence[Value]) -> ColumnElement[bool]:
    return not_(_any_of(operand, values))


def _apply(operator: Operator, left: ColumnElement[Any], right: Any) -> ColumnElement[bool]:
    return _PYTHON[operator](left, right)


def _null_test(operand: Operand, operator: Operator) -> ColumnElement[bool]:
    if operator == "is":
        return operand.expression.is_(None)
    if operator == "is_not":
        return operand.expression.is_not(None)
    raise QueryFault(f"none can only be compared by 'is' and 'is_not', not by {operator!r}", operand.start)


def _text_side(operand: Operand) -> ColumnElement[Any]:
    if operand.kind in ("text", "id"):
        return operand.expression
    if operand.kind == "variable" and operand.text is not None:
        return operand.text
    raise QueryFault(f"{operand.label} is no text, 'like' cannot be used on it", operand.start)


def _refuse_order(operand: Operand, operator: Operator, what: str) -> None:
    if operator not in ("is", "is_not"):
        raise QueryFault(f"{operand.label} is {what}, it cannot be compared by {operator!r}", operand.start)


def _moment(operand: Operand, operator: Operator, value: Value) -> ColumnElement[bool]:
    span, column = moment_of(value, operand.label), operand.expression
    match operator:
        case "is":
            return and_(column >= span.start, column < span.end)
        case "is_not":
            return or_(column < span.start, column >= span.end)
        case "<":
            return column < span.start
        case "<=":
            return column < span.end
        case ">":
            return column >= span.end
        case _:
            return column >= span.start


def _variable(operand: Operand, operator: Operator, value: Value) -> ColumnElement[bool]:
    """Compare as numbers where both sides are, else as texts: the kind is the value's own."""
    text, number = operand.text, operand.number
    if text is None or number is None:
        raise QueryFault(f"{operand.label} can only be compared with none", operand.start)
    as_text: ColumnElement[bool] = _PYTHON[operator](*folded(text, text_of(value)))
    right = _number_or_none(value)
    if right is None:
        return as_text
    as_number = _PYTHON[operator](number, literal(right))
    return case((number.is_not(None), as_number), else_=as_text) == true()


def _number_or_none(value: Value) -> float | None:
    if text_of(value).lower() in ("true", "false"):
        return float(text_of(value).lower() == "true")
    try:
        return float(number_of(value, ""))
    except QueryFault:
        return None
