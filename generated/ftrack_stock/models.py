"""Entity classes of one workspace, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from builtins import list as _list
from datetime import datetime
from typing import Any, Literal

from ftrack_orm.mapping.declarative import (
    Attribute,
    Collection,
    Computed,
    Entity,
    Link,
    Mapped,
    OptionalLink,
    Restricted,
    Scalar,
)


class ApiKey(
    Entity,
    entity_type="ApiKey",
    primary_key=("id",),
    default_projections=("id", "identifier", "resource_id", "prefix"),
):
    """ApiKey: table AccessKey; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    identifier: Scalar[str | None] = Attribute(default=None)
    prefix: Scalar[str | None] = Attribute(default=None)
    resource_id: Scalar[str | None] = Attribute(default=None)


class Appointment(Entity, entity_type="Appointment", primary_key=("id",), default_projections=("id",)):
    """Appointment: key id."""

    context: Link[Context] = Attribute(default=None, target="Context", key="context_id")
    context_id: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    resource: Link[Resource] = Attribute(default=None, target="Resource", key="resource_id")
    resource_id: Scalar[str] = Attribute(default=None)
    type: Scalar[str] = Attribute(default=None)


class Asset(Entity, entity_type="Asset", primary_key=("id",), default_projections=("id", "context_id")):
    """Asset: key id."""

    ancestors: Collection[TypedContext] = Attribute(default=None, init=False, target="TypedContext")
    context_id: Scalar[str] = Attribute(default=None)
    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    custom_attributes: Mapped[AssetCustomAttributeValue, str | float | bool | datetime | list[str]] = Attribute(
        default=None, target="AssetCustomAttributeValue", mapping=("key", "value")
    )
    id: Scalar[str] = Attribute(default=None, immutable=True)
    latest_version: OptionalLink[AssetVersion] = Attribute(
        default=None, init=False, target="AssetVersion", immutable=True
    )
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    name: Scalar[str] = Attribute(default=None)
    parent: Link[Context] = Attribute(default=None, target="Context", key="context_id")
    project_id: Scalar[str] = Attribute(default=None)
    type: Link[AssetType] = Attribute(default=None, target="AssetType", key="type_id")
    type_id: Scalar[str] = Attribute(default=None)
    versions: Collection[AssetVersion] = Attribute(default=None, target="AssetVersion")


class AssetCustomAttributeValue(
    Entity,
    entity_type="AssetCustomAttributeValue",
    primary_key=("configuration_id", "entity_id"),
    default_projections=("configuration_id", "entity_id", "key"),
):
    """AssetCustomAttributeValue: key configuration_id, entity_id."""

    configuration: Link[CustomAttributeConfiguration] = Attribute(
        default=None, target="CustomAttributeConfiguration", key="configuration_id"
    )
    configuration_id: Scalar[str] = Attribute(default=None, immutable=True)
    entity_id: Scalar[str] = Attribute(default=None, immutable=True)
    key: Scalar[str] = Attribute(default=None)
    value: Scalar[str | float | bool | datetime | list[str] | None] = Attribute(default=None)


class AssetType(Entity, entity_type="AssetType", primary_key=("id",), default_projections=("id",)):
    """AssetType: key id."""

    assets: Collection[Asset] = Attribute(default=None, target="Asset")
    component: Scalar[str] = Attribute(default="main")
    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None)
    short: Scalar[str] = Attribute(default=None)


class AssetVersion(Entity, entity_type="AssetVersion", primary_key=("id",), default_projections=("id", "asset_id")):
    """AssetVersion: key id."""

    asset: Link[Asset] = Attribute(default=None, target="Asset", key="asset_id")
    asset_id: Scalar[str] = Attribute(default=None)
    comment: Scalar[str] = Attribute(default="")
    components: Collection[Component] = Attribute(default=None, target="Component")
    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    custom_attributes: Mapped[AssetVersionCustomAttributeValue, str | float | bool | datetime | list[str]] = Attribute(
        default=None, target="AssetVersionCustomAttributeValue", mapping=("key", "value")
    )
    date: Scalar[datetime] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    incoming_links: Collection[AssetVersionLink] = Attribute(default=None, target="AssetVersionLink")
    is_latest_version: Scalar[bool] = Attribute(default=None, immutable=True)
    is_published: Scalar[bool] = Attribute(default=True)
    legacy_link: Computed[list[dict[str, str]]] = Attribute(default=None, init=False, api_name="_link")
    """This attribute has been deprecated, use `link` attribute instead."""
    link: Computed[list[dict[str, str]]] = Attribute(default=None, init=False)
    lists: Collection[AssetVersionList] = Attribute(default=None, target="AssetVersionList")
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    notes: Collection[Note] = Attribute(default=None, target="Note")
    outgoing_links: Collection[AssetVersionLink] = Attribute(default=None, target="AssetVersionLink")
    project_id: Scalar[str] = Attribute(default=None)
    review_session_objects: Collection[ReviewSessionObject] = Attribute(default=None, target="ReviewSessionObject")
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id")
    status_changes: Collection[StatusChange] = Attribute(default=None, target="StatusChange")
    status_id: Scalar[str] = Attribute(default=None)
    task: OptionalLink[Task] = Attribute(default=None, target="Task", key="task_id")
    task_id: Scalar[str | None] = Attribute(default=None)
    thumbnail: OptionalLink[Component] = Attribute(default=None, target="Component", key="thumbnail_id")
    thumbnail_id: Scalar[str | None] = Attribute(default=None)
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    used_in_versions: Collection[AssetVersion] = Attribute(default=None, target="AssetVersion")
    user: OptionalLink[User] = Attribute(default=None, target="User", key="user_id")
    user_id: Scalar[str | None] = Attribute(default=None)
    uses_versions: Collection[AssetVersion] = Attribute(default=None, target="AssetVersion")
    version: Scalar[int] = Attribute(default=None)


class AssetVersionCustomAttributeValue(
    Entity,
    entity_type="AssetVersionCustomAttributeValue",
    primary_key=("configuration_id", "entity_id"),
    default_projections=("configuration_id", "entity_id", "key"),
):
    """AssetVersionCustomAttributeValue: key configuration_id, entity_id."""

    configuration: Link[CustomAttributeConfiguration] = Attribute(
        default=None, target="CustomAttributeConfiguration", key="configuration_id"
    )
    configuration_id: Scalar[str] = Attribute(default=None, immutable=True)
    entity_id: Scalar[str] = Attribute(default=None, immutable=True)
    key: Scalar[str] = Attribute(default=None)
    value: Scalar[str | float | bool | datetime | list[str] | None] = Attribute(default=None)


class AssetVersionLink(
    Entity,
    entity_type="AssetVersionLink",
    primary_key=("id",),
    default_projections=("id", "from_id", "to_id"),
):
    """AssetVersionLink: key id."""

    from_: Link[AssetVersion] = Attribute(default=None, target="AssetVersion", key="from_id", api_name="from")
    from_id: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    to: Link[AssetVersion] = Attribute(default=None, target="AssetVersion", key="to_id")
    to_id: Scalar[str] = Attribute(default=None)


class CalendarEvent(
    Entity,
    entity_type="CalendarEvent",
    primary_key=("id",),
    default_projections=("id", "start", "end", "project_id"),
):
    """CalendarEvent: key id."""

    calendar_event_resources: Collection[CalendarEventResource] = Attribute(
        default=None, target="CalendarEventResource"
    )
    created_at: Scalar[datetime] = Attribute(default=None)
    created_by: OptionalLink[User] = Attribute(default=None, target="User", key="created_by_id")
    created_by_id: Scalar[str | None] = Attribute(default=None)
    effort: Scalar[float | None] = Attribute(default=None)
    end: Scalar[datetime] = Attribute(default=None)
    estimate: Scalar[float | None] = Attribute(default=None)
    everyone: Scalar[bool | None] = Attribute(default=None)
    forecast: Scalar[bool | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    leave: Scalar[bool | None] = Attribute(default=None)
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    name: Scalar[str] = Attribute(default="")
    project: OptionalLink[Project] = Attribute(default=None, target="Project", key="project_id")
    project_id: Scalar[str | None] = Attribute(default=None)
    start: Scalar[datetime] = Attribute(default=None)
    type: OptionalLink[Type] = Attribute(default=None, target="Type", key="type_id")
    type_id: Scalar[str | None] = Attribute(default=None)


class CalendarEventResource(
    Entity,
    entity_type="CalendarEventResource",
    primary_key=("id",),
    default_projections=("id", "calendar_event_id", "resource_id"),
):
    """CalendarEventResource: key id."""

    calendar_event: Link[CalendarEvent] = Attribute(default=None, target="CalendarEvent", key="calendar_event_id")
    calendar_event_id: Scalar[str] = Attribute(default=None)
    created_at: Scalar[datetime] = Attribute(default=None)
    created_by: OptionalLink[User] = Attribute(default=None, target="User", key="created_by_id")
    created_by_id: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    resource: Link[Resource] = Attribute(default=None, target="Resource", key="resource_id")
    resource_id: Scalar[str] = Attribute(default=None)


class Component(
    Entity,
    entity_type="Component",
    primary_key=("id",),
    default_projections=("id", "system_type", "version_id", "container_id"),
):
    """Component: key id."""

    component_locations: Collection[ComponentLocation] = Attribute(default=None, target="ComponentLocation")
    container: OptionalLink[ContainerComponent] = Attribute(
        default=None, target="ContainerComponent", key="container_id"
    )
    container_id: Scalar[str | None] = Attribute(default=None)
    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    file_type: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    name: Scalar[str] = Attribute(default="main")
    size: Scalar[int] = Attribute(default=0)
    system_type: Scalar[str] = Attribute(default=None)
    version: OptionalLink[AssetVersion] = Attribute(default=None, target="AssetVersion", key="version_id")
    version_id: Scalar[str | None] = Attribute(default=None)


class ContainerComponent(Component, entity_type="ContainerComponent"):
    """ContainerComponent: narrows Component; key id."""

    members: Collection[Component] = Attribute(default=None, target="Component")


class SequenceComponent(ContainerComponent, entity_type="SequenceComponent"):
    """SequenceComponent: narrows ContainerComponent; key id."""

    padding: Scalar[int] = Attribute(default=0)


class FileComponent(Component, entity_type="FileComponent"):
    """FileComponent: narrows Component; key id."""


class ComponentLocation(
    Entity,
    entity_type="ComponentLocation",
    primary_key=("id",),
    default_projections=("id", "location_id", "component_id"),
):
    """ComponentLocation: key id."""

    component: Link[Component] = Attribute(default=None, target="Component", key="component_id")
    component_id: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    location: Link[Location] = Attribute(default=None, target="Location", key="location_id")
    location_id: Scalar[str] = Attribute(default=None)
    resource_identifier: Scalar[str] = Attribute(default=None)
    url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)


