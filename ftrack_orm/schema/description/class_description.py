"""What is to be said of one entity class, whether as code that is written or as a class that is made at run time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from ftrack_orm.schema.description.methods import MethodsDescription

__all__ = ["AttributeDescription", "ClassDescription", "KindName"]

KindName: TypeAlias = Literal["Scalar", "Computed", "Link", "OptionalLink", "Collection", "Mapped", "Restricted"]


@dataclass(frozen=True, slots=True)
class AttributeDescription:
    """One attribute, as if its class had no base; two are equal when they say the same to the mapper."""

    name: str
    api_name: str
    kind: KindName
    value: Mapping[str, Any] | None = field(default=None, hash=False)
    """Of a scalar and of a mapping's values: what they hold, as JSON Schema; null included where that may come."""
    default: str | float | bool | None = None
    init: bool = True
    target: str | None = None
    """The entity type that a relation leads to."""
    key: str | None = None
    """Of a link: the attribute that holds its key."""
    mapping: tuple[str, str] | None = None
    """Of a mapping: the target's attributes for key and value."""
    immutable: bool = False
    summary: str = field(default="", compare=False)

    @property
    def is_relation(self) -> bool:
        """Whether it leads to entities."""
        return self.target is not None


@dataclass(frozen=True, slots=True)
class ClassDescription:
    """One entity class; names are Python's, but for entity types."""

    entity_type: str
    name: str
    base: ClassDescription | None
    primary_key: tuple[str, ...]
    default_projections: tuple[str, ...]
    attributes: Mapping[str, AttributeDescription] = field(hash=False)
    """All of them by name and in its order, those of the bases included."""
    summary: str = field(default="", compare=False)
    methods: tuple[MethodsDescription, ...] = ()
    """What it has beside its attributes, and its bases have not."""

    @property
    def own(self) -> Mapping[str, AttributeDescription]:
        """The attributes that the base does not have, or has otherwise."""
        inherited = self.base.attributes if self.base is not None else {}
        return {name: stated for name, stated in self.attributes.items() if inherited.get(name) != stated}
