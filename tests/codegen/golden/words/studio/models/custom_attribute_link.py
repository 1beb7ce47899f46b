"""CustomAttributeLink, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class CustomAttributeLink(
    Entity,
    entity_type="CustomAttributeLink",
    primary_key=("id",),
    default_projections=("id", "configuration_id", "from_id", "to_id"),
):
    """CustomAttributeLink: key id."""

    configuration_id: Scalar[str] = Attribute(default=None, immutable=True)
    """A foreign key: CustomAttributeLinkConfiguration.id. Immutable once created."""
    from_id: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    to_id: Scalar[str] = Attribute(default=None)
