"""Compile the comparison of one column with literals."""

from __future__ import annotations

import operator as python_operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, not_, null, or_, true

from ftrack_orm.query.ast import Null, Operator, Value
from ftrack_orm.sandbox.sql.literal import Moment, boolean_of, moment_of, number_of, text_of
from ftrack_orm.sandbox.sql.query_fault import QueryFault
from ftrack_orm.sandbox.sql.text import any_case, folded, fully_folded, is_plain, text_like
from ftrack_orm.sandbox.storage.case_folding import fold
from ftrack_orm.sandbox.storage.column_kind import ColumnKind

__all__ = ["Operand", "compare", "is_one_of"]

_UNKNOWN: ColumnElement[Any] = null()
"""What is neither true nor false: a comparison with null."""
_TAGGED = '{"__type__"'
"""How a moment begins that is stored as a custom attribute's value."""

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
        case "text" | "object":
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
            return _moment(operand.expression, operator, moment_of(value, operand.label))
        case "variable":
            return _variable(operand, operator, value)


def is_one_of(operand: Operand, values: Sequence[Value], *, negated: bool) -> ColumnElement[bool]:
    """Compile `operand in (values)` or `not_in`; none among the values is equal to nothing, as in SQL."""
    plain = [value for value in values if not isinstance(value, Null)]
    if len(plain) < len(values) and negated:
        return _UNKNOWN
    found = _any_of(operand, plain) if plain else _UNKNOWN
    return not_(found) if negated else found


def _any_of(operand: Operand, values: Sequence[Value]) -> ColumnElement[bool]:
    match operand.kind:
        case "id":
            return operand.expression.in_([text_of(value) for value in values])
        case "number" | "integer":
            return operand.expression.in_([number_of(value, operand.label) for value in values])
        case "text":
            plain = all(is_plain(text_of(value)) for value in values)
            left = any_case(operand.expression) if plain else fully_folded(operand.expression)
            return left.in_([fold(text_of(value)) for value in values])
        case _:
            return or_(*(compare(operand, "is", value) for value in values))


def _apply(operator: Operator, left: ColumnElement[Any], right: Any) -> ColumnElement[bool]:
    return _PYTHON[operator](left, right)


def _null_test(operand: Operand, operator: Operator) -> ColumnElement[bool]:
    if operator == "is":
        return operand.expression.is_(None)
    if operator == "is_not":
        return operand.expression.is_not(None)
    return _UNKNOWN


def _text_side(operand: Operand) -> ColumnElement[Any]:
    if operand.kind in ("text", "id", "object"):
        return operand.expression
    if operand.kind == "variable" and operand.text is not None:
        return operand.text
    raise QueryFault(f"{operand.label} is no text, 'like' cannot be used on it", operand.start)


def _refuse_order(operand: Operand, operator: Operator, what: str) -> None:
    if operator not in ("is", "is_not"):
        raise QueryFault(f"{operand.label} is {what}, it cannot be compared by {operator!r}", operand.start)


def _moment(column: ColumnElement[Any], operator: Operator, span: Moment) -> ColumnElement[bool]:
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
    """Compare numbers and moments as such where both sides are, else as texts: the kind is the value's own."""
    text, number = operand.text, operand.number
    if text is None or number is None:
        raise QueryFault(f"{operand.label} can only be compared with none", operand.start)
    ways: list[tuple[ColumnElement[bool], ColumnElement[bool]]] = []
    span, right = _moment_or_none(value), _number_or_none(value)
    if span is not None:
        ways.append((operand.expression.startswith(_TAGGED), _moment(text, operator, span)))
    if right is not None:
        ways.append((number.is_not(None), _PYTHON[operator](number, literal(right))))
    as_text: ColumnElement[bool] = _PYTHON[operator](*folded(text, text_of(value)))
    return case(*ways, else_=as_text) == true() if ways else as_text


def _moment_or_none(value: Value) -> Moment | None:
    try:
        return moment_of(value, "")
    except QueryFault:
        return None


def _number_or_none(value: Value) -> float | None:
    if text_of(value).lower() in ("true", "false"):
        return float(text_of(value).lower() == "true")
    try:
        return float(number_of(value, ""))
    except QueryFault:
        return None