class Context(Entity, entity_type="Context", primary_key=("id",), default_projections=("id", "context_type", "name")):
    """Context: key id."""

    allocations: Collection[Appointment] = Attribute(default=None, target="Appointment")
    appointments: Collection[Appointment] = Attribute(default=None, target="Appointment")
    assets: Collection[Asset] = Attribute(default=None, target="Asset")
    assignments: Collection[Appointment] = Attribute(default=None, target="Appointment")
    children: Collection[Context] = Attribute(default=None, target="Context")
    context_type: Scalar[str] = Attribute(default=None)
    created_at: Scalar[datetime] = Attribute(default=None, immutable=True)
    created_by: OptionalLink[User] = Attribute(default=None, target="User", key="created_by_id", immutable=True)
    created_by_id: Scalar[str | None] = Attribute(default=None, immutable=True)
    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    custom_attributes: Mapped[ContextCustomAttributeValue, str | float | bool | datetime | list[str]] = Attribute(
        default=None, target="ContextCustomAttributeValue", mapping=("key", "value")
    )
    id: Scalar[str] = Attribute(default=None, immutable=True)
    legacy_link: Computed[list[dict[str, str]]] = Attribute(default=None, init=False, api_name="_link")
    """This attribute has been deprecated, use `link` attribute instead."""
    link: Computed[list[dict[str, str]]] = Attribute(default=None, init=False)
    managers: Collection[Manager] = Attribute(default=None, target="Manager")
    name: Scalar[str] = Attribute(default="")
    notes: Collection[Note] = Attribute(default=None, target="Note")
    parent: OptionalLink[Context] = Attribute(default=None, target="Context", key="parent_id")
    parent_id: Scalar[str | None] = Attribute(default=None)
    project_id: Scalar[str] = Attribute(default=None)
    scopes: Collection[Scope] = Attribute(default=None, target="Scope")
    thumbnail: OptionalLink[Component] = Attribute(default=None, target="Component", key="thumbnail_id")
    thumbnail_id: Scalar[str | None] = Attribute(default=None)
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    timelogs: Collection[Timelog] = Attribute(default=None, target="Timelog")


class Project(Context, entity_type="Project"):
    """Project: narrows Context; table Show; key id."""

    calendar_events: Collection[CalendarEvent] = Attribute(default=None, target="CalendarEvent")
    color: Scalar[str | None] = Attribute(default=None)
    descendants: Collection[TypedContext] = Attribute(default=None, init=False, target="TypedContext")
    disk: OptionalLink[Disk] = Attribute(default=None, target="Disk", key="disk_id")
    disk_id: Scalar[str | None] = Attribute(default=None)
    end_date: Scalar[datetime | None] = Attribute(default=None)
    full_name: Scalar[str | None] = Attribute(default=None)
    is_global: Scalar[bool] = Attribute(default=False)
    is_private: Scalar[bool] = Attribute(default=False)
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    project_schema: Link[ProjectSchema] = Attribute(default=None, target="ProjectSchema", key="project_schema_id")
    project_schema_id: Scalar[str] = Attribute(default=None)
    review_session_folders: Collection[ReviewSessionFolder] = Attribute(default=None, target="ReviewSessionFolder")
    review_sessions: Collection[ReviewSession] = Attribute(default=None, target="ReviewSession")
    root: Scalar[str | None] = Attribute(default=None)
    start_date: Scalar[datetime | None] = Attribute(default=None)
    status: Scalar[str] = Attribute(default=None)
    user_security_role_projects: Collection[UserSecurityRoleProject] = Attribute(
        default=None, target="UserSecurityRoleProject"
    )


class TypedContext(
    Context,
    entity_type="TypedContext",
    default_projections=("id", "context_type", "name", "project_id"),
):
    """TypedContext: narrows Context; table Task; key id."""

    ancestors: Collection[TypedContext] = Attribute(default=None, init=False, target="TypedContext")
    bid: Scalar[float] = Attribute(default=None)
    bid_time_logged_difference: Computed[float] = Attribute(default=None, init=False)
    descendants: Collection[TypedContext] = Attribute(default=None, init=False, target="TypedContext")
    description: Scalar[str | None] = Attribute(default=None)
    end_date: Scalar[datetime | None] = Attribute(default=None)
    incoming_links: Collection[TypedContextLink] = Attribute(default=None, target="TypedContextLink")
    lists: Collection[TypedContextList] = Attribute(default=None, target="TypedContextList")
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id")
    object_type_id: Scalar[str] = Attribute(default=None)
    outgoing_links: Collection[TypedContextLink] = Attribute(default=None, target="TypedContextLink")
    parent: Link[Context] = Attribute(  # type: ignore[assignment, unused-ignore]  # stated otherwise in Context
        default=None, target="Context", key="parent_id"
    )
    parent_id: Scalar[str] = Attribute(  # type: ignore[assignment, unused-ignore]  # stated otherwise in Context
        default=None
    )
    priority: Link[Priority] = Attribute(default=None, target="Priority", key="priority_id")
    priority_id: Scalar[str] = Attribute(default=None)
    project: Link[Project] = Attribute(default=None, target="Project", key="project_id")
    sort: Scalar[float] = Attribute(default=None)
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart")
    start_date: Scalar[datetime | None] = Attribute(default=None)
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id")
    status_changes: Collection[StatusChange] = Attribute(default=None, target="StatusChange")
    status_id: Scalar[str] = Attribute(default=None)
    thumbnail_source_id: Computed[str | None] = Attribute(default=None, init=False)
    time_logged: Computed[float] = Attribute(default=None, init=False)
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id")
    type_id: Scalar[str] = Attribute(default=None)


class AssetBuild(TypedContext, entity_type="AssetBuild"):
    """AssetBuild: narrows TypedContext; table Task; key id."""

    bid: Scalar[float] = Attribute(default=None, immutable=True)
    end_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    object_type_id: Scalar[str] = Attribute(default="4be63b64-5010-42fb-bf1f-428af9d638f0", immutable=True)
    priority_id: Scalar[str] = Attribute(default="9661b320-3a0c-11e2-81c1-0800200c9a66")
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart", immutable=True)
    start_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)


class Episode(TypedContext, entity_type="Episode"):
    """Episode: narrows TypedContext; table Task; key id."""

    bid: Scalar[float] = Attribute(default=None, immutable=True)
    end_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    object_type_id: Scalar[str] = Attribute(default="22139355-61da-4c8f-9db4-3abc870166bc", immutable=True)
    priority_id: Scalar[str] = Attribute(default="9661b320-3a0c-11e2-81c1-0800200c9a66")
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart", immutable=True)
    start_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id", immutable=True)
    type_id: Scalar[str] = Attribute(default=None, immutable=True)


class Folder(TypedContext, entity_type="Folder"):
    """Folder: narrows TypedContext; table Task; key id."""

    bid: Scalar[float] = Attribute(default=None, immutable=True)
    end_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    object_type_id: Scalar[str] = Attribute(default="3c133785-51cb-11e3-980a-20c9d0831e59", immutable=True)
    priority_id: Scalar[str] = Attribute(default="9661b320-3a0c-11e2-81c1-0800200c9a66")
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart", immutable=True)
    start_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id", immutable=True)
    status_id: Scalar[str] = Attribute(default=None, immutable=True)
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id", immutable=True)
    type_id: Scalar[str] = Attribute(default=None, immutable=True)


class Image(TypedContext, entity_type="Image"):
    """Image: narrows TypedContext; table Task; key id."""

    bid: Scalar[float] = Attribute(default=None, immutable=True)
    end_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    object_type_id: Scalar[str] = Attribute(default="4721f72a-bd5c-11eb-a3da-d6270330280e", immutable=True)
    priority: Link[Priority] = Attribute(default=None, target="Priority", key="priority_id", immutable=True)
    priority_id: Scalar[str] = Attribute(default=None, immutable=True)
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart", immutable=True)
    start_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id", immutable=True)
    status_id: Scalar[str] = Attribute(default=None, immutable=True)
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id", immutable=True)
    type_id: Scalar[str] = Attribute(default=None, immutable=True)


