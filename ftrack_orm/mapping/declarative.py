"""The one module that generated code imports."""

from ftrack_orm.deferral import lazy_names
from ftrack_orm.mapping.attribute import Attribute
from ftrack_orm.mapping.entity import Entity
from ftrack_orm.mapping.generated_package import generated_package
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
    "generated_package",
    "lazy_names",
]
