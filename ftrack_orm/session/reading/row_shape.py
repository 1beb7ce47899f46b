"""What to do with rows that hold the same attributes: worked out once, then applied to all of them.

The rows of a page are alike. A shape knows which of their values must be turned into something else; plain values are
not touched, and the row's own dictionary becomes the entity's.
"""

from __future__ import annotations

import reprlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ftrack_orm.errors import ConfigurationError, ProtocolError, UnknownEntityTypeError
from ftrack_orm.mapping import Entity, MappedAttribute, Mapper, Registry
from ftrack_orm.transport import JSON

if TYPE_CHECKING:
    from ftrack_orm.session.drift.server_schema import ServerSchema

__all__ = ["RowShape", "ShapeCache"]

_MOST = 4096
"""Shapes that are kept: far more than a program's queries have, so that a strange server cannot fill the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class RowShape:
    """How to read rows of one entity type with the same attributes.

    By wire name: `links` may hold an entity, `collections` entities, `moments` a datetime, `anything` whatever.
    `renamed` are pairs of wire name and Python name, collections left out; `dropped` are server columns that no class
    declares.
    """

    mapper: Mapper
    key: tuple[str, ...]
    names: frozenset[str]
    links: tuple[str, ...]
    collections: tuple[MappedAttribute, ...]
    moments: tuple[str, ...]
    anything: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    dropped: tuple[str, ...]
    shared: tuple[str, ...]
    """Keys of links: many rows hold the same, and one string serves them all."""
    _stale: dict[Mapper, tuple[tuple[str, str], ...]] = field(default_factory=dict, repr=False)
    _fitting: set[tuple[str, type]] = field(default_factory=set, repr=False)
    """Classes that were found among the values of a link, and fit it."""

    @property
    def is_reference(self) -> bool:
        """Whether rows hold nothing but their key."""
        return len(self.names) == len(self.key)

    @property
    def is_plain(self) -> bool:
        """Whether no value must be turned into something else."""
        return not (self.links or self.collections or self.moments or self.anything or self.renamed)

    def stale_links(self, mapper: Mapper) -> tuple[tuple[str, str], ...]:
        """Return the keys that rows hold without their links, each with its link, as an entity class has them."""
        found = self._stale.get(mapper)
        if found is None:
            pairs = ((key, link.name) for key, link in mapper.key_links.items())
            kept = tuple((key, link) for key, link in pairs if key in self.names and link not in self.names)
            found = self._stale[mapper] = kept
        return found

    def check_linked(self, name: str, classes: set[type]) -> None:
        """Refuse what stands in a link and is no entity that it can lead to.

        Raises:
            ProtocolError: Something is neither None nor an entity of the widest base that the link's target has.
        """
        for found in classes:
            if found is type(None) or (name, found) in self._fitting:
                continue
            target = self.mapper.target(self.mapper.wire[name])
            if not issubclass(found, Entity) or found.__mapper__.root != target.root:
                raise ProtocolError(f"expected {target.entity_type}, the server sent {found.__name__}")
            self._fitting.add((name, found))


class ShapeCache:
    """The shapes of one registry's entity types."""

    def __init__(self, registry: Registry, server_schema: ServerSchema) -> None:
        self._registry = registry
        self._server_schema = server_schema
        self._edition = (registry.edition, registry.successions)
        self._shapes: dict[tuple[str, ...], RowShape] = {}

    def of(self, row: JSON) -> RowShape:
        """Return the shape of a row.

        Raises:
            ProtocolError: The row is no entity, or of a type that the package does not have.
        """
        try:
            names = (row["__entity_type__"], *row)
            return self._shapes[names]
        except KeyError:
            return self._new(row)
        except TypeError:
            raise ProtocolError(f"expected an entity, the server sent {type(row).__name__}") from None

    def sorted(self, rows: Sequence[JSON]) -> list[tuple[RowShape, list[JSON], list[int]]]:
        """Return the rows of each shape together, and where they stood; not where there is one shape alone.

        Raises:
            ProtocolError: A row is no entity, or of a type that the package does not have.
        """
        edition = (self._registry.edition, self._registry.successions)
        if self._edition != edition:
            self._shapes.clear()
            self._edition = edition
        if len(rows) > 1 and _are_alike(rows):
            return [(self.of(rows[0]), list(rows), [])]
        groups: dict[RowShape, tuple[list[JSON], list[int]]] = {}
        for place, row in enumerate(rows):
            members, places = groups.setdefault(self.of(row), ([], []))
            members.append(row)
            places.append(place)
        return [(shape, *group) for shape, group in groups.items()]

    def _new(self, row: dict[str, JSON]) -> RowShape:
        if "__entity_type__" not in row:
            raise ProtocolError("expected an entity, the server sent an object without a type")
        mapper = self._mapper(row["__entity_type__"])
        missing = [name for name in mapper.wire_key if name not in row]
        if missing:
            raise ProtocolError(f"the server sent a {mapper.entity_type} without its key {missing[0]!r}")
        self._learn_attributes(mapper, row)
        if len(self._shapes) >= _MOST:
            self._shapes.clear()
        shape = self._shapes[(mapper.entity_type, *row)] = _shape(mapper, tuple(row))
        return shape

    def _learn_attributes(self, mapper: Mapper, row: dict[str, JSON]) -> None:
        """See whether what a row holds beyond the class's attributes is an attribute of the workspace's own schema."""
        unknown = [name for name in row if name not in mapper.wire and name != "__entity_type__"]
        if not unknown:
            return
        columns = _system_columns(self._registry, mapper.entity_type)
        for name in unknown:
            if name not in columns and self._server_schema.teach(self._registry, mapper.entity_type, name):
                return

    def _mapper(self, entity_type: JSON) -> Mapper:
        try:
            if entity_type not in self._registry:
                self._server_schema.teach(self._registry, entity_type)
            return self._registry.mapper(entity_type)
        except (UnknownEntityTypeError, TypeError):
            raise ProtocolError(
                f"the server sent an entity of type {reprlib.repr(entity_type)}, "
                f"which {self._registry.package} does not have; run 'ftrack-orm generate' again"
            ) from None


