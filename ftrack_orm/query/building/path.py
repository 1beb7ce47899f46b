"""A plain attribute reached from a class: `Task.name`, `Task.status.name`."""

from __future__ import annotations

from typing import Any, TypeVar

from ftrack_orm.query.ast import AttributePath, Ordering, Segment
from ftrack_orm.query.building.comparable import Comparable
from ftrack_orm.query.root import reached

__all__ = ["Path"]

T_co = TypeVar("T_co", covariant=True)


class Path(Comparable[T_co]):
    """A plain attribute as an expression: it can be compared, selected, loaded and ordered by.

    `root` is the entity class that it starts from; the rest stands at `Comparable`.
    """

    __slots__ = ("_ascending", "_descending", "root")

    def __init__(self, path: AttributePath, root: type[Any], owner: str, accepts: tuple[type, ...] = ()) -> None:
        super().__init__(path, owner, accepts)
        self.root: type[Any] = root
        self._ascending = Ordering(reached(path, root))
        self._descending = Ordering(path, descending=True)

    def prefixed(self, root: type[Any], steps: tuple[Segment, ...]) -> Path[T_co]:
        """Return the same attribute, reached from another class through more steps."""
        return Path(AttributePath(steps + self.path.segments), root, self.owner, self.accepts)

    def asc(self) -> Ordering:
        """Order by this, the smallest first."""
        return self._ascending

    def desc(self) -> Ordering:
        """Order by this, the largest first."""
        return self._descending
