"""The syntax tree of the query language: frozen values that know no session and no schema.

Text and builder give equal trees. `start` is the character offset in the text that a node was parsed from, None for a
built one; it takes no part in comparisons. `And` and `Or` hold at least two parts, none of their own kind: build them
with `And.of` and `Or.of`, which flatten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ftrack_orm.query.criterion import And, Criterion, Not, Or
from ftrack_orm.query.node import node
from ftrack_orm.query.root import Rooted

__all__ = [
    "And",
    "AttributePath",
    "Boolean",
    "Comparison",
    "Criterion",
    "Function",
    "FunctionName",
    "In",
    "Not",
    "Null",
    "Number",
    "Operator",
    "Or",
    "Ordering",
    "Projection",
    "Query",
    "RelationTest",
    "Segment",
    "String",
    "Value",
]

Operator: TypeAlias = Literal["is", "is_not", "<", ">", "<=", ">=", "like", "not_like"]
FunctionName: TypeAlias = Literal["count", "sum", "avg", "min", "max"]

RAW = frozenset((str, int, bool))
"""What a comparison may hold in place of its literal."""


def _start() -> Any:
    return field(default=None, compare=False, repr=False)


def _later() -> Any:
    """Return the place of a text that is kept once it was written: what stands on a class is part of many queries."""
    return field(default=None, init=False, compare=False, repr=False)


def _kept(node: object, text: str) -> str:
    object.__setattr__(node, "_text", text)
    return text


@node
@dataclass(frozen=True, slots=True)
class String:
    """Text: quoted, or one bare word that is neither a number nor a keyword."""

    value: str
    start: int | None = _start()


@node
@dataclass(frozen=True, slots=True)
class Number:
    """A bare number, spelled as it was: `010` stays `010`, since the attribute may be text."""

    text: str
    start: int | None = _start()


@node
@dataclass(frozen=True, slots=True)
class Boolean:
    """A bare `true` or `false`."""

    value: bool
    start: int | None = _start()


@node
@dataclass(frozen=True, slots=True)
class Null:
    """A bare `none` or `null`."""

    start: int | None = _start()


Value: TypeAlias = String | Number | Boolean | Null


@node
@dataclass(frozen=True, slots=True)
class Segment:
    """One step of a path: an attribute name, and the subtype that a relation is cast to (`parent[Shot]`)."""

    name: str
    cast: str | None = None
    start: int | None = _start()


@node
@dataclass(frozen=True, slots=True)
class AttributePath(Rooted):
    """Dotted steps: `parent[Shot].parent.name`."""

    segments: tuple[Segment, ...]
    _text: str | None = _later()

    @classmethod
    def of(cls, dotted: str) -> AttributePath:
        """Return the path of dotted plain names, without casts."""
        return cls(tuple(Segment(name) for name in dotted.split(".")))

    @property
    def start(self) -> int | None:
        """Where the first step stands in the text."""
        return self.segments[0].start

    def __iter__(self) -> Iterator[Segment]:
        return iter(self.segments)

    def __str__(self) -> str:
        if self._text:
            return self._text
        steps = [f"{step.name}[{step.cast}]" if step.cast else step.name for step in self.segments]
        return _kept(self, ".".join(steps))


@node
@dataclass(frozen=True, slots=True)
class Comparison(Criterion):
    """`path operator value`."""

    path: AttributePath
    operator: Operator
    value: Value
    start: int | None = _start()
    """Where the operator stands."""

    if TYPE_CHECKING:

        def __str__(self) -> str: ...
    else:
        __str__ = Criterion.__str__

    def _read_value(self) -> Value:
        """Return the literal; of what was written when it was built, it is made for who looks at the tree."""
        slots: Any = self
        if type(slots._value) in RAW:
            from ftrack_orm.query.literal import literal  # which makes these classes

            slots._value = literal(slots._value)
        value: Value = slots._value
        return value


@node
@dataclass(frozen=True, slots=True)
class In(Criterion):
    """`path in (values or a subquery)`, or `not_in`."""

    path: AttributePath
    choices: tuple[Value, ...] | Query
    negated: bool = False
    start: int | None = _start()

    if TYPE_CHECKING:

        def __str__(self) -> str: ...
    else:
        __str__ = Criterion.__str__

    def _read_choices(self) -> tuple[Value, ...] | Query:
        """Return the literals; of a list of texts that was written when it was built, they are made here as well."""
        slots: Any = self
        if type(slots._choices) is list:
            slots._choices = tuple([String(each) for each in slots._choices])
        choices: tuple[Value, ...] | Query = slots._choices
        return choices


@node
@dataclass(frozen=True, slots=True)
class RelationTest(Criterion):
    """`path any (...)` or `path has (...)`; without a criterion: the relation is not empty."""

    path: AttributePath
    quantifier: Literal["any", "has"]
    criterion: Criterion | None = None
    start: int | None = _start()

    if TYPE_CHECKING:

        def __str__(self) -> str: ...
    else:
        __str__ = Criterion.__str__


@node
@dataclass(frozen=True, slots=True)
class Function:
    """An aggregate of a projection: `count(id)`."""

    name: FunctionName
    path: AttributePath
    start: int | None = _start()
    _text: str | None = _later()

    def __str__(self) -> str:
        return self._text or _kept(self, f"{self.name}({self.path})")


Projection: TypeAlias = AttributePath | Function


@node
@dataclass(frozen=True, slots=True)
class Ordering:
    """One key of `order by`."""

    path: AttributePath
    descending: bool = False
    _text: str | None = _later()

    def __str__(self) -> str:
        return self._text or _kept(self, f"{self.path} descending" if self.descending else str(self.path))


@node
@dataclass(frozen=True, slots=True)
class Query:
    """A whole query."""

    entity_type: str
    projections: tuple[Projection, ...] = ()
    where: Criterion | None = None
    group_by: tuple[AttributePath, ...] = ()
    order_by: tuple[Ordering, ...] = ()
    offset: int | None = None
    limit: int | None = None
    start: int | None = _start()
    """Where the entity type stands in the text."""
    text: str | None = field(default=None, compare=False, repr=False)
    """The text it was parsed from, for diagnostics."""

    def changed(self, **parts: Any) -> Query:
        """Return a query with other parts, and no source text."""
        given = parts.get  # written out: this is what each step of a builder costs
        return Query(
            self.entity_type,
            given("projections", self.projections),
            given("where", self.where),
            given("group_by", self.group_by),
            given("order_by", self.order_by),
            given("offset", self.offset),
            given("limit", self.limit),
        )

    def __str__(self) -> str:
        from ftrack_orm.query.compiler import compile_query  # the compiler walks these classes

        return compile_query(self)