def _system_columns(registry: Registry, entity_type: str) -> frozenset[str]:
    """Return the server's own columns that come with every row of a type, though no attribute stands for them."""
    try:
        schema = registry.current_schema
    except ConfigurationError:
        return frozenset()
    return frozenset(schema[entity_type].system_projections) if entity_type in schema else frozenset()


def _are_alike(rows: Sequence[JSON]) -> bool:
    """Tell whether all rows hold the same attributes in the same order, as those of most pages do."""
    try:
        kind, names = rows[0]["__entity_type__"], tuple(rows[0])
        return all(map(names.__eq__, map(tuple, rows))) and {row["__entity_type__"] for row in rows} == {kind}
    except (KeyError, TypeError):
        return False


def _shape(mapper: Mapper, row: Sequence[str]) -> RowShape:
    known = [mapper.wire[name] for name in row if name in mapper.wire]
    plain = [a for a in known if not a.is_relation and mapper.is_structured(a)]
    return RowShape(
        mapper=mapper,
        key=mapper.wire_key,
        names=frozenset(a.name for a in known),
        links=tuple(a.api_name for a in known if a.is_link),
        collections=tuple(a for a in known if a.is_many),
        moments=tuple(a.api_name for a in plain if mapper.is_moment(a)),
        anything=tuple(a.api_name for a in plain if not mapper.is_moment(a)),
        renamed=tuple((a.api_name, a.name) for a in known if a.api_name != a.name and not a.is_many),
        dropped=tuple(name for name in row if name not in mapper.wire),
        shared=tuple(a.api_name for a in known if a.name in mapper.key_links),
    )