class Information(TypedContext, entity_type="Information"):
    """Information: narrows TypedContext; table Task; key id."""

    bid: Scalar[float] = Attribute(default=None, immutable=True)
    end_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    object_type_id: Scalar[str] = Attribute(default="efb7d34c-bd5b-11eb-86a7-d6270330280e", immutable=True)
    priority: Link[Priority] = Attribute(default=None, target="Priority", key="priority_id", immutable=True)
    priority_id: Scalar[str] = Attribute(default=None, immutable=True)
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart", immutable=True)
    start_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id", immutable=True)
    status_id: Scalar[str] = Attribute(default=None, immutable=True)
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id", immutable=True)
    type_id: Scalar[str] = Attribute(default=None, immutable=True)


class Milestone(TypedContext, entity_type="Milestone"):
    """Milestone: narrows TypedContext; table Task; key id."""

    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    object_type_id: Scalar[str] = Attribute(default="01decdd1-51cb-11e3-9d5b-20c9d0831e59", immutable=True)
    priority_id: Scalar[str] = Attribute(default="9661b320-3a0c-11e2-81c1-0800200c9a66")
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart", immutable=True)
    start_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)


class Scene(TypedContext, entity_type="Scene"):
    """Scene: narrows TypedContext; table Task; key id."""

    bid: Scalar[float] = Attribute(default=None, immutable=True)
    end_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    object_type_id: Scalar[str] = Attribute(default="34b122f0-bd5c-11eb-96ea-d6270330280e", immutable=True)
    priority: Link[Priority] = Attribute(default=None, target="Priority", key="priority_id", immutable=True)
    priority_id: Scalar[str] = Attribute(default=None, immutable=True)
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart", immutable=True)
    start_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id", immutable=True)
    type_id: Scalar[str] = Attribute(default=None, immutable=True)


class Sequence(TypedContext, entity_type="Sequence"):
    """Sequence: narrows TypedContext; table Task; key id."""

    bid: Scalar[float] = Attribute(default=None, immutable=True)
    end_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    object_type_id: Scalar[str] = Attribute(default="e5139355-61da-4c8f-9db4-3abc870166bc", immutable=True)
    priority_id: Scalar[str] = Attribute(default="9661b320-3a0c-11e2-81c1-0800200c9a66")
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart", immutable=True)
    start_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id", immutable=True)
    status_id: Scalar[str] = Attribute(default=None, immutable=True)
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id", immutable=True)
    type_id: Scalar[str] = Attribute(default=None, immutable=True)


class Shot(TypedContext, entity_type="Shot"):
    """Shot: narrows TypedContext; table Task; key id."""

    bid: Scalar[float] = Attribute(default=None, immutable=True)
    end_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    object_type_id: Scalar[str] = Attribute(default="bad911de-3bd6-47b9-8b46-3476e237cb36", immutable=True)
    priority_id: Scalar[str] = Attribute(default="9661b320-3a0c-11e2-81c1-0800200c9a66")
    split_parts: Collection[SplitTaskPart] = Attribute(default=None, target="SplitTaskPart", immutable=True)
    start_date: Scalar[datetime | None] = Attribute(default=None, immutable=True)
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id", immutable=True)
    type_id: Scalar[str] = Attribute(default=None, immutable=True)


class Task(TypedContext, entity_type="Task"):
    """Task: narrows TypedContext; table Task; key id."""

    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id", immutable=True)
    object_type_id: Scalar[str] = Attribute(default="11c137c0-ee7e-4f9c-91c5-8c77cec22b2c", immutable=True)
    priority_id: Scalar[str] = Attribute(default="9661b320-3a0c-11e2-81c1-0800200c9a66")


class ContextCustomAttributeValue(
    Entity,
    entity_type="ContextCustomAttributeValue",
    primary_key=("configuration_id", "entity_id"),
    default_projections=("configuration_id", "entity_id", "key"),
):
    """ContextCustomAttributeValue: key configuration_id, entity_id."""

    configuration: Link[CustomAttributeConfiguration] = Attribute(
        default=None, target="CustomAttributeConfiguration", key="configuration_id"
    )
    configuration_id: Scalar[str] = Attribute(default=None, immutable=True)
    entity_id: Scalar[str] = Attribute(default=None, immutable=True)
    key: Scalar[str] = Attribute(default=None)
    value: Scalar[str | float | bool | datetime | list[str] | None] = Attribute(default=None)


class CustomAttributeGroup(
    Entity,
    entity_type="CustomAttributeGroup",
    primary_key=("id",),
    default_projections=("id", "name"),
):
    """CustomAttributeGroup: table AttributeGroup; key id."""

    custom_attribute_configurations: Collection[CustomAttributeConfiguration] = Attribute(
        default=None, target="CustomAttributeConfiguration"
    )
    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None)
    """Name of custom attribute group"""


class CustomAttributeLink(
    Entity,
    entity_type="CustomAttributeLink",
    primary_key=("id",),
    default_projections=("id", "configuration_id", "from_id", "to_id"),
):
    """CustomAttributeLink: key id."""

    configuration: Link[CustomAttributeLinkConfiguration] = Attribute(
        default=None, target="CustomAttributeLinkConfiguration", key="configuration_id"
    )
    configuration_id: Scalar[str] = Attribute(default=None, immutable=True)
    from_entity_type: Scalar[str] = Attribute(default=None)
    from_id: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    to_entity_type: Scalar[str] = Attribute(default=None)
    to_id: Scalar[str] = Attribute(default=None)


class AssetCustomAttributeLink(
    CustomAttributeLink,
    entity_type="AssetCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """AssetCustomAttributeLink: narrows CustomAttributeLink; key id."""

    asset: Link[Asset] = Attribute(default=None, target="Asset", key="from_id")


class AssetVersionCustomAttributeLink(
    CustomAttributeLink,
    entity_type="AssetVersionCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """AssetVersionCustomAttributeLink: narrows CustomAttributeLink; key id."""

    asset_version: Link[AssetVersion] = Attribute(default=None, target="AssetVersion", key="from_id")


class ComponentCustomAttributeLink(
    CustomAttributeLink,
    entity_type="ComponentCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """ComponentCustomAttributeLink: narrows CustomAttributeLink; key id."""

    component: Link[Component] = Attribute(default=None, target="Component", key="from_id")


class ContextCustomAttributeLink(
    CustomAttributeLink,
    entity_type="ContextCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """ContextCustomAttributeLink: narrows CustomAttributeLink; key id."""

    context: Link[Context] = Attribute(default=None, target="Context", key="from_id")


class GroupCustomAttributeLink(
    CustomAttributeLink,
    entity_type="GroupCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """GroupCustomAttributeLink: narrows CustomAttributeLink; key id."""

    group: Link[Group] = Attribute(default=None, target="Group", key="from_id")


class ListCustomAttributeLink(
    CustomAttributeLink,
    entity_type="ListCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """ListCustomAttributeLink: narrows CustomAttributeLink; key id."""

    list: Link[List] = Attribute(default=None, target="List", key="from_id")


class UserCustomAttributeLink(
    CustomAttributeLink,
    entity_type="UserCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """UserCustomAttributeLink: narrows CustomAttributeLink; key id."""

    user: Link[User] = Attribute(default=None, target="User", key="from_id")


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
    configuration_id: Scalar[str] = Attribute(default=None, immutable=True)
    from_entity_type: Scalar[str] = Attribute(default=None)
    from_id: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    to_entity_type: Scalar[str] = Attribute(default=None)
    to_id: Scalar[str] = Attribute(default=None)


class AssetCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="AssetCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """AssetCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    asset: Link[Asset] = Attribute(default=None, target="Asset", key="to_id")


class AssetVersionCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="AssetVersionCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """AssetVersionCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    asset_version: Link[AssetVersion] = Attribute(default=None, target="AssetVersion", key="to_id")


class ComponentCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="ComponentCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """ComponentCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    component: Link[Component] = Attribute(default=None, target="Component", key="to_id")


class ContextCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="ContextCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """ContextCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    context: Link[Context] = Attribute(default=None, target="Context", key="to_id")


class GroupCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="GroupCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """GroupCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    group: Link[Group] = Attribute(default=None, target="Group", key="to_id")


class ListCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="ListCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """ListCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    list: Link[List] = Attribute(default=None, target="List", key="to_id")


class UserCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="UserCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """UserCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    user: Link[User] = Attribute(default=None, target="User", key="to_id")


class CustomAttributeType(Entity, entity_type="CustomAttributeType", primary_key=("id",), default_projections=("id",)):
    """CustomAttributeType: key id."""

    core: Scalar[bool] = Attribute(default=False)
    """Whether a non-alterable builtin."""
    custom_attribute_configurations: Collection[CustomAttributeConfiguration] = Attribute(
        default=None, target="CustomAttributeConfiguration"
    )
    form_config: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None)
    """Name of custom attribute type"""


