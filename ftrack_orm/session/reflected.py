"""Entity classes without generated code: made from the workspace's schema, in a shell or a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ftrack_orm.errors import did_you_mean
from ftrack_orm.mapping import Registry
from ftrack_orm.schema.description import class_names

if TYPE_CHECKING:
    from ftrack_orm.session.session import Session

__all__ = ["ReflectedModels", "reflect"]

_numbers = count(1)


class ReflectedModels(ModuleType):
    """The entity classes of one workspace, each made when it is first used; `dir()` tells their names.

    It is what a generated package is, but for type checkers: same names, same bases, same attributes.
    """

    def __init__(self, registry: Registry, entity_types: Mapping[str, str]) -> None:
        super().__init__(registry.package, "The entities of one workspace, made at run time.")
        self.__registry = registry
        self.__entity_types = entity_types

    def __repr__(self) -> str:
        return f"<{len(self.__entity_types)} entity classes, made at run time>"

    def __getattr__(self, name: str) -> Any:
        if name == "SCHEMA_HASH":
            return self.__registry.schema.server_hash
        if name.startswith("__") or name not in self.__entity_types:
            near = "" if name.startswith("_") else did_you_mean(name, tuple(self.__entity_types))
            raise AttributeError(f"the workspace has no entity class {name!r}{near}")
        return self.__registry.mapper(self.__entity_types[name]).entity_class

    def __dir__(self) -> list[str]:
        return sorted(self.__entity_types)


def reflect(session: Session) -> ReflectedModels:
    """Make the entity classes of a session's workspace, as `ftrack-orm generate` would write them.

    It asks for the schema, in one request; a class is made when it is first used. A session that was opened without
    `models` gives entities of these classes from now on, to text queries too.

        models = reflect(session)
        session.query(select(models.Task).where(models.Task.name == "x"))

    Raises:
        SchemaError: The workspace's schema cannot be read.
        TransportError: The server did not answer, or refused.
    """
    schema = session._gateway.server_schema.read()
    registry = Registry.reflected(f"ftrack_reflected_{next(_numbers)}", schema)
    models = ReflectedModels(registry, {name: entity_type for entity_type, name in class_names(schema).items()})
    if session._models is None:
        session._models = models
    return models
