"""Find entities by what identifies them; update what differs, create what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

from ftrack_orm.errors import MultipleResultsError, SessionError
from ftrack_orm.mapping import Entity, MappedAttribute, Mapper
from ftrack_orm.mapping.state import changes_of, loader_of
from ftrack_orm.mapping.vocabulary.word_entity import bind_words
from ftrack_orm.query.ast import And, AttributePath, Comparison, Criterion, In, Null, Or, Query, Value
from ftrack_orm.query.literal import literal
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.attribute_choice import Attributes, names_of
from ftrack_orm.session.loading.chunking import chunked
from ftrack_orm.session.loading.siblings import Siblings
from ftrack_orm.session.pending.cascade import linked
from ftrack_orm.session.writing.committing import add, commit_only
from ftrack_orm.transport import JSON, encode_value

__all__ = ["ensure"]

E = TypeVar("E", bound=Entity)
_Identity: TypeAlias = "tuple[JSON, ...]"


def ensure(gateway: Gateway, loader: Siblings, entities: Sequence[E], by: Sequence[Attributes]) -> list[E]:
    """Return the entity on the server for each given one; see `Session.ensure`.

    One query for each 500, then one request with at most one operation for each entity that is missing or differs.
    """
    if not entities:
        return []
    mapper = type(entities[0]).__mapper__
    names = names_of(mapper, by)
    for entity in entities:
        bind_words(entity, gateway.ledger)
    _check(gateway, mapper, entities, names)
    identities = [_identity(entity, names) for entity in entities]
    _refuse_twins(entities, identities)
    given = dict.fromkeys((*names, *(name for entity in entities for name in entity.__dict__)))
    found: dict[_Identity, Any] = {}
    for chunk in chunked(identities):
        found |= _find(gateway, mapper, names, tuple(given), chunk)
    pairs = zip(entities, identities, strict=True)
    ensured = [_settled(mapper, entity, _match(found, identity), names) for entity, identity in pairs]
    created = [entity for entity, own in zip(entities, ensured, strict=True) if entity is own]
    for entity in created:
        add(gateway, entity, loader)
    commit_only(gateway, created=created, changed=ensured)
    return ensured


def _check(gateway: Gateway, mapper: Mapper, entities: Sequence[Entity], names: Sequence[str]) -> None:
    if not names:
        raise SessionError("ensure() needs what identifies the entity: ensure(task, by=(Task.name, Task.parent))")
    for name in names:
        if mapper.attributes[name].is_many:
            raise SessionError(f"{mapper.entity_type}.{name} holds several entities; it cannot identify one")
    for entity in entities:
        if type(entity).__mapper__ is not mapper or loader_of(entity) is not None:
            raise SessionError(f"ensure() takes new entities of one type that no session knows, got {entity!r}")
        missing = [name for name in names if name not in entity.__dict__]
        if missing:
            raise SessionError(f"{entity!r} has no {missing[0]}, which is to identify it")
        for other in linked(entity):
            if other not in gateway.identities:
                raise SessionError(f"{entity!r} links to {other!r}, which is not on the server; commit it first")


def _refuse_twins(entities: Sequence[Entity], identities: Sequence[_Identity]) -> None:
    seen: dict[_Identity, Entity] = {}
    for entity, identity in zip(entities, identities, strict=True):
        if identity in seen:
            raise SessionError(f"{seen[identity]!r} and {entity!r} are identified by the same values")
        seen[identity] = entity


def _identity(entity: Entity, names: Sequence[str]) -> _Identity:
    """Return what identifies an entity on the server, as it can be compared and hashed."""
    loaded = {**entity.__dict__, **changes_of(entity)}
    return tuple(_comparable(loaded.get(name)) for name in names)


def _comparable(value: Any) -> Any:
    if isinstance(value, Entity):
        return value.__ftrack_key__
    encoded = encode_value(value)
    return encoded["value"] if isinstance(encoded, dict) and "__type__" in encoded else encoded


def _find(
    gateway: Gateway, mapper: Mapper, names: Sequence[str], given: Sequence[str], identities: Sequence[_Identity]
) -> dict[_Identity, list[Entity]]:
    """Ask for entities with these identities, and for all values that are to be compared."""
    attributes = [mapper.attributes[name] for name in given if not mapper.attributes[name].mapping]
    paths = tuple(AttributePath.of(attribute.api_name) for attribute in attributes)
    query = Query(mapper.entity_type, paths, _criterion(mapper, names, identities))
    found: dict[_Identity, list[Entity]] = {}
    for entity in gateway.fetch(query, mapper.registry, fresh=True):
        if isinstance(entity, mapper.entity_class):
            identity = identities[0] if len(identities) == 1 else _identity(entity, names)
            found.setdefault(identity, []).append(entity)
    return found


def _criterion(mapper: Mapper, names: Sequence[str], identities: Sequence[_Identity]) -> Criterion:
    """Say that an entity has one of the identities: what they share stands once, a single difference in a list."""
    columns = list(zip(names, zip(*identities, strict=True), strict=True))
    shared = [_equals(mapper.attributes[name], values[0]) for name, values in columns if len(set(values)) == 1]
    differing = [(mapper.attributes[name], values) for name, values in columns if len(set(values)) > 1]
    if len(differing) == 1 and None not in differing[0][1]:
        attribute, values = differing[0]
        return And.of([*shared, In(_path(attribute), tuple(_literal(value) for value in values))])
    if differing:
        rows = zip(*(values for _, values in differing), strict=True)
        shared.append(Or.of(And.of(_equals(a, v) for (a, _), v in zip(differing, row, strict=True)) for row in rows))
    return And.of(shared)


def _equals(attribute: MappedAttribute, value: Any) -> Criterion:
    if value is None and attribute.is_link:
        return Comparison(AttributePath.of(attribute.api_name), "is", Null())
    return Comparison(_path(attribute), "is", _literal(value))


def _path(attribute: MappedAttribute) -> AttributePath:
    return AttributePath.of(f"{attribute.api_name}.id" if attribute.is_link else attribute.api_name)


def _literal(value: Any) -> Value:
    return literal(value[0] if isinstance(value, tuple) else value)


def _match(found: Mapping[_Identity, list[Any]], identity: _Identity) -> Any:
    """Return the one entity of an identity; where none is exactly so, the server may not tell cases apart."""
    entities = found.get(identity)
    if entities is None:
        folded = _folded(identity)
        entities = [entity for other, group in found.items() if _folded(other) == folded for entity in group]
    if len(entities) > 1:
        raise MultipleResultsError(f"more than one entity is identified by {identity}: {entities[:3]}")
    return entities[0] if entities else None


def _folded(identity: _Identity) -> _Identity:
    return tuple(part.casefold() if isinstance(part, str) else part for part in identity)


def _settled(mapper: Mapper, given: E, found: E | None, names: Sequence[str]) -> E:
    """Return the entity on the server with the given values, or the given one where there is none."""
    if found is None:
        return given
    for name, value in _differing(mapper, given, found, names):
        setattr(found, name, value)
    return found


def _differing(mapper: Mapper, given: Entity, found: Entity, names: Sequence[str]) -> Iterator[tuple[str, Any]]:
    for name, value in given.__dict__.items():
        if name in mapper.primary_key and name not in names:
            continue  # made for a creation that does not happen
        link = mapper.key_links.get(name)
        if link is not None and link.name in given.__dict__:
            continue
        attribute = mapper.attributes[name]
        if attribute.is_many:
            if not value or {id(item) for item in value} == {id(item) for item in getattr(found, name)}:
                continue
        elif _comparable(value) == _comparable(getattr(found, name)):
            continue
        yield name, value
