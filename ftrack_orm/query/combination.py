"""Combine criteria: `and_`, `or_`, `not_`."""

from __future__ import annotations

from ftrack_orm.errors import QueryError
from ftrack_orm.query.criterion import And, Criterion, Not, Or

__all__ = ["and_", "not_", "or_"]


def and_(first: Criterion, *others: Criterion) -> Criterion:
    """Return the criterion that all of these hold; nested ones are flattened."""
    return And.of([_checked(criterion) for criterion in (first, *others)])


def or_(first: Criterion, *others: Criterion) -> Criterion:
    """Return the criterion that at least one of these holds; nested ones are flattened."""
    return Or.of([_checked(criterion) for criterion in (first, *others)])


def not_(criterion: Criterion) -> Criterion:
    """Return the opposite of a criterion."""
    return Not(_checked(criterion))


def _checked(criterion: Criterion) -> Criterion:
    if not isinstance(criterion, Criterion):
        raise QueryError(
            f"expected a criterion such as Task.name == 'x', got {criterion!r}; combine criteria with & | ~, "
            "not with 'and', 'or', 'not'"
        )
    return criterion