class CustomAttributeValue(
    Entity,
    entity_type="CustomAttributeValue",
    primary_key=("configuration_id", "entity_id"),
    default_projections=("configuration_id", "entity_id"),
):
    """CustomAttributeValue: table Variable_Value; key configuration_id, entity_id."""

    configuration: Link[CustomAttributeConfiguration] = Attribute(
        default=None, target="CustomAttributeConfiguration", key="configuration_id"
    )
    configuration_id: Scalar[str] = Attribute(default=None, immutable=True)
    entity_id: Scalar[str] = Attribute(default=None, immutable=True)
    value: Scalar[str | float | bool | datetime | list[str] | None] = Attribute(default=None)


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
    """Whether a non-alterable builtin."""
    entity_type: Scalar[str] = Attribute(default=None)
    """The entity type (table name)."""
    group: OptionalLink[CustomAttributeGroup] = Attribute(default=None, target="CustomAttributeGroup", key="group_id")
    group_id: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    key: Scalar[str] = Attribute(default=None)
    """Attribute name unique to entity type."""
    label: Scalar[str] = Attribute(default=None)
    """Display name for attribute."""
    object_type: OptionalLink[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id")
    object_type_id: Scalar[str | None] = Attribute(default=None)
    """Id of object type attribute applies to."""
    project_id: Scalar[str | None] = Attribute(default=None)
    """Id of project attribute is configured for."""
    read_security_roles: Collection[SecurityRole] = Attribute(default=None, target="SecurityRole")
    sort: Scalar[int] = Attribute(default=0)
    """Graphical interface sort order."""
    write_security_roles: Collection[SecurityRole] = Attribute(default=None, target="SecurityRole")


class CustomAttributeConfiguration(CustomConfigurationBase, entity_type="CustomAttributeConfiguration"):
    """CustomAttributeConfiguration: narrows CustomConfigurationBase; table Variable_Register; key id."""

    default: Scalar[str | float | bool | datetime | list[str]] = Attribute(default="")
    """Default value to use when no specific attribute value set on an instance."""
    is_hierarchical: Scalar[bool] = Attribute(default=False)
    """Whether overridable at different levels."""
    type: Link[CustomAttributeType] = Attribute(default=None, target="CustomAttributeType", key="type_id")
    type_id: Scalar[str] = Attribute(default=None)
    values: Collection[CustomAttributeValue] = Attribute(default=None, target="CustomAttributeValue")


class CustomAttributeLinkConfiguration(CustomConfigurationBase, entity_type="CustomAttributeLinkConfiguration"):
    """CustomAttributeLinkConfiguration: narrows CustomConfigurationBase; table LinkRegister; key id."""

    entity_type_to: Scalar[str] = Attribute(default=None, immutable=True)
    """The entity type (table name)."""
    object_type_id_to: Scalar[str | None] = Attribute(default=None, immutable=True)
    object_type_to: OptionalLink[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id_to")
    one_to_one: Scalar[bool | None] = Attribute(default=None)


class Dashboard(Entity, entity_type="Dashboard", primary_key=("id",), default_projections=("id",)):
    """Dashboard: key id."""

    created_by: OptionalLink[User] = Attribute(default=None, target="User", key="created_by_id")
    created_by_id: Scalar[str | None] = Attribute(default=None)
    dashboard_resources: Collection[DashboardResource] = Attribute(default=None, target="DashboardResource")
    id: Scalar[str] = Attribute(default=None, immutable=True)
    is_shared_with_everyone: Scalar[bool] = Attribute(default=False)
    name: Scalar[str | None] = Attribute(default=None)
    widgets: Collection[DashboardWidget] = Attribute(default=None, target="DashboardWidget")


class DashboardResource(
    Entity,
    entity_type="DashboardResource",
    primary_key=("dashboard_id", "resource_id"),
    default_projections=("dashboard_id", "resource_id"),
):
    """DashboardResource: table LinkDashboardResource; key dashboard_id, resource_id."""

    dashboard: Link[Dashboard] = Attribute(default=None, target="Dashboard", key="dashboard_id")
    dashboard_id: Scalar[str] = Attribute(default=None, immutable=True)
    resource: Link[Resource] = Attribute(default=None, target="Resource", key="resource_id")
    resource_id: Scalar[str] = Attribute(default=None, immutable=True)


class DashboardWidget(Entity, entity_type="DashboardWidget", primary_key=("id",), default_projections=("id",)):
    """DashboardWidget: key id."""

    config: Scalar[str | None] = Attribute(default=None)
    """JSON blob of relevant widget options."""
    dashboard: OptionalLink[Dashboard] = Attribute(default=None, target="Dashboard", key="dashboard_id")
    dashboard_id: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    sort: Scalar[float | None] = Attribute(default=None)
    type: Scalar[str | None] = Attribute(default=None)


class Disk(Entity, entity_type="Disk", primary_key=("id",), default_projections=("id",)):
    """Disk: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None)
    projects: Collection[Project] = Attribute(default=None, target="Project")
    unix: Scalar[str | None] = Attribute(default=None)
    windows: Scalar[str | None] = Attribute(default=None)


class EntitySetting(
    Entity,
    entity_type="EntitySetting",
    primary_key=("parent_id", "group", "name"),
    default_projections=("parent_id", "group", "name", "value", "parent_type"),
):
    """EntitySetting: table SettingOverride; key parent_id, group, name."""

    group: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None, immutable=True)
    parent_id: Scalar[str] = Attribute(default=None, immutable=True)
    parent_type: Scalar[str] = Attribute(default=None)
    value: Scalar[str] = Attribute(default=None)


class Event(Entity, entity_type="Event", primary_key=("id",), default_projections=("id", "project_id")):
    """Event: table SocialEvent; key id."""

    action: Scalar[str] = Attribute(default=None)
    created_at: Scalar[datetime] = Attribute(default=None)
    data: Scalar[str | None] = Attribute(default=None)
    feeds: Collection[Feed] = Attribute(default=None, target="Feed")
    id: Scalar[int] = Attribute(default=None, immutable=True)
    insert: Scalar[str] = Attribute(default=None)
    parent_id: Scalar[str | None] = Attribute(default=None)
    parent_type: Scalar[str | None] = Attribute(default=None)
    project: OptionalLink[Project] = Attribute(default=None, target="Project", key="project_id")
    project_id: Scalar[str | None] = Attribute(default=None)
    user: OptionalLink[User] = Attribute(default=None, target="User", key="user_id")
    user_id: Scalar[str | None] = Attribute(default=None)


class Feed(Entity, entity_type="Feed", primary_key=("id",), default_projections=("id",)):
    """Feed: table SocialFeed; key id."""

    cluster_id: Scalar[str | None] = Attribute(default=None)
    created_at: Scalar[datetime] = Attribute(default=None)
    distance: Scalar[int] = Attribute(default=0)
    event: Link[Event] = Attribute(default=None, target="Event", key="social_id")
    id: Scalar[str] = Attribute(default=None, immutable=True)
    owner_id: Scalar[str | None] = Attribute(default=None)
    relation: Scalar[str | None] = Attribute(default=None)
    social_id: Scalar[int] = Attribute(default=None)


class Job(Entity, entity_type="Job", primary_key=("id",), default_projections=("id",)):
    """Job: key id."""

    created_at: Scalar[datetime] = Attribute(default=None)
    data: Scalar[str | None] = Attribute(default=None)
    finished_at: Scalar[datetime | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    job_components: Collection[JobComponent] = Attribute(default=None, target="JobComponent")
    status: Scalar[Literal['queued', 'running', 'done', 'failed']] = Attribute(default="queued")
    type: Scalar[str] = Attribute(default="api_job", immutable=True)
    user: OptionalLink[User] = Attribute(default=None, target="User", key="user_id")
    user_id: Scalar[str | None] = Attribute(default=None)


class JobComponent(
    Entity,
    entity_type="JobComponent",
    primary_key=("component_id", "job_id"),
    default_projections=("component_id", "job_id"),
):
    """JobComponent: key component_id, job_id."""

    component: Link[Component] = Attribute(default=None, target="Component", key="component_id")
    component_id: Scalar[str] = Attribute(default=None, immutable=True)
    job: Link[Job] = Attribute(default=None, target="Job", key="job_id")
    job_id: Scalar[str] = Attribute(default=None, immutable=True)
    url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)


class List(Entity, entity_type="List", primary_key=("id",), default_projections=("id", "project_id")):
    """List: key id."""

    category: Link[ListCategory] = Attribute(default=None, target="ListCategory", key="category_id")
    category_id: Scalar[str] = Attribute(default=None)
    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    custom_attributes: Mapped[ListCustomAttributeValue, str | float | bool | datetime | list[str]] = Attribute(
        default=None, target="ListCustomAttributeValue", mapping=("key", "value")
    )
    date: Scalar[datetime | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    is_open: Scalar[bool] = Attribute(default=True)
    name: Scalar[str] = Attribute(default="")
    owner: OptionalLink[User] = Attribute(default=None, target="User", key="user_id")
    project: Link[Project] = Attribute(default=None, target="Project", key="project_id")
    project_id: Scalar[str] = Attribute(default=None)
    system_type: Scalar[str] = Attribute(default="task")
    """Defines the type of the items this list accepts."""
    user_id: Scalar[str | None] = Attribute(default=None)


class AssetVersionList(List, entity_type="AssetVersionList"):
    """AssetVersionList: narrows List; table List; key id."""

    items: Collection[AssetVersion] = Attribute(default=None, target="AssetVersion")
    system_type: Scalar[str] = Attribute(default="assetversion")
    """Defines the type of the items this list accepts."""


class TypedContextList(List, entity_type="TypedContextList"):
    """TypedContextList: narrows List; table List; key id."""

    items: Collection[Task] = Attribute(default=None, target="Task")


class ListCategory(Entity, entity_type="ListCategory", primary_key=("id",), default_projections=("id",)):
    """ListCategory: table ListType; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    lists: Collection[List] = Attribute(default=None, target="List")
    name: Scalar[str] = Attribute(default=None)


class ListCustomAttributeValue(
    Entity,
    entity_type="ListCustomAttributeValue",
    primary_key=("configuration_id", "entity_id"),
    default_projections=("configuration_id", "entity_id", "key"),
):
    """ListCustomAttributeValue: key configuration_id, entity_id."""

    configuration: Link[CustomAttributeConfiguration] = Attribute(
        default=None, target="CustomAttributeConfiguration", key="configuration_id"
    )
    configuration_id: Scalar[str] = Attribute(default=None, immutable=True)
    entity_id: Scalar[str] = Attribute(default=None, immutable=True)
    key: Scalar[str] = Attribute(default=None)
    value: Scalar[str | float | bool | datetime | list[str] | None] = Attribute(default=None)


class ListObject(
    Entity,
    entity_type="ListObject",
    primary_key=("id",),
    default_projections=("id", "entity_id", "list_id"),
):
    """ListObject: key id."""

    custom_attributes: Mapped[ListObjectCustomAttributeValue, str | float | bool | datetime | _list[str]] = Attribute(
        default=None, target="ListObjectCustomAttributeValue", mapping=("key", "value")
    )
    entity_id: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    list: Link[List] = Attribute(default=None, target="List", key="list_id")
    list_id: Scalar[str] = Attribute(default=None)


class ListObjectCustomAttributeValue(
    Entity,
    entity_type="ListObjectCustomAttributeValue",
    primary_key=("configuration_id", "entity_id"),
    default_projections=("configuration_id", "entity_id", "key"),
):
    """ListObjectCustomAttributeValue: key configuration_id, entity_id."""

    configuration: Link[CustomAttributeConfiguration] = Attribute(
        default=None, target="CustomAttributeConfiguration", key="configuration_id"
    )
    configuration_id: Scalar[str] = Attribute(default=None, immutable=True)
    entity_id: Scalar[str] = Attribute(default=None, immutable=True)
    key: Scalar[str] = Attribute(default=None)
    value: Scalar[str | float | bool | datetime | list[str] | None] = Attribute(default=None)


class Location(Entity, entity_type="Location", primary_key=("id",), default_projections=("id",)):
    """Location: key id."""

    description: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    label: Scalar[str | None] = Attribute(default=None)
    location_components: Collection[ComponentLocation] = Attribute(default=None, target="ComponentLocation")
    name: Scalar[str] = Attribute(default=None)


class Manager(Entity, entity_type="Manager", primary_key=("id",), default_projections=("id",)):
    """Manager: key id."""

    context: Link[Context] = Attribute(default=None, target="Context", key="context_id")
    context_id: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    type: Link[ManagerType] = Attribute(default=None, target="ManagerType", key="type_id")
    type_id: Scalar[str] = Attribute(default=None)
    user: Link[User] = Attribute(default=None, target="User", key="user_id")
    user_id: Scalar[str] = Attribute(default=None)


class ManagerType(Entity, entity_type="ManagerType", primary_key=("id",), default_projections=("id",)):
    """ManagerType: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None)


class Membership(Entity, entity_type="Membership", primary_key=("id",), default_projections=("id",)):
    """Membership: key id."""

    group: Link[Group] = Attribute(default=None, target="Group", key="group_id")
    group_id: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    user: Link[User] = Attribute(default=None, target="User", key="user_id")
    user_id: Scalar[str] = Attribute(default=None)


class Metadata(
    Entity,
    entity_type="Metadata",
    primary_key=("parent_id", "key"),
    default_projections=("parent_id", "key", "value", "parent_type"),
):
    """Metadata: table Meta; key parent_id, key."""

    key: Scalar[str] = Attribute(default=None, immutable=True)
    parent_id: Scalar[str] = Attribute(default=None, immutable=True)
    parent_type: Scalar[str] = Attribute(default=None)
    value: Scalar[str] = Attribute(default=None)


class Note(Entity, entity_type="Note", primary_key=("id",), default_projections=("id", "project_id")):
    """Note: key id."""

    author: Link[BaseUser] = Attribute(default=None, target="BaseUser", key="user_id")
    category: OptionalLink[NoteCategory] = Attribute(default=None, target="NoteCategory", key="category_id")
    category_id: Scalar[str | None] = Attribute(default=None)
    completed_at: Scalar[datetime | None] = Attribute(default=None)
    completed_by: OptionalLink[User] = Attribute(default=None, target="User", key="completed_by_id")
    completed_by_id: Scalar[str | None] = Attribute(default=None)
    content: Scalar[str | None] = Attribute(default=None)
    date: Scalar[datetime] = Attribute(default=None)
    frame_number: Scalar[int | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    in_reply_to: OptionalLink[Note] = Attribute(default=None, target="Note", key="in_reply_to_id")
    in_reply_to_id: Scalar[str | None] = Attribute(default=None)
    is_todo: Scalar[bool] = Attribute(default=False)
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    note_components: Collection[NoteComponent] = Attribute(default=None, target="NoteComponent")
    note_label_links: Collection[NoteLabelLink] = Attribute(default=None, target="NoteLabelLink")
    parent_id: Scalar[str | None] = Attribute(default=None)
    parent_type: Scalar[str | None] = Attribute(default=None)
    project: OptionalLink[Project] = Attribute(default=None, target="Project", key="project_id")
    project_id: Scalar[str | None] = Attribute(default=None)
    recipients: Collection[Recipient] = Attribute(default=None, target="Recipient")
    replies: Collection[Note] = Attribute(default=None, target="Note")
    thread_activity: Scalar[datetime | None] = Attribute(default=None)
    user_id: Scalar[str] = Attribute(default=None)


class NoteComponent(
    Entity,
    entity_type="NoteComponent",
    primary_key=("component_id", "note_id"),
    default_projections=("component_id", "note_id"),
):
    """NoteComponent: key component_id, note_id."""

    component: Link[Component] = Attribute(default=None, target="Component", key="component_id")
    component_id: Scalar[str] = Attribute(default=None, immutable=True)
    note: Link[Note] = Attribute(default=None, target="Note", key="note_id")
    note_id: Scalar[str] = Attribute(default=None, immutable=True)
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)


class NoteAnnotationComponent(NoteComponent, entity_type="NoteAnnotationComponent"):
    """NoteAnnotationComponent: narrows NoteComponent; key component_id, note_id."""

    data: Scalar[dict[str, Any] | None] = Attribute(default=None)


class NoteLabel(Entity, entity_type="NoteLabel", primary_key=("id",), default_projections=("id",)):
    """NoteLabel: table NoteCategory; key id."""

    color: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None)
    sort: Scalar[int] = Attribute(default=0)


class NoteCategory(NoteLabel, entity_type="NoteCategory"):
    """NoteCategory: narrows NoteLabel; table NoteCategory; key id."""


class NoteLabelLink(
    Entity,
    entity_type="NoteLabelLink",
    primary_key=("note_id", "label_id"),
    default_projections=("note_id", "label_id"),
):
    """NoteLabelLink: key note_id, label_id."""

    label: Link[NoteLabel] = Attribute(default=None, target="NoteLabel", key="label_id")
    label_id: Scalar[str] = Attribute(default=None, immutable=True)
    note: Link[Note] = Attribute(default=None, target="Note", key="note_id")
    note_id: Scalar[str] = Attribute(default=None, immutable=True)


class ObjectType(Entity, entity_type="ObjectType", primary_key=("id",), default_projections=("id",)):
    """ObjectType: key id."""

    icon: Scalar[str] = Attribute(default="default")
    id: Scalar[str] = Attribute(default=None, immutable=True)
    is_leaf: Scalar[bool] = Attribute(default=False)
    is_prioritizable: Scalar[bool] = Attribute(default=True)
    is_schedulable: Scalar[bool] = Attribute(default=False)
    is_statusable: Scalar[bool] = Attribute(default=True)
    is_taskable: Scalar[bool] = Attribute(default=True)
    is_time_reportable: Scalar[bool] = Attribute(default=False)
    is_typeable: Scalar[bool] = Attribute(default=True)
    name: Scalar[str] = Attribute(default=None)
    project_schemas: Collection[ProjectSchema] = Attribute(default=None, target="ProjectSchema")
    sort: Scalar[int] = Attribute(default=0)
    tasks: Collection[Task] = Attribute(default=None, target="Task")


class Priority(Entity, entity_type="Priority", primary_key=("id",), default_projections=("id",)):
    """Priority: table PriorityType; key id."""

    color: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None)
    sort: Scalar[int] = Attribute(default=0)
    tasks: Collection[Task] = Attribute(default=None, target="Task")
    value: Scalar[float] = Attribute(default=0.0)


class ProjectSchema(Entity, entity_type="ProjectSchema", primary_key=("id",), default_projections=("id",)):
    """ProjectSchema: table ProjectScheme; key id."""

    asset_version_workflow_schema: Link[WorkflowSchema] = Attribute(
        default=None, target="WorkflowSchema", key="asset_version_workflow_schema_id"
    )
    asset_version_workflow_schema_id: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None)
    object_type_schemas: Collection[Schema] = Attribute(default=None, target="Schema")
    object_types: Collection[ObjectType] = Attribute(default=None, target="ObjectType")
    overrides_: Collection[ProjectSchemaOverride] = Attribute(
        default=None, target="ProjectSchemaOverride", api_name="_overrides"
    )
    schemas_: Collection[Schema] = Attribute(default=None, target="Schema", api_name="_schemas")
    task_templates: Collection[TaskTemplate] = Attribute(default=None, target="TaskTemplate")
    task_type_schema: Link[TaskTypeSchema] = Attribute(default=None, target="TaskTypeSchema", key="task_type_schema_id")
    task_type_schema_: Link[TaskTypeSchema] = Attribute(
        default=None, target="TaskTypeSchema", key="task_type_schema_id", api_name="_task_type_schema"
    )
    task_type_schema_id: Scalar[str] = Attribute(default=None)
    task_workflow_: Link[WorkflowSchema] = Attribute(
        default=None, target="WorkflowSchema", key="task_workflow_schema_id", api_name="_task_workflow"
    )
    task_workflow_schema: Link[WorkflowSchema] = Attribute(
        default=None, target="WorkflowSchema", key="task_workflow_schema_id"
    )
    task_workflow_schema_id: Scalar[str] = Attribute(default=None)
    task_workflow_schema_overrides: Collection[ProjectSchemaOverride] = Attribute(
        default=None, target="ProjectSchemaOverride"
    )
    version_workflow_: Link[WorkflowSchema] = Attribute(
        default=None, target="WorkflowSchema", key="asset_version_workflow_schema_id", api_name="_version_workflow"
    )


class ProjectSchemaObjectType(
    Entity,
    entity_type="ProjectSchemaObjectType",
    primary_key=("object_type_id", "project_schema_id"),
    default_projections=("object_type_id", "project_schema_id"),
):
    """ProjectSchemaObjectType: key object_type_id, project_schema_id."""

    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id")
    object_type_id: Scalar[str] = Attribute(default=None, immutable=True)
    project_schema: Link[ProjectSchema] = Attribute(default=None, target="ProjectSchema", key="project_schema_id")
    project_schema_id: Scalar[str] = Attribute(default=None, immutable=True)


class ProjectSchemaOverride(
    Entity,
    entity_type="ProjectSchemaOverride",
    primary_key=("id",),
    default_projections=("id",),
):
    """ProjectSchemaOverride: table ProjectSchemeOverride; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    project_schema_id: Scalar[str] = Attribute(default=None)
    type_id: Scalar[str] = Attribute(default=None)
    workflow_schema: Link[WorkflowSchema] = Attribute(default=None, target="WorkflowSchema", key="workflow_schema_id")
    workflow_schema_id: Scalar[str] = Attribute(default=None)


class Recipient(
    Entity,
    entity_type="Recipient",
    primary_key=("note_id", "resource_id"),
    default_projections=("note_id", "resource_id"),
):
    """Recipient: key note_id, resource_id."""

    note: Link[Note] = Attribute(default=None, target="Note", key="note_id")
    note_id: Scalar[str] = Attribute(default=None, immutable=True)
    recipient: Link[Resource] = Attribute(default=None, target="Resource", key="resource_id")
    resource_id: Scalar[str] = Attribute(default=None, immutable=True)
    text_mentioned: Scalar[str | None] = Attribute(default=None)
    user: OptionalLink[User] = Attribute(default=None, target="User", key="resource_id")


class Resource(Entity, entity_type="Resource", primary_key=("id",), default_projections=("id", "resource_type")):
    """Resource: key id."""

    allocations: Collection[Appointment] = Attribute(default=None, target="Appointment")
    appointments: Collection[Appointment] = Attribute(default=None, target="Appointment")
    assignments: Collection[Appointment] = Attribute(default=None, target="Appointment")
    dashboard_resources: Collection[DashboardResource] = Attribute(default=None, target="DashboardResource")
    id: Scalar[str] = Attribute(default=None, immutable=True)
    resource_type: Scalar[str] = Attribute(default=None)


class BaseUser(Resource, entity_type="BaseUser"):
    """BaseUser: narrows Resource; key id."""

    email: Scalar[str | None] = Attribute(default=None)
    first_name: Scalar[str | None] = Attribute(default=None)
    last_name: Scalar[str | None] = Attribute(default=None)
    thumbnail: OptionalLink[Component] = Attribute(default=None, target="Component", key="thumbnail_id")
    thumbnail_id: Scalar[str | None] = Attribute(default=None)
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)


class Collaborator(BaseUser, entity_type="Collaborator"):
    """Collaborator: narrows BaseUser; key id."""

    created_from_shared_url: Scalar[str | None] = Attribute(default=None)


class User(BaseUser, entity_type="User"):
    """User: narrows BaseUser; key id."""

    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    custom_attributes: Mapped[UserCustomAttributeValue, str | float | bool | datetime | list[str]] = Attribute(
        default=None, target="UserCustomAttributeValue", mapping=("key", "value")
    )
    is_active: Scalar[bool] = Attribute(default=None)
    is_otp_enabled: Scalar[bool | None] = Attribute(default=None)
    is_totp_enabled: Scalar[bool | None] = Attribute(default=None)
    memberships: Collection[Membership] = Attribute(default=None, target="Membership")
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    require_details_update: Scalar[bool | None] = Attribute(default=None)
    resource_type: Scalar[str] = Attribute(default="user", immutable=True)
    timelogs: Collection[Timelog] = Attribute(default=None, target="Timelog")
    user_security_roles: Collection[UserSecurityRole] = Attribute(default=None, target="UserSecurityRole")
    user_type: OptionalLink[UserType] = Attribute(default=None, target="UserType", key="user_type_id")
    user_type_id: Scalar[str | None] = Attribute(default=None)
    username: Scalar[str] = Attribute(default=None)


class Group(Resource, entity_type="Group"):
    """Group: narrows Resource; key id."""

    children: Collection[Group] = Attribute(default=None, target="Group")
    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    link: Computed[list[dict[str, str]]] = Attribute(default=None, init=False)
    local: Scalar[bool] = Attribute(default=None)
    memberships: Collection[Membership] = Attribute(default=None, target="Membership")
    name: Scalar[str] = Attribute(default="")
    parent: OptionalLink[Group] = Attribute(default=None, target="Group", key="parent_id")
    parent_id: Scalar[str | None] = Attribute(default=None)
    resource_type: Scalar[str] = Attribute(default="group", immutable=True)


class ReviewSession(Entity, entity_type="ReviewSession", primary_key=("id",), default_projections=("id",)):
    """ReviewSession: key id."""

    availability: Scalar[str | None] = Attribute(default=None)
    created_at: Scalar[datetime] = Attribute(default=None)
    created_by: Link[User] = Attribute(default=None, target="User", key="created_by_id")
    created_by_id: Scalar[str] = Attribute(default=None)
    description: Scalar[str] = Attribute(default="")
    end_date: Scalar[datetime] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    is_moderated: Scalar[bool | None] = Attribute(default=None)
    is_open: Computed[bool | None] = Attribute(default=None, init=False)
    name: Scalar[str] = Attribute(default="New review session")
    passphrase: Scalar[str | None] = Attribute(default=None)
    passphrase_enabled: Scalar[bool | None] = Attribute(default=None)
    project: Link[Project] = Attribute(default=None, target="Project", key="project_id")
    project_id: Scalar[str] = Attribute(default=None)
    review_session_folder: OptionalLink[ReviewSessionFolder] = Attribute(
        default=None, target="ReviewSessionFolder", key="review_session_folder_id"
    )
    review_session_folder_id: Scalar[str | None] = Attribute(default=None)
    review_session_invitees: Collection[ReviewSessionInvitee] = Attribute(default=None, target="ReviewSessionInvitee")
    review_session_objects: Collection[ReviewSessionObject] = Attribute(default=None, target="ReviewSessionObject")
    settings: Collection[EntitySetting] = Attribute(default=None, target="EntitySetting")
    shareable_url_enabled: Scalar[bool | None] = Attribute(default=None)
    start_date: Scalar[datetime] = Attribute(default=None)
    thumbnail_id: Computed[str | None] = Attribute(default=None, init=False)
    thumbnail_source_id: Scalar[str | None] = Attribute(default=None)
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)


