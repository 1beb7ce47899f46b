"""Which entity types an answer depends on: those that a query names, and those that its paths pass through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ftrack_orm.mapping import Mapper, Registry
from ftrack_orm.mapping.collections.membership import membership_of
from ftrack_orm.query.ast import AttributePath, Comparison, Criterion, In, Not, Query, RelationTest
from ftrack_orm.query.criterion import Combination

__all__ = ["lineage_of", "touched_types"]

_UNKNOWN = "?"
"""No entity type: where a path goes that the classes do not know, so that nothing is kept of it."""
_Step = tuple[Mapper, str | None]
"""The type that a relation leads to, and the one whose entities tie both sides together, where there is one."""


def touched_types(query: Query, registry: Registry) -> frozenset[str]:
    """Return the entity types whose entities decide what a query gives, those that tie two others included."""
    return frozenset(_of_query(query, registry))


def lineage_of(entity_type: str) -> frozenset[str]:
    """Return a type and its bases, by all packages that were imported."""
    found = {entity_type}
    for registry in Registry.all():
        mapper = registry.mapper(entity_type) if entity_type in registry else None
        while mapper is not None:
            found.add(mapper.entity_type)
            mapper = mapper.base
    return frozenset(found)


def _of_query(query: Query, registry: Registry) -> Iterator[str]:
    mapper = registry.mapper(query.entity_type)
    yield mapper.entity_type
    paths = [item if isinstance(item, AttributePath) else item.path for item in query.projections]
    for path in (*paths, *query.group_by, *(ordering.path for ordering in query.order_by)):
        yield from _names(_walk(mapper, path))
    if query.where is not None:
        yield from _of_criterion(mapper, query.where)


def _of_criterion(mapper: Mapper, criterion: Criterion) -> Iterator[str]:
    match criterion:
        case Combination():
            for part in criterion.parts:
                yield from _of_criterion(mapper, part)
        case Not():
            yield from _of_criterion(mapper, criterion.criterion)
        case RelationTest():
            steps = _walk(mapper, criterion.path)
            yield from _names(steps)
            if criterion.criterion is not None and steps:
                yield from _of_criterion(steps[-1][0], criterion.criterion)
        case Comparison() | In():
            yield from _names(_walk(mapper, criterion.path))
            if isinstance(criterion, In) and isinstance(criterion.choices, Query):
                yield from _of_query(criterion.choices, mapper.registry)


def _walk(mapper: Mapper, path: AttributePath) -> list[_Step]:
    steps: list[_Step] = []
    for segment in path:
        attribute = mapper.wire.get(segment.name)
        if attribute is None:
            steps.append((mapper, _UNKNOWN))
            break
        if not attribute.is_relation:
            break
        membership = membership_of(mapper, attribute) if attribute.is_many else None
        target = mapper.target(attribute)
        if segment.cast is not None and segment.cast in mapper.registry:
            target = mapper.registry.mapper(segment.cast)
        steps.append((target, membership.holder if membership is not None else None))
        mapper = target
    return steps


def _names(steps: Iterable[_Step]) -> Iterator[str]:
    for target, holder in steps:
        yield target.entity_type
        if holder is not None:
            yield holder
