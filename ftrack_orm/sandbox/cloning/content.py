"""What a clone holds: the workspace's vocabulary and people, and what hangs on one project."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PROJECT_CONTENT", "WORKSPACE", "Hanging"]

WORKSPACE = (
    "State", "Status", "Type", "Priority", "ObjectType", "WorkflowSchema", "WorkflowSchemaStatus", "TaskTypeSchema",
    "TaskTypeSchemaType", "ProjectSchema", "ProjectSchemaObjectType", "ProjectSchemaOverride", "Schema", "SchemaStatus",
    "SchemaType", "TaskTemplate", "TaskTemplateItem", "Disk", "Location", "ManagerType", "ListCategory", "AssetType",
    "NoteLabel", "SecurityRole", "CustomAttributeGroup", "CustomAttributeType", "CustomConfigurationBase", "Setting",
    "UserType", "Scope", "Resource", "Membership", "UserSecurityRole",
)  # fmt: skip
"""Families that are copied whole, what others need first."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """A family whose entities hang on others by a key; `owners` are the families that hold those."""

    family: str
    key: str
    owners: tuple[str, ...]


_NOTED = ("Context", "Asset", "AssetVersion", "List", "ReviewSession", "ReviewSessionObject", "Note")
_OWNERS = (*_NOTED, "Component", "ListObject", "Resource", "CalendarEvent")

PROJECT_CONTENT = (
    Hanging("Asset", "context_id", ("Context",)),
    Hanging("AssetVersion", "asset_id", ("Asset",)),
    Hanging("Component", "version_id", ("AssetVersion",)),
    Hanging("Component", "container_id", ("Component",)),
    Hanging("ComponentLocation", "component_id", ("Component",)),
    Hanging("AssetVersionLink", "from_id", ("AssetVersion",)),
    Hanging("TypedContextLink", "from_id", ("Context",)),
    Hanging("Appointment", "context_id", ("Context",)),
    Hanging("Manager", "context_id", ("Context",)),
    Hanging("Timelog", "context_id", ("Context",)),
    Hanging("UserSecurityRoleProject", "project_id", ("Context",)),
    Hanging("List", "project_id", ("Context",)),
    Hanging("ListObject", "list_id", ("List",)),
    Hanging("ReviewSession", "project_id", ("Context",)),
    Hanging("ReviewSessionInvitee", "review_session_id", ("ReviewSession",)),
    Hanging("ReviewSessionObject", "review_session_id", ("ReviewSession",)),
    Hanging("CalendarEvent", "project_id", ("Context",)),
    Hanging("CalendarEventResource", "calendar_event_id", ("CalendarEvent",)),
    Hanging("StatusChange", "parent_id", ("Context", "AssetVersion")),
    Hanging("Note", "parent_id", _NOTED[:-1]),
    Hanging("Note", "in_reply_to_id", ("Note",)),
    Hanging("Recipient", "note_id", ("Note",)),
    Hanging("NoteLabelLink", "note_id", ("Note",)),
    Hanging("NoteComponent", "note_id", ("Note",)),
    Hanging("Metadata", "parent_id", _OWNERS),
    Hanging("CustomAttributeValue", "entity_id", _OWNERS),
    Hanging("CustomAttributeLink", "from_id", _OWNERS),
)
"""What belongs to a project, beside the tree of its contexts, in the order in which it is found."""
