"""Combine criteria: `and_`, `or_`, `not_`."""

from __future__ import annotations

from ftrack_orm.errors import QueryError
from ftrack_orm.query.criterion import And, Criterion, Or

__all__ = ["and_", "checked", "not_", "or_"]


def and_(first: Criterion, *others: Criterion) -> Criterion:
    """Return the criterion that all of these hold; nested ones are flattened."""
    return And.of(checked((first, *others)))


def or_(first: Criterion, *others: Criterion) -> Criterion:
    """Return the criterion that at least one of these holds; nested ones are flattened."""
    return Or.of(checked((first, *others)))


def not_(criterion: Criterion) -> Criterion:
    """Return the opposite of a criterion."""
    if not isinstance(criterion, Criterion):
        checked((criterion,))
    return ~criterion


def checked(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """Return criteria as they are.

    Raises:
        QueryError: One of them is no criterion.
    """
    for criterion in criteria:
        if not isinstance(criterion, Criterion):
            raise QueryError(
                f"expected a criterion such as Task.name == 'x', got {criterion!r}; combine criteria with & | ~, "
                "not with 'and', 'or', 'not'"
            )
    return criteria
