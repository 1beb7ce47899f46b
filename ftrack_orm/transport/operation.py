"""What every operation of a batch can do, and the one that a program starts with: a query.

Operations are frozen values; `to_json` gives the wire's form. Those that change something are in `change`, what else
can be asked is in `question`: a start that only reads pays for neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeAlias

__all__ = ["JSON", "Operation", "QueryExpression"]

JSON: TypeAlias = Any
"""A value that `json.dumps` takes."""


class Operation(Protocol):
    """One operation of a batch."""

    reads_only: ClassVar[bool]
    """Whether it changes nothing on the server, so that sending it again is always safe."""

    def to_json(self) -> dict[str, JSON]:
        """Return the wire's form."""
        ...


@dataclass(frozen=True, slots=True)
class QueryExpression:
    """Run a query; its text holds the page (`offset`, `limit`).

    `strict` asks for the strict API, in which aggregates work; it is a header of the whole request.
    """

    reads_only: ClassVar[bool] = True

    expression: str
    strict: bool = False

    def to_json(self) -> dict[str, JSON]:
        """Return the wire's form."""
        return {"action": "query", "expression": self.expression}

    def __str__(self) -> str:
        return f"query {self.expression}"
