"""What to do with rows that hold the same attributes: worked out once, then applied to each row.

The rows of a page are alike. A shape knows which of their values must be turned into something else; plain values are
not touched, and the row's own dictionary becomes the entity's.
"""

from __future__ import annotations

from dataclasses import dataclass

from ftrack_orm.errors import ProtocolError, UnknownEntityTypeError
from ftrack_orm.mapping import MappedAttribute, Mapper, Registry
from ftrack_orm.transport import JSON

__all__ = ["RowShape", "ShapeCache"]

_MOST = 4096
"""Shapes that are kept: far more than a program's queries have, so that a strange server cannot fill the memory."""


@dataclass(frozen=True, slots=True)
class RowShape:
    """How to read rows of one entity type with the same attributes.

    `structured` are the attributes whose values may be objects or lists, by wire name; `renamed` are pairs of wire
    name and Python name; `dropped` are server columns that no class declares.
    """

    mapper: Mapper
    structured: tuple[tuple[str, MappedAttribute], ...]
    renamed: tuple[tuple[str, str], ...]
    dropped: tuple[str, ...]


class ShapeCache:
    """The shapes of one registry's entity types."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
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

    def _new(self, row: dict[str, JSON]) -> RowShape:
        if "__entity_type__" not in row:
            raise ProtocolError("expected an entity, the server sent an object without a type")
        mapper = self._mapper(row["__entity_type__"])
        missing = [name for name in mapper.wire_key if name not in row]
        if missing:
            raise ProtocolError(f"the server sent a {mapper.entity_type} without its key {missing[0]!r}")
        known = [mapper.wire[name] for name in row if name in mapper.wire]
        shape = RowShape(
            mapper=mapper,
            structured=tuple((a.api_name, a) for a in known if mapper.is_structured(a)),
            renamed=tuple((a.api_name, a.name) for a in known if a.api_name != a.name),
            dropped=tuple(name for name in row if name not in mapper.wire),
        )
        if len(self._shapes) >= _MOST:
            self._shapes.clear()
        self._shapes[(mapper.entity_type, *row)] = shape
        return shape

    def _mapper(self, entity_type: JSON) -> Mapper:
        try:
            return self._registry.mapper(entity_type)
        except UnknownEntityTypeError:
            raise ProtocolError(
                f"the server sent an entity of type {entity_type!r}, which {self._registry.package} does not have; "
                "run 'ftrack-orm generate' again"
            ) from None
