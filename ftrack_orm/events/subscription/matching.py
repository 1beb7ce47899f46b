"""Compile an expression to one function over an event.

Values from events are compared as the official client does: only text equals text, text has an order, and a wildcard
looks for its text inside a text or a list. Where that client would raise, the condition is false.
"""

from __future__ import annotations

import operator
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
    if condition.is_wildcard:
        text, compare = condition.value[:-1], operator.contains
    else:
        text, compare = condition.value, _COMPARISONS[condition.operator]

    def test(event: Any) -> bool:
        try:
            value = event[first]
            for name in rest:
                value = value[name]
            return bool(compare(value, text))
        except Exception:
            return False

    return test


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
