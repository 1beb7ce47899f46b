"""Read entities again: what the server holds now takes the place of what is here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ftrack_orm.errors import NoResultError, SessionError
from ftrack_orm.mapping import Entity, MappedAttribute, Mapper
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.state import drop_values
from ftrack_orm.query.ast import AttributePath, Query, Segment
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.attribute_choice import Attributes, names_of, paths_of
from ftrack_orm.session.loading.chunking import chunked
from ftrack_orm.session.loading.siblings import key_criterion, stored_paths
from ftrack_orm.session.reading.identity_map import key_of
from ftrack_orm.session.reading.row_key import row_keys

__all__ = ["check_held", "expire", "refresh"]


def expire(gateway: Gateway, entity: Entity, attributes: Sequence[Attributes]) -> None:
    """Forget values of an entity, all without names; they are loaded again when they are read. Nothing is sent.

    Raises:
        SessionError: The session does not hold it, or it is not on the server yet.
    """
    check_held(gateway, (entity,))
    mapper = type(entity).__mapper__
    gateway.edition += 1
    gateway.cache.invalidate(mapper.entity_type)  # who forgets wants what the server has now
    _forget(entity, names_of(mapper, attributes) if attributes else tuple(mapper.attributes))


def refresh(gateway: Gateway, entities: Iterable[Entity], attributes: Sequence[Attributes]) -> None:
    """Load entities again; their pending changes are dropped. Without attributes all that is loaded comes anew.

    Raises:
        NoResultError: One is not on the server any more; what was read of the others is here.
        SessionError: The session does not hold one, or it is not on the server yet.
    """
    chosen = list(dict.fromkeys(entities))
    check_held(gateway, chosen)
    by_type: dict[type[Entity], list[Entity]] = {}
    for entity in chosen:
        by_type.setdefault(type(entity), []).append(entity)
    missing: list[Entity] = []
    gateway.edition += 1
    for kind, members in by_type.items():
        gateway.cache.invalidate(kind)
        for chunk in chunked(members):
            missing += _refresh_chunk(gateway, chunk, attributes)
    if missing:
        raise NoResultError(f"not on the server any more: {', '.join(map(repr, missing[:5]))}")


def check_held(gateway: Gateway, entities: Iterable[Entity]) -> None:
    """Refuse entities that the session cannot load.

    Raises:
        SessionError: One is new, or not held by the session.
    """
    for entity in entities:
        if gateway.unit_of_work.is_new(entity):
            raise SessionError(f"{entity!r} is not on the server yet; commit it first")
        if entity not in gateway.identities:
            raise SessionError(f"{entity!r} is not held by this session; merge() takes it in")


def _refresh_chunk(gateway: Gateway, entities: Sequence[Entity], attributes: Sequence[Attributes]) -> list[Entity]:
    """Load some entities of one type again; return those that the server does not have."""
    mapper = type(entities[0]).__mapper__
    paths = paths_of(mapper, attributes) if attributes else _loaded_paths(mapper, entities)
    names = {mapper.wire[path.segments[0].name].name for path in paths}
    criterion = key_criterion(mapper, [key_of(entity) for entity in entities])
    query = Query(mapper.entity_type, paths, criterion)
    rows, _ = gateway.fetch_rows(query)
    keys = {*row_keys(mapper, rows, query)}
    there = [entity for entity in entities if key_of(entity) in keys]
    held = [dict(entity.__dict__) for entity in there]  # what they link to must not be gone before it is linked again

    def forget() -> None:
        for entity in there:
            _forget(entity, names if attributes else mapper.attributes)

    with RECORDING:
        found = gateway.merge(rows, mapper.registry, query, before=forget)
    del held
    gateway.hooks.loaded.run(found)
    return [entity for entity in entities if key_of(entity) not in keys]


def _forget(entity: Entity, names: Iterable[str]) -> None:
    """Forget values and their changes; a link and its foreign key say the same, so they go together."""
    mapper = type(entity).__mapper__
    companions = [mapper.attributes[name].key for name in names]
    companions += [mapper.key_links[name].name for name in names if name in mapper.key_links]
    drop_values(entity, ({*names, *filter(None, companions)} & mapper.attributes.keys()) - {*mapper.primary_key})


def _loaded_paths(mapper: Mapper, entities: Sequence[Entity]) -> tuple[AttributePath, ...]:
    """Return the plain values of a type, and what else is loaded of one of the entities."""
    loaded = dict.fromkeys(name for entity in entities for name in entity.__dict__)
    others = [mapper.attributes[name] for name in loaded if not mapper.attributes[name].is_stored]
    paths = [path for attribute in others for path in _paths_of_other(mapper, attribute)]
    return tuple(dict.fromkeys((*stored_paths(mapper), *paths)))


def _paths_of_other(mapper: Mapper, attribute: MappedAttribute) -> Sequence[AttributePath]:
    step = Segment(attribute.api_name)
    if attribute.mapping is None:
        return (AttributePath((step,)),)
    return [AttributePath((step, *path.segments)) for path in stored_paths(mapper.target(attribute))]