class ReviewSessionFolder(Entity, entity_type="ReviewSessionFolder", primary_key=("id",), default_projections=("id",)):
    """ReviewSessionFolder: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default="New review session")
    project: Link[Project] = Attribute(default=None, target="Project", key="project_id")
    project_id: Scalar[str] = Attribute(default=None)
    review_sessions: Collection[ReviewSession] = Attribute(default=None, target="ReviewSession")


class ReviewSessionInvitee(
    Entity,
    entity_type="ReviewSessionInvitee",
    primary_key=("id",),
    default_projections=("id", "review_session_id"),
):
    """ReviewSessionInvitee: key id."""

    created_at: Scalar[datetime] = Attribute(default=None)
    created_by: Link[User] = Attribute(default=None, target="User", key="created_by_id")
    created_by_id: Scalar[str] = Attribute(default=None)
    created_from_shared_url: Scalar[bool | None] = Attribute(default=None, immutable=True)
    email: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    last_sent_at: Scalar[datetime | None] = Attribute(default=None)
    name: Scalar[str] = Attribute(default=None)
    resource: OptionalLink[Resource] = Attribute(default=None, target="Resource", key="resource_id")
    resource_id: Scalar[str | None] = Attribute(default=None)
    review_session: Link[ReviewSession] = Attribute(default=None, target="ReviewSession", key="review_session_id")
    review_session_id: Scalar[str] = Attribute(default=None)
    statuses: Collection[ReviewSessionObjectStatus] = Attribute(default=None, target="ReviewSessionObjectStatus")


class ReviewSessionObject(
    Entity,
    entity_type="ReviewSessionObject",
    primary_key=("id",),
    default_projections=("id", "review_session_id"),
):
    """ReviewSessionObject: key id."""

    annotations: Collection[ReviewSessionObjectAnnotation] = Attribute(
        default=None, target="ReviewSessionObjectAnnotation"
    )
    asset_version: Link[AssetVersion] = Attribute(default=None, target="AssetVersion", key="version_id")
    created_at: Scalar[datetime] = Attribute(default=None)
    description: Scalar[str] = Attribute(default="")
    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default="")
    notes: Collection[Note] = Attribute(default=None, target="Note")
    review_session: Link[ReviewSession] = Attribute(default=None, target="ReviewSession", key="review_session_id")
    review_session_id: Scalar[str] = Attribute(default=None)
    sort_order: Scalar[float] = Attribute(default=None)
    statuses: Collection[ReviewSessionObjectStatus] = Attribute(default=None, target="ReviewSessionObjectStatus")
    version: Scalar[str] = Attribute(default="")
    version_id: Scalar[str] = Attribute(default=None)


class ReviewSessionObjectAnnotation(
    Entity,
    entity_type="ReviewSessionObjectAnnotation",
    primary_key=("id",),
    default_projections=("id", "review_session_object_id"),
):
    """ReviewSessionObjectAnnotation: key id."""

    created_at: Scalar[datetime] = Attribute(default=None)
    data: Scalar[str | None] = Attribute(default=None)
    frame_number: Scalar[int] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    review_session_object: Link[ReviewSessionObject] = Attribute(
        default=None, target="ReviewSessionObject", key="review_session_object_id"
    )
    review_session_object_id: Scalar[str] = Attribute(default=None)
    updated_at: Scalar[datetime | None] = Attribute(default=None)


class ReviewSessionObjectAnnotationComponent(
    Entity,
    entity_type="ReviewSessionObjectAnnotationComponent",
    primary_key=("component_id", "review_session_object_id"),
    default_projections=("component_id", "review_session_object_id", "frame_number"),
):
    """ReviewSessionObjectAnnotationComponent: key component_id, review_session_object_id."""

    component: Link[Component] = Attribute(default=None, target="Component", key="component_id")
    component_id: Scalar[str] = Attribute(default=None, immutable=True)
    frame_number: Scalar[str] = Attribute(default=None, immutable=True)
    review_session_object: Link[ReviewSessionObject] = Attribute(
        default=None, target="ReviewSessionObject", key="review_session_object_id"
    )
    review_session_object_id: Scalar[str] = Attribute(default=None, immutable=True)
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)


class ReviewSessionObjectStatus(
    Entity,
    entity_type="ReviewSessionObjectStatus",
    primary_key=("id",),
    default_projections=("id", "review_session_object_id"),
):
    """ReviewSessionObjectStatus: key id."""

    created_at: Scalar[datetime] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    invitee: OptionalLink[ReviewSessionInvitee] = Attribute(
        default=None, target="ReviewSessionInvitee", key="review_session_invitee_id"
    )
    resource: OptionalLink[Resource] = Attribute(default=None, target="Resource", key="resource_id")
    resource_id: Scalar[str | None] = Attribute(default=None)
    review_session_invitee_id: Scalar[str | None] = Attribute(default=None)
    review_session_object: Link[ReviewSessionObject] = Attribute(
        default=None, target="ReviewSessionObject", key="review_session_object_id"
    )
    review_session_object_id: Scalar[str] = Attribute(default=None)
    status: Scalar[str] = Attribute(default=None)


class Schema(Entity, entity_type="Schema", primary_key=("id",), default_projections=("id",)):
    """Schema: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    object_type_id: Scalar[str | None] = Attribute(default=None)
    project_schema_id: Scalar[str] = Attribute(default=None)
    statuses: Collection[SchemaStatus] = Attribute(default=None, target="SchemaStatus")
    type_id: Scalar[str] = Attribute(default=None)
    types: Collection[SchemaType] = Attribute(default=None, target="SchemaType")


