"""The entity class that an attribute was reached from, so that a query of another type does not take it for its own.

`Status.name` and `Task.name` are written alike; only the class that was named tells them apart. The tree knows no
classes, so the path keeps it beside its fields: it takes no part in comparisons, and is in no copy and no pickle.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from ftrack_orm.errors import QueryError
from ftrack_orm.query.criterion import Combination, Criterion, Not

if TYPE_CHECKING:
    from ftrack_orm.query.ast import AttributePath

__all__ = ["Rooted", "check_criteria", "check_path", "reached"]

R = TypeVar("R", bound="Rooted")


class Rooted:
    """What was reached from a class; None for what was parsed, or built from names."""

    __slots__ = ("_root",)

    _root: type[Any] | None


def reached(path: R, root: type[Any]) -> R:
    """Return a new path, after it was noted which class it starts from."""
    noted: Rooted = path
    noted._root = root
    return path


def check_criteria(entity: type[Any], criteria: Iterable[Criterion]) -> None:
    """Make sure that criteria test attributes of an entity class, of a base of it or of a narrower one.

    Raises:
        QueryError: One tests an attribute that was reached from another class.
    """
    for criterion in criteria:
        path: AttributePath | None = getattr(criterion, "_path", None)
        if path is not None:
            if path._root is not entity:
                check_path(entity, path)
        elif isinstance(criterion, Combination):
            check_criteria(entity, criterion.parts)
        elif isinstance(criterion, Not):
            check_criteria(entity, (criterion.criterion,))


def check_path(entity: type[Any] | None, path: AttributePath) -> None:
    """Make sure that a path starts from an entity class, from a base of it or from a narrower one.

    Raises:
        QueryError: It was reached from another class.
    """
    root = path._root
    if entity is None or root is None or root is entity or _related(entity, root):
        return
    name = entity.__name__
    raise QueryError(
        f"{root.__name__}.{path} is an attribute of {root.__name__}, and this is about {name}: reach it from {name}, "
        f"as {name}.<link>.{path}"
    )


def _related(one: type[Any], other: type[Any]) -> bool:
    """Tell whether one of two classes narrows the other; by name, since two packages may hold the same types."""
    return one.__dict__["__entity_type__"] in _lineage(other) or other.__dict__["__entity_type__"] in _lineage(one)


def _lineage(entity: type[Any]) -> set[object]:
    return {wider.__dict__.get("__entity_type__") for wider in entity.__mro__}
