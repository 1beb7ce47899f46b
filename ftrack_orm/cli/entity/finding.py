"""Find the entity that a command names, by its type and key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from ftrack_orm.errors import ConfigurationError, NoResultError
from ftrack_orm.mapping import Mapper, Registry
from ftrack_orm.models import load_models

if TYPE_CHECKING:
    from ftrack_orm.mapping import Entity
    from ftrack_orm.session import Session

__all__ = ["EntityTypeName", "find_entities", "mapper_of"]


def _names(incomplete: str) -> list[str]:
    try:
        known = Registry.of_package(load_models().__name__).names()
    except ConfigurationError:
        return []
    return sorted(name for name in known if name.startswith(incomplete))


EntityTypeName: TypeAlias = Annotated[
    str, typer.Argument(metavar="TYPE", help="Entity type, such as Task.", autocompletion=_names)
]


def mapper_of(session: Session, entity_type: str) -> Mapper:
    """Return the mapper of an entity type.

    Raises:
        UnknownEntityTypeError: There is none of this name.
    """
    return session._registry().mapper(entity_type)


def find_entities(session: Session, mapper: Mapper, keys: list[str]) -> list[Entity]:
    """Return the entity of each key, in one request; a key of several values has them parted by commas.

    Raises:
        NoResultError: There is none.
        SessionError: A key does not have as many values as the type's.
    """
    wanted: list[Any] = [key if len(mapper.primary_key) == 1 else tuple(key.split(",")) for key in keys]
    found: list[Entity] = []
    for key, entity in zip(keys, session.get_many(mapper.entity_class, wanted), strict=True):
        if entity is None:
            raise NoResultError(f"there is no {mapper.entity_type} with the key {key!r}")
        found.append(entity)
    return found
