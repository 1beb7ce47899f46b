"""The schema of a workspace: all its entity types."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ftrack_orm.errors import SchemaError, UnknownEntityTypeError
from ftrack_orm.schema.entity_type import EntityType
from ftrack_orm.schema.reflection import reflect_entity_types
from ftrack_orm.schema.wire import schema_hash, to_wire

__all__ = ["Schema"]


@dataclass(frozen=True)
class Schema:
    """All entity types of a workspace, by name and sorted by it.

    >>> schema = Schema.from_json([{"id": "Status", "properties": {"id": {"type": "string"}}}])
    >>> schema["Status"].primary_key
    ('id',)
    """

    entity_types: Mapping[str, EntityType] = field(hash=False)
    told_hash: str | None = field(default=None, compare=False, repr=False)
    """The hash of the very answer that it was read from, where that was kept."""

    @classmethod
    def from_json(cls, raw: Sequence[Any], *, keep_hash: bool = False) -> Schema:
        """Read what `query_schemas` answers; `keep_hash` also takes the hash of the answer as it is.

        Raises:
            SchemaError: It cannot be read; the message names the entity type and the property.
        """
        return cls(reflect_entity_types(raw), schema_hash(list(raw)) if keep_hash else None)

    @classmethod
    def from_file(cls, path: str | Path, *, keep_hash: bool = False) -> Schema:
        """Read a file that holds the JSON of `query_schemas`; see `from_json`.

        It is UTF-8, or UTF-16 as a shell on Windows writes what is redirected to a file.

        Raises:
            SchemaError: The file is missing, is no JSON, or holds no schemas.
        """
        try:
            raw = json.loads(Path(path).read_bytes())
        except OSError as error:
            raise SchemaError(f"cannot read the schema file {path}: {error.strerror}") from error
        except (ValueError, RecursionError) as error:
            raise SchemaError(f"the schema file {path} is no JSON: {error}") from error
        return cls.from_json(raw, keep_hash=keep_hash)

    def to_json(self) -> list[dict[str, Any]]:
        """Return the wire's form, from which `from_json` reads the same schema."""
        return to_wire(self.entity_types.values())

    @cached_property
    def hash(self) -> str:
        """The hash of the wire's form, whatever the order in which a server sent it."""
        return schema_hash(self.to_json())

    @property
    def server_hash(self) -> str:
        """The hash that the server it was read from tells in `query_server_information`."""
        return self.told_hash or self.hash

    def __getitem__(self, name: str) -> EntityType:
        """Return the entity type of this name.

        Raises:
            UnknownEntityTypeError: There is none; the message suggests the nearest.
        """
        try:
            return self.entity_types[name]
        except KeyError:
            raise UnknownEntityTypeError(name, tuple(self.entity_types)) from None

    def __contains__(self, name: object) -> bool:
        return name in self.entity_types

    def __iter__(self) -> Iterator[EntityType]:
        return iter(self.entity_types.values())

    def __len__(self) -> int:
        return len(self.entity_types)

    def lineage(self, name: str) -> tuple[str, ...]:
        """Return the type and its bases, the narrowest first: `('Shot', 'TypedContext', 'Context')`."""
        names = [name]
        while (base := self[names[-1]].base) is not None:
            names.append(base)
        return tuple(names)

    def subtypes(self, name: str) -> tuple[str, ...]:
        """Return every type that narrows this one, at any depth, without itself."""
        return self._subtypes[self[name].name]

    @cached_property
    def _subtypes(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {name: [] for name in self.entity_types}
        for name in self.entity_types:
            for base in self.lineage(name)[1:]:
                found[base].append(name)
        return {name: tuple(names) for name, names in found.items()}

    @cached_property
    def own_attributes(self) -> Mapping[str, tuple[str, ...]]:
        """For each type the attributes that its base does not state in the same way."""
        own = {}
        for entity_type in self:
            inherited = self[entity_type.base].attributes if entity_type.base else {}
            own[entity_type.name] = tuple(
                name for name, attribute in entity_type.attributes.items() if inherited.get(name) != attribute
            )
        return own
