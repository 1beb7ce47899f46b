"""TypedContext, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Computed, Link, Mapped, Scalar

from .context import Context

if TYPE_CHECKING:
    from .metadata import Metadata
    from .object_type import ObjectType
    from .priority import Priority
    from .project import Project
    from .split_task_part import SplitTaskPart
    from .status import Status
    from .status_change import StatusChange
    from .type import Type
    from .typed_context_link import TypedContextLink
    from .typed_context_list import TypedContextList


class TypedContext(
    Context,
    entity_type="TypedContext",
    default_projections=("id", "context_type", "name", "project_id"),
):
    """TypedContext: narrows Context; table Task; key id."""

    ancestors: Collection[TypedContext] = Attribute(default=None, init=False, target="TypedContext")
    """Computed by the server."""
    bid: Scalar[float] = Attribute(default=None)
    """In seconds."""
    bid_time_logged_difference: Computed[float] = Attribute(default=None, init=False)
    """In seconds. Computed by the server."""
    descendants: Collection[TypedContext] = Attribute(default=None, init=False, target="TypedContext")
    """Computed by the server."""
    description: Scalar[str | None] = Attribute(default=None)
    end_date: Scalar[datetime | None] = Attribute(default=None)
    incoming_links: Collection[TypedContextLink] = Attribute(default=None, target="TypedContextLink")
    lists: Collection[TypedContextList] = Attribute(default=None, target="TypedContextList")
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id")
    """By its key `object_type_id`."""
    object_type_id: Scalar[str] = Attribute(default=None)
    """The key of `object_type`."""
    outgoing_links: Collection[TypedContextLink] = Attribute(default=None, target="TypedContextLink")
    parent: Link[Context] = Attribute(  # type: ignore[assignment, unused-ignore]  # stated otherwise in Context
        default=None, target="Context", key="parent_id"
    )
    """By its key `parent_id`."""
    parent_id: Scalar[str] = Attribute(  # type: ignore[assignment, unused-ignore]  # stated otherwise in Context
        default=None
    )
    """The key of `parent`."""
    priority: Link[Priority] = Attribute(default=None, target="Priority", key="priority_id")
    """By its key `priority_id`."""
    priority_id: Scalar[str] = Attribute(default=None)
    """The key of `priority`."""
    project: Link[Project] = Attribute(default=None, target="Project", key="project_id")
    """By its key `project_id`."""
    sort: Scalar[float] = Attribute(default=None)
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart")
    start_date: Scalar[datetime | None] = Attribute(default=None)
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id")
    """By its key `status_id`."""
    status_changes: Collection[StatusChange] = Attribute(default=None, target="StatusChange")
    status_id: Scalar[str] = Attribute(default=None)
    """The key of `status`."""
    thumbnail_source_id: Computed[str | None] = Attribute(default=None, init=False)
    """A foreign key: Context.id. Computed by the server."""
    time_logged: Computed[float] = Attribute(default=None, init=False)
    """In seconds. Computed by the server."""
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id")
    """By its key `type_id`."""
    type_id: Scalar[str] = Attribute(default=None)
    """The key of `type`."""
