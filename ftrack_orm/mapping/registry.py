"""The entity classes of one package, by the names of their entity types."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ftrack_orm.errors import ConfigurationError, UnknownEntityTypeError
from ftrack_orm.schema import Schema

if TYPE_CHECKING:
    from ftrack_orm.mapping.mapper import Mapper

__all__ = ["Registry"]

_registries: dict[str, Registry] = {}


class Registry:
    """The mappers of one generated package; links find their target here."""

    def __init__(self, package: str) -> None:
        self.package = package
        self._mappers: dict[str, Mapper] = {}
        self._schema: Schema | None = None

    @classmethod
    def of_module(cls, module: str) -> Registry:
        """Return the registry of the package that a module lies in."""
        return cls.of_package(module.rpartition(".")[0] or module)

    @classmethod
    def of_package(cls, package: str) -> Registry:
        """Return the registry of a package by its full name."""
        return _registries.setdefault(package, cls(package))

    @classmethod
    def all(cls) -> tuple[Registry, ...]:
        """Return the registries of all packages that were imported."""
        return tuple(registry for registry in _registries.values() if registry._mappers)

    def __repr__(self) -> str:
        return f"<Registry of {self.package}: {len(self._mappers)} entity types>"

    def __contains__(self, entity_type: object) -> bool:
        return entity_type in self._mappers

    def add(self, mapper: Mapper) -> None:
        """Add a mapper; a later class for the same entity type takes its place."""
        self._mappers[mapper.entity_type] = mapper

    def mapper(self, entity_type: str) -> Mapper:
        """Return the mapper of an entity type.

        Raises:
            UnknownEntityTypeError: The package has no class for it.
        """
        try:
            return self._mappers[entity_type]
        except KeyError:
            raise UnknownEntityTypeError(entity_type, self.names()) from None

    def names(self) -> tuple[str, ...]:
        """Return the names of all entity types."""
        return tuple(self._mappers)

    def mappers(self) -> Iterable[Mapper]:
        """Return all mappers."""
        return self._mappers.values()

    @property
    def schema(self) -> Schema:
        """The schema that the package was generated from, read once from its snapshot.

        Raises:
            ConfigurationError: The package has no snapshot.
        """
        if self._schema is None:
            origin = getattr(sys.modules.get(self.package), "__file__", None)
            snapshot = Path(origin).parent / "schema.json" if origin else None
            if snapshot is None or not snapshot.exists():
                raise ConfigurationError(f"the package {self.package} has no schema.json; generate it again")
            self._schema = Schema.from_file(snapshot)
        return self._schema
