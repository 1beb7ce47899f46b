"""CustomAttributeLinkFrom, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .custom_attribute_link_configuration import CustomAttributeLinkConfiguration


class CustomAttributeLinkFrom(
    Entity,
    entity_type="CustomAttributeLinkFrom",
    primary_key=("id",),
    default_projections=("id", "configuration_id", "from_id", "to_id"),
):
    """CustomAttributeLinkFrom: key id."""

    configuration: Link[CustomAttributeLinkConfiguration] = Attribute(
        default=None, target="CustomAttributeLinkConfiguration", key="configuration_id"
    )
    """By its key `configuration_id`."""
    configuration_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `configuration`. Immutable once created."""
    from_entity_type: Scalar[str] = Attribute(default=None)
    from_id: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    to_entity_type: Scalar[str] = Attribute(default=None)
    to_id: Scalar[str] = Attribute(default=None)
