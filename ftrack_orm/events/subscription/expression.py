"""The syntax tree of a subscription; parser and builder make the same values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NoReturn, TypeAlias

from ftrack_orm.errors import EventError

__all__ = ["And", "Condition", "Expression", "Not", "Operator", "Or", "Test"]

Operator: TypeAlias = Literal["=", "!=", ">=", "<=", ">", "<"]

Test: TypeAlias = Callable[[Any], bool]

_OPERATORS = frozenset({"=", "!=", ">=", "<=", ">", "<"})
_KEY = re.compile(r"[A-Za-z0-9_.]+")
_BARE = re.compile(r"[A-Za-z0-9\-_,./*@+]+")
_QUOTED = re.compile(r""""(?:[^"\n\r\\]|""|\\[\s\S])*"|'(?:[^'\n\r\\]|''|\\[\s\S])*'""")


@dataclass(frozen=True, slots=True)
class Expression:
    """What events a subscription wants; combine with `&`, `|` and `~`."""

    _test: Test | None = field(default=None, init=False, repr=False, compare=False)

    def matches(self, event: Mapping[str, Any]) -> bool:
        """Return whether an event is wanted; it never raises, whatever the event holds.

        A condition on what the event does not have, or cannot be compared, is false.
        """
        test = self._test
        if test is None:
            from ftrack_orm.events.subscription.matching import compile_test

            test = compile_test(self)
            object.__setattr__(self, "_test", test)
        return test(event)

    def __and__(self, other: Expression) -> And:
        return And((*_parts(And, self), *_parts(And, other)))

    def __or__(self, other: Expression) -> Or:
        return Or((*_parts(Or, self), *_parts(Or, other)))

    def __invert__(self) -> Expression:
        return self.part if isinstance(self, Not) else Not(self)

    def __bool__(self) -> NoReturn:
        raise TypeError("a subscription is neither true nor false; combine with & | ~ instead of and, or, not")


@dataclass(frozen=True, slots=True)
class Condition(Expression):
    """One comparison: `data.kind = shot`.

    `value` is text; where the event holds a number and the text is one, numbers are compared. With `=`, a value that
    ends in `*` matches text that begins with what stands before the `*`.

    Raises:
        EventError: The language has no way to write the key or the value.
    """

    key: str
    operator: Operator
    value: str

    def __post_init__(self) -> None:
        if not isinstance(self.key, str) or not _KEY.fullmatch(self.key):
            raise EventError(f"a key holds letters, digits, '_' and '.' alone, got {self.key!r}")
        if self.operator not in _OPERATORS:
            raise EventError(f"a subscription has no operator {self.operator!r}; there are = != >= <= > <")
        if not isinstance(self.value, str):
            raise EventError(f"{self.key} is compared with text, got {self.value!r}: write it as text")
        _written(self.value)

    def __str__(self) -> str:
        return f"{self.key}{self.operator}{_written(self.value)}"

    @property
    def is_wildcard(self) -> bool:
        """Whether the value stands for all that begin with what is before its `*`."""
        return self.operator == "=" and self.value.endswith("*")


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """What another expression does not want."""

    part: Expression

    def __str__(self) -> str:
        return f"not {_grouped(self.part, And, Or)}"


@dataclass(frozen=True, slots=True)
class And(Expression):
    """What all of several expressions want."""

    parts: tuple[Expression, ...]

    def __post_init__(self) -> None:
        _check_parts(self.parts)

    def __str__(self) -> str:
        return " and ".join(_grouped(part, And, Or) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or(Expression):
    """What any of several expressions wants."""

    parts: tuple[Expression, ...]

    def __post_init__(self) -> None:
        _check_parts(self.parts)

    def __str__(self) -> str:
        return " or ".join(_grouped(part, Or) for part in self.parts)


def _check_parts(parts: tuple[Expression, ...]) -> None:
    if len(parts) < 2:
        raise EventError("and, or combine at least two expressions")
    for part in parts:
        if not isinstance(part, Expression):
            raise EventError(f"expected a subscription's expression, got {part!r}")


def _parts(kind: type[And] | type[Or], expression: Expression) -> tuple[Expression, ...]:
    if not isinstance(expression, Expression):
        raise EventError(f"expected a subscription's expression, got {expression!r}: compare a key, as topic(...)")
    return expression.parts if isinstance(expression, kind) else (expression,)


def _grouped(part: Expression, *kinds: type[Expression]) -> str:
    return f"({part})" if isinstance(part, kinds) else str(part)


def _written(value: str) -> str:
    """Write a value bare, or in the quotes that it fits into."""
    if _BARE.fullmatch(value):
        return value
    for quote in "\"'":
        if _QUOTED.fullmatch(quoted := f"{quote}{value}{quote}"):
            return quoted
    raise EventError(
        f"a subscription cannot hold the value {value!r}: a line break, both kinds of quotes, or '\\' last"
    )
