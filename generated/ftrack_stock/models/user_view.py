"""UserView, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, OptionalLink, Scalar

if TYPE_CHECKING:
    from .resource import Resource
    from .user import User


class UserView(Entity, entity_type="UserView", primary_key=("id",), default_projections=("id",)):
    """UserView: key id."""

    global_: Scalar[bool | None] = Attribute(default=None, api_name="global")
    """The server calls it `global`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str | None] = Attribute(default=None)
    shared_with: Collection[Resource] = Attribute(default=None, target="Resource")
    user: OptionalLink[User] = Attribute(default=None, target="User", key="user_id")
    """By its key `user_id`."""
    user_id: Scalar[str | None] = Attribute(default=None)
    """The key of `user`."""
