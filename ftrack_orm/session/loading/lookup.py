"""Find entities by their keys: those at hand first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity, Mapper
from ftrack_orm.mapping.attribute import accepted_types
from ftrack_orm.query.ast import Query
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.chunking import chunked
from ftrack_orm.session.loading.siblings import key_criterion, stored_paths
from ftrack_orm.session.reading.identity_map import Key, key_of
from ftrack_orm.session.reading.row_check import check_package

__all__ = ["checked_key", "get_many"]

E = TypeVar("E", bound=Entity)


def get_many(gateway: Gateway, entity: type[E], keys: Sequence[Key]) -> list[E | None]:
    """Return the entity of each key, None where there is none or where it is to be deleted.

    Raises:
        SessionError: A key does not have as many values as the entity type's.
    """
    mapper = entity.__mapper__
    wanted = [checked_key(mapper, key) for key in keys]
    held: dict[Key, Any] = {key: gateway.identities.get(mapper, key) for key in wanted}
    missing = [key for key, found in held.items() if found is None]
    for chunk in chunked(missing):
        query = Query(mapper.entity_type, stored_paths(mapper), key_criterion(mapper, list(chunk)))
        held.update((key_of(found), found) for found in gateway.fetch(query, mapper.registry))
    return [_wanted(gateway, entity, held[key]) for key in wanted]


def checked_key(mapper: Mapper, key: Key) -> Key:
    """Return a key as entities are held by: the value itself where there is one, a tuple where it is composite.

    Raises:
        SessionError: It does not have as many values as the entity type's, or one that is no text.
    """
    parts = key if isinstance(key, tuple) else (key,)
    if len(parts) != len(mapper.primary_key):
        names = ", ".join(mapper.primary_key)
        raise SessionError(f"the key of {mapper.entity_type} is {names}; got {len(parts)} values")
    for name, part in zip(mapper.primary_key, parts, strict=True):
        if part is not None and not isinstance(part, str) and str in accepted_types(mapper.annotation(name)):
            raise SessionError(f"the key of {mapper.entity_type} is text, got {part!r}; write its text, as str(...)")
    return parts[0] if len(parts) == 1 else parts


def _wanted(gateway: Gateway, entity: type[E], found: Any) -> E | None:
    if found is None or gateway.unit_of_work.is_deleted(found):
        return None
    if not isinstance(found, entity):
        check_package(found, entity.__mapper__)
        if found.__entity_type__ != entity.__entity_type__:  # else it was loaded before its class was defined (anew)
            return None
    return found  # type: ignore[no-any-return]  # kept untyped, as identity maps are
