"""What stands after `where`: conditions, and how they combine with `&`, `|` and `~`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Never

from ftrack_orm.errors import QueryError
from ftrack_orm.query.node import node

__all__ = ["SHORT", "And", "Combination", "Criterion", "Not", "Or"]

SHORT = 300
"""How long a text may be that is repeated in what it stands in; else the texts of a deep tree would fill the memory."""


class Criterion:
    """A condition of a query; combine with `&`, `|` and `~`, each side in parentheses."""

    __slots__ = ("_about", "_text")

    _about: type[Any] | None
    """The class that all it tests was reached from, where that was known when it was built; see `root`."""

    _text: str | None
    """What it is written as, where that was known when it was built."""

    def __and__(self, other: Criterion) -> Criterion:
        return _both(And, self, " and ", other) if isinstance(other, Criterion) else NotImplemented

    def __or__(self, other: Criterion) -> Criterion:
        return _both(Or, self, " or ", other) if isinstance(other, Criterion) else NotImplemented

    def __invert__(self) -> Criterion:
        opposite: Any = Not(self)
        opposite._about = self._about
        text = self._text
        if text and len(text) < SHORT:
            opposite._text = f"not ({text})" if isinstance(self, Combination) else f"not {text}"
        return opposite  # type: ignore[no-any-return]  # see `node`

    def __bool__(self) -> Never:
        raise QueryError(
            "a criterion has no truth value: write (a) & (b), (a) | (b), ~(a) instead of 'and', 'or', 'not'; "
            "a.between(low, high) instead of low < a < high; a.in_(values) instead of 'a in values'"
        )

    def __str__(self) -> str:
        from ftrack_orm.query.compiler import compile_criterion  # the compiler walks these classes

        return compile_criterion(self)


@node
@dataclass(frozen=True, slots=True)
class Combination(Criterion):
    """Two or more criteria joined by one word; none of its parts is of its own kind."""

    parts: tuple[Criterion, ...]

    if TYPE_CHECKING:

        def __str__(self) -> str: ...
    else:
        __str__ = Criterion.__str__

    @classmethod
    def of(cls, criteria: Iterable[Criterion]) -> Criterion:
        """Join criteria; nested ones of this kind are flattened, a single one stays itself."""
        parts = tuple(criteria)
        if cls in map(type, parts):
            parts = tuple([inner for part in parts for inner in (part.parts if isinstance(part, cls) else (part,))])
        return parts[0] if len(parts) == 1 else cls(parts)


class And(Combination):
    """All of them."""

    __slots__ = ()


class Or(Combination):
    """One of them at least."""

    __slots__ = ()


@node
@dataclass(frozen=True, slots=True)
class Not(Criterion):
    """The opposite."""

    criterion: Criterion
    start: Any = field(default=None, compare=False, repr=False)

    if TYPE_CHECKING:

        def __str__(self) -> str: ...
    else:
        __str__ = Criterion.__str__


def _both(kind: type[Combination], one: Criterion, word: str, other: Criterion) -> Criterion:
    """Join two criteria, written where both are; combinations are flattened."""
    if isinstance(one, Combination) or isinstance(other, Combination):
        return kind.of((one, other))
    made: Any = kind((one, other))
    if one._about is other._about:
        made._about = one._about
    left, right = one._text, other._text
    if left and right and len(left) < SHORT and len(right) < SHORT:
        made._text = left + word + right
    return made  # type: ignore[no-any-return]  # see `node`