class SchemaStatus(
    Entity,
    entity_type="SchemaStatus",
    primary_key=("status_id", "schema_id"),
    default_projections=("status_id", "schema_id"),
):
    """SchemaStatus: key status_id, schema_id."""

    schema_id: Scalar[str] = Attribute(default=None, immutable=True)
    sort: Scalar[int] = Attribute(default=0)
    status_id: Scalar[str] = Attribute(default=None, immutable=True)
    task_status: Link[Status] = Attribute(default=None, target="Status", key="status_id")


class SchemaType(
    Entity,
    entity_type="SchemaType",
    primary_key=("type_id", "schema_id"),
    default_projections=("type_id", "schema_id"),
):
    """SchemaType: key type_id, schema_id."""

    schema_id: Scalar[str] = Attribute(default=None, immutable=True)
    sort: Scalar[int] = Attribute(default=0)
    task_type: Link[Type] = Attribute(default=None, target="Type", key="type_id")
    type_id: Scalar[str] = Attribute(default=None, immutable=True)


class Scope(Entity, entity_type="Scope", primary_key=("id",), default_projections=("id",)):
    """Scope: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None)


class SecurityRole(Entity, entity_type="SecurityRole", primary_key=("id",), default_projections=("id", "name")):
    """SecurityRole: table Auth_Role; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None)
    type: Scalar[str] = Attribute(default=None)
    user_security_roles: Collection[UserSecurityRole] = Attribute(default=None, target="UserSecurityRole")


