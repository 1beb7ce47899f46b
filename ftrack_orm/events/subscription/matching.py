"""Compile an expression to one function over an event.

Values are text. A value that ends in `*` is a prefix, as in the documentation and the JavaScript client; the official
Python client takes it for a text that may stand anywhere (`x.ftrack.y` matches its `ftrack.*`). Where an event holds a
number and the text is one, numbers are compared. Where nothing can be compared, the condition is false.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

from ftrack_orm.events.subscription.expression import And, Condition, Expression, Not, Or, Test

__all__ = ["compile_test"]

_COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}

_PREFIX: Callable[[Any, Any], Any] = str.startswith

_DIGITS = 4000
"""Python reads no longer whole numbers."""

_NUMBER = re.compile(r"[+-]?(?:\d+(?P<part>\.\d*)?|(?P<only>\.\d+))(?P<power>[eE][+-]?\d+)?", re.ASCII)


def compile_test(expression: Expression) -> Test:
    """Return the function that tells whether an event is wanted."""
    match expression:
        case Condition():
            return _condition(expression)
        case Not(part=part):
            return _negation(compile_test(part))
        case And(parts=parts):
            return _all([compile_test(part) for part in parts])
        case Or(parts=parts):
            return _any([compile_test(part) for part in parts])
        case _:
            raise TypeError(f"no expression of a subscription: {expression!r}")


def _condition(condition: Condition) -> Test:
    first, *others = condition.key.split(".")
    rest = tuple(others)
    text = condition.value[:-1] if condition.is_wildcard else condition.value
    compare = _PREFIX if condition.is_wildcard else _COMPARISONS[condition.operator]
    number = None if condition.is_wildcard else _number(condition.value)

    def test(event: Any) -> bool:
        try:
            value = event[first]
            for name in rest:
                value = value[name]
            if number is not None and value.__class__ in (int, float):
                return bool(compare(value, number))
            return bool(compare(value, text))
        except Exception:
            return False

    return test


def _number(text: str) -> int | float | None:
    """Return the number that a text is; None for any other."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    is_whole = found["part"] is None and found["only"] is None and found["power"] is None and len(text) <= _DIGITS
    return int(text) if is_whole else float(text)


def _negation(inner: Test) -> Test:
    return lambda event: not inner(event)


def _all(tests: list[Test]) -> Test:
    if len(tests) == 2:
        first, second = tests
        return lambda event: first(event) and second(event)

    def test(event: Any) -> bool:
        for part in tests:  # noqa: SIM110  # all() over a generator takes three times as long
            if not part(event):
                return False
        return True

    return test


def _any(tests: list[Test]) -> Test:
    def test(event: Any) -> bool:
        for part in tests:  # noqa: SIM110  # see above
            if part(event):
                return True
        return False

    return test
