"""Entities as JSON text and back, with the four strategies of the official client."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, TypeAlias

from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity, KeyedView, MappedAttribute, Registry
from ftrack_orm.mapping.declaring.kind import Restricted
from ftrack_orm.mapping.state import changes_of
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.inspection import inspect
from ftrack_orm.session.loading.population import populate
from ftrack_orm.session.writing.planning import reference
from ftrack_orm.transport import JSON, decode_value, encode_value

__all__ = ["Strategy", "decode", "encode", "jsonable"]

Strategy: TypeAlias = Literal["all", "set_only", "modified_only", "persisted_only"]
"""Which attributes of an entity are encoded: all (missing ones are loaded), those that are here, those with pending
changes, or what is here as the server has it."""


def encode(gateway: Gateway, value: object, strategy: Strategy = "set_only") -> str:
    """Return a value as JSON text, its keys sorted; entities may be anywhere in it.

    What "all" lacks is loaded by one request for each 500 entities of a type.

    Raises:
        SessionError: There is no such strategy.
        InvalidValueError: A value has no form on the wire.
    """
    if strategy == "all" and gateway.lazy != "raise":
        _load_all(gateway, value)
    return json.dumps(jsonable(value, strategy), sort_keys=True)


def decode(gateway: Gateway, text: str | bytes, registry: Registry) -> Any:
    """Return what a JSON text holds: entities merged into the session, moments as `datetime`.

    Raises:
        ValueError: The text is no JSON.
    """
    return _decoded(gateway, json.loads(text), registry)


def jsonable(value: object, strategy: Strategy) -> JSON:
    """Return what `json.dumps` takes for a value with entities in it."""
    chosen = _STRATEGIES.get(strategy)
    if chosen is None:
        raise SessionError(f"no strategy {strategy!r}; there are {', '.join(_STRATEGIES)}")
    return _encoded(value, chosen)


def _encoded(value: object, chosen: Callable[[Entity], dict[str, Any]]) -> JSON:
    match value:
        case Entity():
            attributes = type(value).__mapper__.attributes
            data = {attributes[name].api_name: _attribute(attributes[name], v) for name, v in chosen(value).items()}
            return {**data, **reference(value)}
        case Mapping():
            return {str(key): _encoded(item, chosen) for key, item in value.items()}
        case list() | tuple():
            return [_encoded(item, chosen) for item in value]
        case _:
            return encode_value(value)


def _attribute(attribute: MappedAttribute, value: Any) -> JSON:
    """Encode the value of an attribute: entities in it are references."""
    if attribute.is_link:
        return None if value is None else reference(value)
    if attribute.is_many:
        return [reference(item) for item in (value.entities.values() if isinstance(value, KeyedView) else value)]
    return encode_value(value)


def _load_all(gateway: Gateway, value: object) -> None:
    by_type: dict[type[Entity], list[Entity]] = {}
    for entity in _entities(value):
        if entity in gateway.identities:
            by_type.setdefault(type(entity), []).append(entity)
    for kind, entities in by_type.items():
        attributes = kind.__mapper__.attributes.values()
        populate(gateway, entities, [a.api_name for a in attributes if not issubclass(a.kind, Restricted)])


def _entities(value: object) -> Iterator[Entity]:
    """Give the entities that are encoded in full."""
    match value:
        case Entity():
            yield value
        case Mapping():
            yield from (entity for item in value.values() for entity in _entities(item))
        case list() | tuple():
            yield from (entity for item in value for entity in _entities(item))


def _all(entity: Entity) -> dict[str, Any]:
    attributes = type(entity).__mapper__.attributes
    return {name: getattr(entity, name) for name in attributes if not issubclass(attributes[name].kind, Restricted)}


def _set(entity: Entity) -> dict[str, Any]:
    return dict(entity.__dict__)


def _modified(entity: Entity) -> dict[str, Any]:
    pairs = inspect(entity).changes.items()
    return {name: current for name, (_, current) in pairs if current is not NOT_LOADED}


def _persisted(entity: Entity) -> dict[str, Any]:
    if inspect(entity).state in ("transient", "pending"):
        return {}
    mapper = type(entity).__mapper__
    loaded = {**entity.__dict__, **changes_of(entity)}
    return {
        name: value
        for name, value in loaded.items()
        if value is not NOT_LOADED and not mapper.attributes[name].computed
    }


_STRATEGIES: dict[str, Callable[[Entity], dict[str, Any]]] = {
    "all": _all,
    "set_only": _set,
    "modified_only": _modified,
    "persisted_only": _persisted,
}


def _decoded(gateway: Gateway, value: JSON, registry: Registry) -> Any:
    if isinstance(value, list):
        return [_decoded(gateway, item, registry) for item in value]
    if not isinstance(value, dict):
        return value
    if "__entity_type__" in value:
        return gateway.merge([value], registry)[0]
    if "__type__" in value:
        return decode_value(value)
    return {key: _decoded(gateway, item, registry) for key, item in value.items()}
