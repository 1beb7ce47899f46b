"""Which generated package a query's entity types belong to."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

from ftrack_orm.errors import ConfigurationError, SessionError
from ftrack_orm.mapping import Entity, Registry
from ftrack_orm.mapping.declaring.metaclass import EntityMeta

__all__ = ["entity_class", "registry_of"]

_STOCK = "ftrack_stock"


def registry_of(entity: type[Entity] | None, models: ModuleType | None) -> Registry:
    """Return the registry of a class; without one, of the session's models, else of the only package imported.

    Raises:
        ConfigurationError: Several packages were imported and nothing says which is meant.
    """
    if entity is not None:
        return entity.__mapper__.registry
    if models is not None:
        return Registry.of_package(models.__name__)
    known = Registry.all()
    if not known:
        import_module(_STOCK)
        known = Registry.all()
    if len(known) != 1:
        names = ", ".join(registry.package for registry in known)
        raise ConfigurationError(f"several packages of entity classes are imported ({names}): pass Session(models=...)")
    (registry,) = known
    return registry


def entity_class(entity: type[Entity] | str, models: ModuleType | None) -> type[Any]:
    """Return the class of an entity type: itself, or by the name that the server has for it.

    Raises:
        UnknownEntityTypeError: There is none of this name.
        SessionError: It is neither a class nor a name.
    """
    if not isinstance(entity, (str, EntityMeta)):
        raise SessionError(f"expected an entity class such as Task, or its name, got {entity!r}")
    return registry_of(None, models).mapper(entity).entity_class if isinstance(entity, str) else entity