class Setting(Entity, entity_type="Setting", primary_key=("name", "group"), default_projections=("name", "group")):
    """Setting: key name, group."""

    group: Scalar[str] = Attribute(default="default", immutable=True)
    name: Scalar[str] = Attribute(default="default", immutable=True)
    value: Scalar[str] = Attribute(default="default")


class SettingComponent(
    Entity,
    entity_type="SettingComponent",
    primary_key=("component_id", "name", "group"),
    default_projections=("component_id", "name", "group"),
):
    """SettingComponent: key component_id, name, group."""

    component: Link[Component] = Attribute(default=None, target="Component", key="component_id")
    component_id: Scalar[str] = Attribute(default=None, immutable=True)
    group: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None, immutable=True)
    setting: Link[Setting] = Attribute(default=None, target="Setting")
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)


class SplitTaskPart(Entity, entity_type="SplitTaskPart", primary_key=("id",), default_projections=("id", "task_id")):
    """SplitTaskPart: key id."""

    end_date: Scalar[datetime] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    label: Scalar[str | None] = Attribute(default=None)
    start_date: Scalar[datetime] = Attribute(default=None)
    task: Link[Task] = Attribute(default=None, target="Task", key="task_id")
    task_id: Scalar[str] = Attribute(default=None)


class State(Entity, entity_type="State", primary_key=("id",), default_projections=("id",)):
    """State: table StatusType; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None)
    short: Scalar[str] = Attribute(default=None)


class Status(Entity, entity_type="Status", primary_key=("id",), default_projections=("id",)):
    """Status: table TaskStatus; key id."""

    color: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    is_active: Scalar[bool] = Attribute(default=None)
    name: Scalar[str] = Attribute(default=None)
    sort: Scalar[int] = Attribute(default=0)
    state: Link[State] = Attribute(default=None, target="State")
    tasks: Collection[Task] = Attribute(default=None, target="Task")


class StatusChange(Entity, entity_type="StatusChange", primary_key=("id",), default_projections=("id",)):
    """StatusChange: table Trac; key id."""

    date: Scalar[datetime] = Attribute(default=None)
    from_status: OptionalLink[Status] = Attribute(default=None, target="Status", key="from_status_id")
    from_status_id: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    parent_id: Scalar[str] = Attribute(default=None)
    parent_type: Scalar[str] = Attribute(default=None)
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id")
    status_id: Scalar[str] = Attribute(default=None)
    user: OptionalLink[User] = Attribute(default=None, target="User", key="user_id")
    user_id: Scalar[str | None] = Attribute(default=None)


class AssetVersionStatusChange(StatusChange, entity_type="AssetVersionStatusChange"):
    """AssetVersionStatusChange: narrows StatusChange; key id."""

    parent: Link[AssetVersion] = Attribute(default=None, target="AssetVersion", key="parent_id")


class TypedContextStatusChange(StatusChange, entity_type="TypedContextStatusChange"):
    """TypedContextStatusChange: narrows StatusChange; key id."""

    parent: Link[TypedContext] = Attribute(default=None, target="TypedContext", key="parent_id")


class StatusRule(Entity, entity_type="StatusRule", primary_key=("id",), default_projections=("id", "status_id")):
    """StatusRule: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id")
    status_id: Scalar[str] = Attribute(default=None)
    status_rule_group: Link[StatusRuleGroup] = Attribute(
        default=None, target="StatusRuleGroup", key="status_rule_group_id"
    )
    status_rule_group_id: Scalar[str] = Attribute(default=None)


class StatusRuleGroup(
    Entity,
    entity_type="StatusRuleGroup",
    primary_key=("id",),
    default_projections=("id", "status_id", "entity_type"),
):
    """StatusRuleGroup: key id."""

    entity_type: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    role: OptionalLink[SecurityRole] = Attribute(default=None, target="SecurityRole", key="role_id")
    role_id: Scalar[str | None] = Attribute(default=None)
    schema_: Link[ProjectSchema] = Attribute(default=None, target="ProjectSchema", key="schema_id", api_name="schema")
    schema_id: Scalar[str] = Attribute(default=None)
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id")
    status_id: Scalar[str] = Attribute(default=None)
    status_rules: Collection[StatusRule] = Attribute(default=None, target="StatusRule")


