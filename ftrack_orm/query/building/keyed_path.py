"""The value of a mapping by its key: `Shot.metadata["reel"]`, `Shot.custom_attributes["fps"]`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ftrack_orm.errors import QueryError
from ftrack_orm.query.ast import And, AttributePath, Comparison, Criterion, Null, RelationTest, Segment
from ftrack_orm.query.building.comparable import Comparable
from ftrack_orm.query.literal import literal

__all__ = ["KeyedPath"]

T_co = TypeVar("T_co", covariant=True)


class KeyedPath(Comparable[T_co]):
    """One entry of a mapping as an expression; it can be compared, and nothing else.

    `Shot.metadata["reel"] == "A"` is `metadata any (key is "reel" and value is "A")`. Without an entry no comparison is
    true, except `== None`.
    """

    __slots__ = ("_key", "_relation")

    _immediate = False

    def __init__(self, relation: AttributePath, owner: str, names: tuple[str, str], key: object) -> None:
        if not isinstance(key, str):
            raise QueryError(f"{relation} is a mapping; its keys are text, got {key!r}")
        key_name, value_name = names
        super().__init__(AttributePath.of(value_name), owner)
        self._relation = relation
        self._key = Comparison(AttributePath((Segment(key_name),)), "is", literal(key))

    def __str__(self) -> str:
        return f"{self._relation}[{getattr(self._key.value, 'value', '')!r}]"

    if TYPE_CHECKING:

        def __hash__(self) -> int: ...
    else:
        __hash__ = Comparable.__hash__

    if not TYPE_CHECKING:

        def __eq__(self, other: Any) -> Criterion:
            return ~self._present() if other is None else Comparable.__eq__(self, other)

    def _concluded(self, condition: Criterion) -> Criterion:
        return RelationTest(self._relation, "any", And.of((self._key, condition)))

    def _present(self) -> Criterion:
        return self._concluded(Comparison(self.path, "is_not", Null()))
