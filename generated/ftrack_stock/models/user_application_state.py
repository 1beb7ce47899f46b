"""UserApplicationState, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class UserApplicationState(
    Entity,
    entity_type="UserApplicationState",
    primary_key=("user_id", "key"),
    default_projections=("user_id", "key", "value"),
):
    """UserApplicationState: table UserSetting; key user_id, key."""

    key: Scalar[str] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    user_id: Scalar[str] = Attribute(default=None, immutable=True)
    """A foreign key: User.id. Immutable once created."""
    value: Scalar[str] = Attribute(default=None)
