"""The one module that generated code imports."""

from ftrack_orm.mapping.attribute import Attribute
from ftrack_orm.mapping.entity import Entity
from ftrack_orm.mapping.kind import Collection, Computed, Link, Mapped, OptionalLink, Restricted, Scalar

__all__ = [
    "Attribute",
    "Collection",
    "Computed",
    "Entity",
    "Link",
    "Mapped",
    "OptionalLink",
    "Restricted",
    "Scalar",
]
