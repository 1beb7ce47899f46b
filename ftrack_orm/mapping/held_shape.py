"""What a creation sends of entities that hold the same attributes: worked out once, then applied to each.

New entities of a batch are alike. A shape knows which of their values may be entities, which are sent and under which
name, so that no value need be looked at to find out what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ftrack_orm.mapping.mapper import Mapper

__all__ = ["ChangedShape", "HeldShape", "changed_shape", "held_shape"]

_MOST = 4096
"""Shapes that are kept."""


class HeldShape(NamedTuple):
    """What the attributes are that an entity holds, by their Python names.

    `links` lead to one entity, `views` are collections and mappings. `key` and `sent` pair Python's name with the
    wire's: a creation sends both, but not the key of a link that is held. `texts` are those of `sent` that may hold an
    entity's key, `names` all that are held.
    """

    names: tuple[str, ...]
    key: tuple[tuple[str, str], ...]
    sent: tuple[tuple[str, str], ...]
    links: tuple[str, ...]
    texts: tuple[str, ...]
    views: tuple[str, ...]


class ChangedShape(NamedTuple):
    """What an update sends of the attributes that changed.

    `columns` are Python's and the wire's names, each with the link that it is the key of. `plain` are those names where
    all are values that depend on nothing and are called the same on the wire; none otherwise. `links` may lead to an
    entity. `key` is the one attribute of the primary key; None where there are several.
    """

    columns: tuple[tuple[str, str, str | None], ...]
    plain: tuple[str, ...]
    links: tuple[str, ...]
    key: str | None


def held_shape(mapper: Mapper, values: Mapping[str, Any]) -> HeldShape:
    """Return the shape of an entity that holds these values."""
    return _held(mapper, tuple(values))


def changed_shape(mapper: Mapper, changes: Iterable[str]) -> ChangedShape:
    """Return the shape of an entity of which these attributes changed."""
    return _changed(mapper, tuple(changes))


@lru_cache(_MOST)
def _changed(mapper: Mapper, names: tuple[str, ...]) -> ChangedShape:
    of_key = {key: link.name for key, link in mapper.key_links.items()}
    changed = [mapper.attributes[name] for name in names]
    plain = all(a.api_name == a.name and a.name not in of_key and not a.is_relation for a in changed)
    return ChangedShape(
        columns=tuple((a.name, a.api_name, of_key.get(a.name)) for a in changed),
        plain=names if plain else (),
        links=tuple(a.name for a in changed if mapper.is_structured(a)),
        key=mapper.primary_key[0] if len(mapper.primary_key) == 1 else None,
    )


@lru_cache(_MOST)
def _held(mapper: Mapper, names: tuple[str, ...]) -> HeldShape:
    held = [mapper.attributes[name] for name in names]
    told = {key for key, link in mapper.key_links.items() if link.name in names}
    sent = [attribute for attribute in held if not attribute.is_many and attribute.name not in told]
    return HeldShape(
        names=names,
        key=tuple((a.name, a.api_name) for a in sent if a.name in mapper.primary_key),
        sent=tuple((a.name, a.api_name) for a in sent if a.name not in mapper.primary_key),
        links=tuple(a.name for a in held if a.is_link),
        texts=tuple(a.name for a in sent if not a.is_link and (a.name,) != mapper.primary_key),
        views=tuple(a.name for a in held if a.is_many),
    )