class AssetVersionStatusRuleGroup(StatusRuleGroup, entity_type="AssetVersionStatusRuleGroup"):
    """AssetVersionStatusRuleGroup: narrows StatusRuleGroup; key id."""


class TypedContextStatusRuleGroup(
    StatusRuleGroup,
    entity_type="TypedContextStatusRuleGroup",
    default_projections=("id", "object_type_id", "status_id", "entity_type"),
):
    """TypedContextStatusRuleGroup: narrows StatusRuleGroup; table TaskStatusRuleGroup; key id."""

    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id")
    object_type_id: Scalar[str] = Attribute(default=None)


class TaskTemplate(Entity, entity_type="TaskTemplate", primary_key=("id",), default_projections=("id", "name")):
    """TaskTemplate: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    items: Collection[TaskTemplateItem] = Attribute(default=None, target="TaskTemplateItem")
    name: Scalar[str] = Attribute(default=None)
    project_schema: Link[ProjectSchema] = Attribute(default=None, target="ProjectSchema", key="project_schema_id")
    project_schema_id: Scalar[str] = Attribute(default=None)


class TaskTemplateItem(Entity, entity_type="TaskTemplateItem", primary_key=("id",), default_projections=("id",)):
    """TaskTemplateItem: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    task_type: Link[Type] = Attribute(default=None, target="Type", key="task_type_id")
    task_type_id: Scalar[str] = Attribute(default=None)
    template: Link[TaskTemplate] = Attribute(default=None, target="TaskTemplate", key="template_id")
    template_id: Scalar[str] = Attribute(default=None)


class TaskTypeSchema(Entity, entity_type="TaskTypeSchema", primary_key=("id",), default_projections=("id",)):
    """TaskTypeSchema: table TaskTypeScheme; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default="TaskType Schema Name")
    types: Collection[Type] = Attribute(default=None, target="Type")


class TaskTypeSchemaType(
    Entity,
    entity_type="TaskTypeSchemaType",
    primary_key=("task_type_schema_id", "type_id"),
    default_projections=("task_type_schema_id", "type_id"),
):
    """TaskTypeSchemaType: key task_type_schema_id, type_id."""

    task_type_schema_id: Scalar[str] = Attribute(default=None, immutable=True)
    type_id: Scalar[str] = Attribute(default=None, immutable=True)


class Timelog(Entity, entity_type="Timelog", primary_key=("id",), default_projections=("id", "user_id", "context_id")):
    """Timelog: key id."""

    comment: Scalar[str] = Attribute(default="")
    context: OptionalLink[Context] = Attribute(default=None, target="Context", key="context_id")
    context_id: Scalar[str | None] = Attribute(default=None)
    duration: Scalar[float] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str | None] = Attribute(default=None)
    start: Scalar[datetime] = Attribute(default=None)
    time_zone_offset: Scalar[float | None] = Attribute(default=None)
    user: Link[User] = Attribute(default=None, target="User", key="user_id")
    user_id: Scalar[str] = Attribute(default=None)


class Timer(Entity, entity_type="Timer", primary_key=("id",), default_projections=("id",)):
    """Timer: key id."""

    comment: Scalar[str] = Attribute(default="")
    context: OptionalLink[Context] = Attribute(default=None, target="Context", key="context_id")
    context_id: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str | None] = Attribute(default=None)
    start: Scalar[datetime] = Attribute(default=None)
    user: Link[User] = Attribute(default=None, target="User", key="user_id")
    user_id: Scalar[str] = Attribute(default=None)


class Type(Entity, entity_type="Type", primary_key=("id",), default_projections=("id",)):
    """Type: table TaskType; key id."""

    color: Scalar[str] = Attribute(default="#510100")
    id: Scalar[str] = Attribute(default=None, immutable=True)
    is_billable: Scalar[bool] = Attribute(default=True)
    name: Scalar[str] = Attribute(default=None)
    sort: Scalar[int] = Attribute(default=0)
    task_type_schemas: Collection[TaskTypeSchema] = Attribute(default=None, target="TaskTypeSchema")
    tasks: Collection[Task] = Attribute(default=None, target="Task")


class TypedContextLink(
    Entity,
    entity_type="TypedContextLink",
    primary_key=("id",),
    default_projections=("id", "from_id", "to_id"),
):
    """TypedContextLink: table Dependency; key id."""

    from_: Link[TypedContext] = Attribute(default=None, target="TypedContext", key="from_id", api_name="from")
    from_id: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    lag: Scalar[float | None] = Attribute(default=None)
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    to: Link[TypedContext] = Attribute(default=None, target="TypedContext", key="to_id")
    to_id: Scalar[str] = Attribute(default=None)
    type: Scalar[Literal['start_to_start', 'start_to_end', 'end_to_start', 'end_to_end']] = Attribute(
        default="end_to_start"
    )


class UserApplicationState(
    Entity,
    entity_type="UserApplicationState",
    primary_key=("user_id", "key"),
    default_projections=("user_id", "key", "value"),
):
    """UserApplicationState: table UserSetting; key user_id, key."""

    key: Scalar[str] = Attribute(default=None, immutable=True)
    user_id: Scalar[str] = Attribute(default=None, immutable=True)
    value: Scalar[str] = Attribute(default=None)


class UserCustomAttributeValue(
    Entity,
    entity_type="UserCustomAttributeValue",
    primary_key=("configuration_id", "entity_id"),
    default_projections=("configuration_id", "entity_id", "key"),
):
    """UserCustomAttributeValue: key configuration_id, entity_id."""

    configuration: Link[CustomAttributeConfiguration] = Attribute(
        default=None, target="CustomAttributeConfiguration", key="configuration_id"
    )
    configuration_id: Scalar[str] = Attribute(default=None, immutable=True)
    entity_id: Scalar[str] = Attribute(default=None, immutable=True)
    key: Scalar[str] = Attribute(default=None)
    value: Scalar[str | float | bool | datetime | list[str] | None] = Attribute(default=None)


class UserSecurityRole(
    Entity,
    entity_type="UserSecurityRole",
    primary_key=("id",),
    default_projections=("id", "user_id", "security_role_id"),
):
    """UserSecurityRole: table Auth_UserRole; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    is_all_open_projects: Scalar[bool | None] = Attribute(default=None)
    is_all_projects: Scalar[bool | None] = Attribute(default=None)
    """This attribute has been deprecated, use `is_all_open_projects` attribute instead."""
    security_role: Link[SecurityRole] = Attribute(default=None, target="SecurityRole", key="security_role_id")
    security_role_id: Scalar[str] = Attribute(default=None)
    user: Link[User] = Attribute(default=None, target="User", key="user_id")
    user_id: Scalar[str] = Attribute(default=None)
    user_security_role_projects: Collection[UserSecurityRoleProject] = Attribute(
        default=None, target="UserSecurityRoleProject"
    )


class UserSecurityRoleProject(
    Entity,
    entity_type="UserSecurityRoleProject",
    primary_key=("id",),
    default_projections=("id", "user_security_role_id", "project_id"),
):
    """UserSecurityRoleProject: table UserRoleProject; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    project: Link[Project] = Attribute(default=None, target="Project", key="project_id")
    project_id: Scalar[str] = Attribute(default=None)
    user_security_role: Link[UserSecurityRole] = Attribute(
        default=None, target="UserSecurityRole", key="user_security_role_id"
    )
    user_security_role_id: Scalar[str] = Attribute(default=None)


class UserSession(Entity, entity_type="UserSession", primary_key=("id",), default_projections=("id", "user_id")):
    """UserSession: key id."""

    accessed_time: Scalar[datetime] = Attribute(default=None)
    creation_time: Scalar[datetime] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    user: Link[User] = Attribute(default=None, target="User", key="user_id")
    user_id: Scalar[str] = Attribute(default=None)


class UserType(Entity, entity_type="UserType", primary_key=("id",), default_projections=("id",)):
    """UserType: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default=None, immutable=True)


class UserView(Entity, entity_type="UserView", primary_key=("id",), default_projections=("id",)):
    """UserView: key id."""

    global_: Scalar[bool | None] = Attribute(default=None, api_name="global")
    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str | None] = Attribute(default=None)
    shared_with: Collection[Resource] = Attribute(default=None, target="Resource")
    user: OptionalLink[User] = Attribute(default=None, target="User", key="user_id")
    user_id: Scalar[str | None] = Attribute(default=None)


class WorkflowSchema(Entity, entity_type="WorkflowSchema", primary_key=("id",), default_projections=("id",)):
    """WorkflowSchema: table WorkflowScheme; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    name: Scalar[str] = Attribute(default="Workflow Name")
    overrides: Collection[ProjectSchemaOverride] = Attribute(default=None, target="ProjectSchemaOverride")
    statuses: Collection[Status] = Attribute(default=None, target="Status")


class WorkflowSchemaStatus(
    Entity,
    entity_type="WorkflowSchemaStatus",
    primary_key=("workflow_schema_id", "status_id"),
    default_projections=("workflow_schema_id", "status_id"),
):
    """WorkflowSchemaStatus: key workflow_schema_id, status_id."""

    status_id: Scalar[str] = Attribute(default=None, immutable=True)
    workflow_schema_id: Scalar[str] = Attribute(default=None, immutable=True)
