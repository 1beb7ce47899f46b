"""CustomConfigurationBase, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, OptionalLink, Scalar

if TYPE_CHECKING:
    from .custom_attribute_group import CustomAttributeGroup
    from .object_type import ObjectType
    from .security_role import SecurityRole


class CustomConfigurationBase(
    Entity,
    entity_type="CustomConfigurationBase",
    primary_key=("id",),
    default_projections=("id", "project_id"),
):
    """CustomConfigurationBase: table RegisterBase; key id."""

    config: Scalar[str] = Attribute(default=None)
    """JSON blob of relevant menu options."""
    core: Scalar[bool] = Attribute(default=False)
    """Whether a non-alterable builtin. Default False."""
    entity_type: Scalar[str] = Attribute(default=None)
    """The entity type (table name)."""
    group: OptionalLink[CustomAttributeGroup] = Attribute(default=None, target="CustomAttributeGroup", key="group_id")
    """By its key `group_id`."""
    group_id: Scalar[str | None] = Attribute(default=None)
    """The key of `group`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    key: Scalar[str] = Attribute(default=None)
    """Attribute name unique to entity type."""
    label: Scalar[str] = Attribute(default=None)
    """Display name for attribute."""
    object_type: OptionalLink[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id")
    """By its key `object_type_id`."""
    object_type_id: Scalar[str | None] = Attribute(default=None)
    """Id of object type attribute applies to. The key of `object_type`."""
    project_id: Scalar[str | None] = Attribute(default=None)
    """Id of project attribute is configured for."""
    read_security_roles: Collection[SecurityRole] = Attribute(default=None, target="SecurityRole")
    sort: Scalar[int] = Attribute(default=0)
    """Graphical interface sort order. Default 0."""
    write_security_roles: Collection[SecurityRole] = Attribute(default=None, target="SecurityRole")
