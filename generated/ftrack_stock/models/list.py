"""List, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Mapped, OptionalLink, Restricted, Scalar

if TYPE_CHECKING:
    from .custom_attribute_link import CustomAttributeLink
    from .custom_attribute_link_from import CustomAttributeLinkFrom
    from .list_category import ListCategory
    from .list_custom_attribute_value import ListCustomAttributeValue
    from .project import Project
    from .user import User


class List(Entity, entity_type="List", primary_key=("id",), default_projections=("id", "project_id")):
    """List: key id."""

    category: Link[ListCategory] = Attribute(default=None, target="ListCategory", key="category_id")
    """By its key `category_id`."""
    category_id: Scalar[str] = Attribute(default=None)
    """The key of `category`."""
    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    """It can be filtered on, never selected."""
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    """It can be filtered on, never selected."""
    custom_attributes: Mapped[ListCustomAttributeValue, str | float | bool | datetime | list[str]] = Attribute(
        default=None, target="ListCustomAttributeValue", mapping=("key", "value")
    )
    date: Scalar[datetime | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    is_open: Scalar[bool] = Attribute(default=True)
    """Default True."""
    name: Scalar[str] = Attribute(default="")
    """Default ''."""
    owner: OptionalLink[User] = Attribute(default=None, target="User", key="user_id")
    """By its key `user_id`."""
    project: Link[Project] = Attribute(default=None, target="Project", key="project_id")
    """By its key `project_id`."""
    project_id: Scalar[str] = Attribute(default=None)
    """The key of `project`."""
    system_type: Scalar[str] = Attribute(default="task")
    """Defines the type of the items this list accepts. Default 'task'."""
    user_id: Scalar[str | None] = Attribute(default=None)
    """The key of `owner`."""
