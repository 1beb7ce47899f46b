"""The entity classes of one package, by the names of their entity types."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from ftrack_orm.errors import ConfigurationError, UnknownEntityTypeError

if TYPE_CHECKING:
    from ftrack_orm.mapping.mapper import Mapper
    from ftrack_orm.schema import Schema
    from ftrack_orm.schema.description import Descriptions
    from ftrack_orm.schema.vocabulary import CustomAttribute, Vocabulary

__all__ = ["Registry"]

_registries: dict[str, Registry] = {}
_learning = RLock()


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
        self.is_reflected = False
        """Whether all its classes are made at run time, for one session."""
        self.edition: int = 0
        """Another one after it learned of more entity types or attributes."""
        self.successions: int = 0
        """How many classes took the place of another, as a user's own takes that of the generated one."""
        self._learned: Descriptions | None = None
        self._schema: Schema | None = None
        self._vocabulary: Vocabulary | None = None
        self._custom_attributes: dict[str, dict[str, tuple[CustomAttribute, ...]]] = {}

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
        packages = (registry for registry in _registries.values() if not registry.is_reflected)
        return tuple(registry for registry in packages if registry._mappers or registry._classes)

    @classmethod
    def reflected(cls, package: str, schema: Schema) -> Registry:
        """Return a registry whose classes are made at run time, each when it is first asked for."""
        registry = cls.of_package(package)
        registry.is_reflected = True
        registry._schema = schema
        registry.learn(schema)
        return registry

    def __repr__(self) -> str:
        return f"<Registry of {self.package}: {len(self.names())} entity types, {len(self._mappers)} imported>"

    def __contains__(self, entity_type: object) -> bool:
        known = entity_type in self._mappers or entity_type in self._classes
        return known or (self._learned is not None and entity_type in self._learned.schema)

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
            self.successions += mapper.entity_type in self._mappers
            self.add(mapper)
        if self._learned is not None and mapper.entity_type in self._learned.schema:
            from ftrack_orm.mapping.declaring.class_making import extend

            extend(mapper, self._learned[mapper.entity_type])

    def learn(self, schema: Schema) -> None:
        """Take note of a workspace's own schema: what of it the package does not have is made at run time.

        Entity types become classes, attributes are added to the classes that are there. They are the package's from
        then on, for all sessions.
        """
        from ftrack_orm.mapping.declaring.class_making import extend
        from ftrack_orm.schema.description import Descriptions

        with _learning:
            if self._learned is not None and self._learned.schema == schema:
                return
            self._learned = Descriptions(schema)
            for mapper in list(self._mappers.values()):
                if mapper.entity_type in schema:
                    extend(mapper, self._learned[mapper.entity_type])
            self.edition += 1

    def mapper(self, entity_type: str) -> Mapper:
        """Return the mapper of an entity type; its class is imported where it was not.

        Raises:
            UnknownEntityTypeError: The package has no class for it.
        """
        found = self._mappers.get(entity_type)
        if found is not None:
            return found
        name = self._classes.get(entity_type)
        if name is None and self._learned is not None and entity_type in self._learned.schema:
            return self._made(self._learned, entity_type)
        if name is None:
            raise UnknownEntityTypeError(entity_type, self.names(), self._left_out(entity_type))
        entity_class = getattr(sys.modules[self.package], name)
        found = self._mappers.get(entity_type)
        if found is None:  # the class was there before, and another that took its place was taken away
            found = self._mappers[entity_type] = entity_class.__mapper__
        return found

    def _made(self, descriptions: Descriptions, entity_type: str) -> Mapper:
        """Make the class of an entity type that the package does not have."""
        from ftrack_orm.mapping.declaring.class_making import entity_class
        from ftrack_orm.mapping.entity import Entity

        with _learning:
            found = self._mappers.get(entity_type)
            if found is None:
                described = descriptions[entity_type]
                base = Entity if described.base is None else self.mapper(described.base.entity_type).entity_class
                entity_class(described, base, f"{self.package}.models")
                found = self._mappers[entity_type]
            return found

    def names(self) -> tuple[str, ...]:
        """Return the names of all entity types."""
        learned = self._learned.schema.entity_types if self._learned is not None else ()
        return tuple(dict.fromkeys((*self._classes, *self._mappers, *learned)))

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

            snapshot = self._snapshot("schema.json")
            if snapshot is None:
                raise ConfigurationError(f"the package {self.package} has no schema.json; generate it again")
            self._schema = Schema.from_file(snapshot)
        return self._schema

    @property
    def current_schema(self) -> Schema:
        """The workspace's own schema where it was learned, else the one that the package was generated from.

        Raises:
            ConfigurationError: The package has no snapshot.
        """
        return self.schema if self._learned is None else self._learned.schema

    @property
    def schema_hash(self) -> str | None:
        """The hash of the schema that the package was generated from; None where nobody knows."""
        stated = getattr(sys.modules.get(self.package), "SCHEMA_HASH", None)
        if isinstance(stated, str):
            return stated
        return self.schema.server_hash if self._schema is not None or self._snapshot("schema.json") else None

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that the package was generated with, read once from their snapshot; none where there is none."""
        if self._vocabulary is None:
            from ftrack_orm.schema.vocabulary import Vocabulary

            snapshot = self._snapshot("vocabulary.json")
            self._vocabulary = Vocabulary() if snapshot is None else Vocabulary.from_file(snapshot)
        return self._vocabulary

    def custom_attributes(self, entity_type: str) -> Mapping[str, tuple[CustomAttribute, ...]]:
        """Return by key the custom attributes that entities of this type, or what narrows it, are known to have."""
        found = self._custom_attributes.get(entity_type)
        if found is None:
            found = {}
            for one in self.vocabulary.custom_attributes:
                if any(one.applies_to(self.schema, name) for name in (entity_type, *self.schema.subtypes(entity_type))):
                    found[one.key] = (*found.get(one.key, ()), one)
            self._custom_attributes[entity_type] = found
        return found

    def _snapshot(self, name: str) -> Path | None:
        """Return the file of the package that was written beside its code; None where it has none."""
        origin = getattr(sys.modules.get(self.package), "__file__", None)
        file = Path(origin).parent / name if origin else None
        return file if file is not None and file.exists() else None

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
