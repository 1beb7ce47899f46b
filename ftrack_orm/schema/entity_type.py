"""One entity type of a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ftrack_orm.errors import UnknownAttributeError
from ftrack_orm.schema.attribute import Attribute

__all__ = ["EntityType"]


@dataclass(frozen=True, slots=True)
class EntityType:
    """One entity type with all its attributes, those of its bases included (`Shot` has `Context.name`)."""

    name: str
    attributes: Mapping[str, Attribute] = field(hash=False)
    primary_key: tuple[str, ...] = ("id",)
    base: str | None = None
    """The entity type that it narrows: TypedContext for Task."""
    default_projections: tuple[str, ...] = ()
    """Attributes that come when none is asked for."""
    system_projections: tuple[str, ...] = ()
    """Server columns that always come along; see `always_projected` for the attributes."""
    table: str | None = None
    """The server's own name (`alias_for`)."""
    classifiers: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Column values that tell this type apart within its table: `{"object_typeid": ...}`."""
    group_by: bool = False
    """Whether aggregates work on it."""
    unresolved: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Names that the schema lists (as required, immutable ...) without having the property."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __getitem__(self, name: str) -> Attribute:
        """Return the attribute of this name.

        Raises:
            UnknownAttributeError: There is none; the message suggests the nearest.
        """
        try:
            return self.attributes[name]
        except KeyError:
            raise UnknownAttributeError(self.name, name, tuple(self.attributes)) from None

    def __contains__(self, name: object) -> bool:
        return name in self.attributes

    @property
    def object_type_id(self) -> str | None:
        """The id of the object type for a kind of task (Task, Shot, a site's own), else None."""
        return self.classifiers.get("object_typeid")

    @property
    def always_projected(self) -> tuple[str, ...]:
        """Attributes that come with every entity, asked or not: the primary key, defaults and system projections."""
        names = (*self.primary_key, *self.default_projections, *self._by_column(self.system_projections))
        return tuple(name for name in dict.fromkeys(names) if name in self.attributes)

    @property
    def system_projected(self) -> tuple[str, ...]:
        """Attributes that come with a mere mention: the primary key, system projections, what tells its type apart."""
        names = (*self.primary_key, *self._by_column((*self.system_projections, *self.classifiers)))
        return tuple(name for name in dict.fromkeys(names) if name in self.attributes)

    def _by_column(self, columns: Iterable[str]) -> Iterator[str]:
        """Give the names of the attributes that stand for server columns."""
        by_alias = {attribute.alias: name for name, attribute in self.attributes.items() if attribute.alias}
        return (by_alias.get(name, name) for name in columns)
