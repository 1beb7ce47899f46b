"""The entity classes of one package, by the names of their entity types."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ftrack_orm.errors import ConfigurationError, UnknownEntityTypeError

if TYPE_CHECKING:
    from ftrack_orm.mapping.mapper import Mapper
    from ftrack_orm.schema import Schema

__all__ = ["Registry"]

_registries: dict[str, Registry] = {}


class Registry:
    """The mappers of one generated package; links find their target here.

    A generated package announces its classes when it is imported; the module of a class is imported when its entity
    type is first asked for: by a link that is walked, by a row that the server sent.
    """

    def __init__(self, package: str) -> None:
        self.package = package
        self._mappers: dict[str, Mapper] = {}
        self._classes: dict[str, str] = {}
        """The class names of entity types, announced whether they are imported or not."""
        self._schema: Schema | None = None

    @classmethod
    def of_module(cls, module: str) -> Registry:
        """Return the registry of the package that a module lies in: the nearest around it that announced classes."""
        parent = package = module.rpartition(".")[0]
        while package:
            known = _registries.get(package)
            if known is not None and known._classes:
                return known
            package = package.rpartition(".")[0]
        return cls.of_package(parent or module)

    @classmethod
    def of_package(cls, package: str) -> Registry:
        """Return the registry of a package by its full name."""
        return _registries.setdefault(package, cls(package))

    @classmethod
    def all(cls) -> tuple[Registry, ...]:
        """Return the registries of all packages that were imported."""
        return tuple(registry for registry in _registries.values() if registry._mappers or registry._classes)

    def __repr__(self) -> str:
        return f"<Registry of {self.package}: {len(self.names())} entity types, {len(self._mappers)} imported>"

    def __contains__(self, entity_type: object) -> bool:
        return entity_type in self._mappers or entity_type in self._classes

    def announce(self, classes: Iterable[str], entity_types: Mapping[str, str]) -> None:
        """Take note of the classes that the package gives by their names.

        `entity_types` states the class names of those whose entity type is called otherwise.
        """
        renamed = set(entity_types.values())
        self._classes = {name: name for name in classes if name not in renamed} | dict(entity_types)

    def add(self, mapper: Mapper) -> None:
        """Add a mapper; a later class for the same entity type takes its place."""
        self._mappers[mapper.entity_type] = mapper

    def created(self, mapper: Mapper) -> None:
        """Add the mapper of a class that was just made.

        A generated class takes nobody's place: when it is imported is not for whoever wrote the other to know.
        """
        if mapper.entity_type not in self._mappers or not self._is_generated(mapper):
            self.add(mapper)

    def mapper(self, entity_type: str) -> Mapper:
        """Return the mapper of an entity type; its class is imported where it was not.

        Raises:
            UnknownEntityTypeError: The package has no class for it.
        """
        found = self._mappers.get(entity_type)
        if found is not None:
            return found
        name = self._classes.get(entity_type)
        if name is None:
            raise UnknownEntityTypeError(entity_type, self.names(), self._left_out(entity_type))
        entity_class = getattr(sys.modules[self.package], name)
        found = self._mappers.get(entity_type)
        if found is None:  # the class was there before, and another that took its place was taken away
            found = self._mappers[entity_type] = entity_class.__mapper__
        return found

    def names(self) -> tuple[str, ...]:
        """Return the names of all entity types."""
        return tuple(dict.fromkeys((*self._classes, *self._mappers)))

    def mappers(self) -> Iterable[Mapper]:
        """Return all mappers; every class of the package is imported."""
        return [self.mapper(name) for name in self.names()]

    @property
    def schema(self) -> Schema:
        """The schema that the package was generated from, read once from its snapshot.

        Raises:
            ConfigurationError: The package has no snapshot.
        """
        if self._schema is None:
            from ftrack_orm.schema import Schema

            origin = getattr(sys.modules.get(self.package), "__file__", None)
            snapshot = Path(origin).parent / "schema.json" if origin else None
            if snapshot is None or not snapshot.exists():
                raise ConfigurationError(f"the package {self.package} has no schema.json; generate it again")
            self._schema = Schema.from_file(snapshot)
        return self._schema

    def _is_generated(self, mapper: Mapper) -> bool:
        """Tell whether a class is the one that the package gives for its entity type."""
        where = f"{mapper.entity_class.__module__}."
        return where.startswith(f"{self.package}.models.") and (
            self._classes.get(mapper.entity_type) == mapper.entity_class.__qualname__
        )

    def _left_out(self, entity_type: str) -> str:
        """Say what to do about an entity type that the schema has and the package has not."""
        try:
            known = entity_type in self.schema
        except (ConfigurationError, ValueError):
            known = False
        return f"{self.package} was generated without it; add it to --only and generate again" if known else ""
