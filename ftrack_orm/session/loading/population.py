"""Load attributes for entities at hand, in as few requests as there are chunks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity, Mapper
from ftrack_orm.query.ast import Query, Segment
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.attribute_choice import Attributes, paths_of
from ftrack_orm.session.loading.chunking import chunked
from ftrack_orm.session.loading.siblings import key_criterion
from ftrack_orm.session.reading.identity_map import key_of

__all__ = ["populate"]


def populate(gateway: Gateway, entities: Iterable[Entity], attributes: Sequence[Attributes]) -> None:
    """Load attributes of entities: one request for each 500 of a type that lack one of them.

    Pending changes stay. New entities have nothing to load and are left out.

    Raises:
        QueryCheckError: An entity's type has no such attribute.
        SessionError: No attribute is given, or the session does not hold an entity.
    """
    if not attributes:
        raise SessionError("populate() needs attributes: populate(tasks, Task.name, Task.status.name)")
    for mapper, lacking in _by_type(gateway, entities, attributes).items():
        paths = paths_of(mapper, attributes)
        wanted = [entity for entity in lacking if not all(_is_loaded(entity, path.segments) for path in paths)]
        for chunk in chunked(wanted):
            criterion = key_criterion(mapper, [key_of(entity) for entity in chunk])
            gateway.fetch(Query(mapper.entity_type, paths, criterion), mapper.registry)


def _by_type(
    gateway: Gateway, entities: Iterable[Entity], attributes: Sequence[Attributes]
) -> dict[Mapper, list[Entity]]:
    """Group entities by the widest type that has the attributes, so that shots and tasks come together."""
    widest: dict[type[Entity], Mapper] = {}
    groups: dict[Mapper, list[Entity]] = {}
    for entity in dict.fromkeys(entities):
        if gateway.unit_of_work.is_new(entity):
            continue
        if entity not in gateway.identities:
            raise SessionError(f"{entity!r} is not held by this session; merge() takes it in")
        mapper = widest.get(type(entity))
        if mapper is None:
            mapper = widest[type(entity)] = _widest(type(entity).__mapper__, attributes)
        groups.setdefault(mapper, []).append(entity)
    return groups


def _widest(mapper: Mapper, attributes: Sequence[Attributes]) -> Mapper:
    firsts = [mapper.wire[path.segments[0].name] for path in paths_of(mapper, attributes)]
    while mapper.base is not None and all(first.name in mapper.base.attributes for first in firsts):
        mapper = mapper.base
    return mapper


def _is_loaded(value: Any, steps: Sequence[Segment]) -> bool:
    """Tell whether a path can be walked from an entity, or from each of several, without loading."""
    if value is None or not steps:
        return True
    if isinstance(value, list):
        return all(_is_loaded(item, steps) for item in value)
    if not isinstance(value, Entity):
        return False
    attribute = type(value).__mapper__.wire.get(steps[0].name)
    reached = NOT_LOADED if attribute is None else value.__dict__.get(attribute.name, NOT_LOADED)
    return reached is not NOT_LOADED and _is_loaded(reached, steps[1:])
