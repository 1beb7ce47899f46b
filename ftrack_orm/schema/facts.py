"""What is true of stock attributes though no schema says it.

A schema calls an attribute `required` when its column is declared so, and is silent about what the server fills in by
itself, what cannot be created without it, and what it works out. A pipeline that must ask `is not None` of every
`asset.parent` would ask it in vain a hundred times over; so the tables below say where there is always a value.
They state keys; a link always has an entity when its foreign key always has a value.
"""

from __future__ import annotations

from collections.abc import Mapping

from ftrack_orm.schema.schema import Schema

__all__ = ["always_set", "is_derived", "is_optional", "value_type"]

_PATH = "list[dict[str, str]]"

_VALUE_TYPES: Mapping[tuple[str, str], str] = {
    ("AssetVersion", "_link"): _PATH,
    ("AssetVersion", "link"): _PATH,
    ("Context", "_link"): _PATH,
    ("Context", "link"): _PATH,
    ("Group", "link"): _PATH,
}

_CUSTOM_VALUES = ("Asset", "AssetVersion", "Context", "List", "ListObject", "User")

_ALWAYS_SET: Mapping[str, frozenset[str]] = {
    entity_type: frozenset(attributes.split())
    for entity_type, attributes in {
        "Asset": "context_id name project_id type_id",
        "AssetVersion": "_link asset_id date is_latest_version link project_id version",
        "AssetVersionStatusChange": "parent_id",
        "CalendarEvent": "created_at",
        "CalendarEventResource": "created_at",
        "ComponentLocation": "component_id location_id resource_identifier",
        "Context": "_link created_at link project_id",
        "CustomAttributeConfiguration": "type_id",
        "CustomAttributeGroup": "name",
        "CustomAttributeLink": "from_entity_type to_entity_type",
        "CustomAttributeLinkFrom": "from_entity_type to_entity_type",
        "CustomAttributeType": "name",
        "CustomConfigurationBase": "entity_type key label",
        "Event": "action created_at insert",
        "Feed": "created_at social_id",
        "Group": "link",
        "Job": "created_at",
        "ListCategory": "name",
        "Manager": "context_id type_id user_id",
        "ManagerType": "name",
        "Note": "date",
        "NoteLabel": "name",
        "Priority": "color name",
        "ProjectSchema": "asset_version_workflow_schema_id name task_type_schema_id task_workflow_schema_id",
        "ProjectSchemaOverride": "project_schema_id type_id workflow_schema_id",
        "ReviewSessionFolder": "project_id",
        "ReviewSessionObjectAnnotation": "review_session_object_id",
        "ReviewSessionObjectStatus": "review_session_object_id status",
        "SecurityRole": "name type",
        "SettingComponent": "setting",
        "State": "name short",
        "Status": "color name state",
        "StatusChange": "date parent_id parent_type status_id",
        "Timelog": "user_id",
        "Type": "name",
        "TypedContext": "bid_time_logged_difference parent_id project_id time_logged",
        "TypedContextStatusChange": "parent_id",
        "UserSecurityRole": "security_role_id user_id",
        "UserSecurityRoleProject": "project_id user_security_role_id",
        "UserSession": "accessed_time creation_time user_id",
        "UserType": "name",
        **{f"{owner}CustomAttributeValue": "key" for owner in _CUSTOM_VALUES},
    }.items()
}

_NARROWED: Mapping[tuple[str, str], str] = {("Recipient", "user"): "the recipient may be a group"}
"""Links whose key always has a value that need not be an entity of their kind."""


def always_set(schema: Schema, entity_type: str, attribute: str) -> bool:
    """Tell whether every entity of this type has a value here by the stock facts, whatever the schema requires.

    What holds for a type holds for its subtypes: `TypedContext.parent` for every shot and task.
    """
    lineage = schema.lineage(entity_type)
    if any((name, attribute) in _NARROWED for name in lineage):
        return False
    key = schema[entity_type][attribute].foreign_key or attribute
    return any({attribute, key} & _ALWAYS_SET.get(name, frozenset()) for name in lineage)


def is_optional(schema: Schema, entity_type: str, attribute: str) -> bool:
    """Tell whether a scalar or link may be None in an entity that the server knows.

    It may unless it is required, has a default other than null, or the stock facts say that it is always set; a link
    is judged by its foreign key too. Collections and mappings are never None.
    """
    stated = schema[entity_type][attribute]
    if stated.kind not in ("scalar", "link"):
        return False
    if any((name, attribute) in _NARROWED for name in schema.lineage(entity_type)):
        return True
    judged = [stated, schema[entity_type][stated.foreign_key]] if stated.foreign_key else [stated]
    if any(one.required or (one.has_default and one.default is not None) for one in judged):
        return False
    return not always_set(schema, entity_type, attribute)


def value_type(schema: Schema, entity_type: str, attribute: str) -> str | None:
    """Return the annotation of what arrives where the schema states another type, else None.

    `link` is declared a string, and is the way down from the project: a list of `{"type", "id", "name"}`.
    """
    return next(
        (found for name in schema.lineage(entity_type) if (found := _VALUE_TYPES.get((name, attribute))) is not None),
        None,
    )


def is_derived(schema: Schema, entity_type: str, attribute: str) -> bool:
    """Tell whether only the server ever says this value, though the schema calls it immutable and not computed."""
    return value_type(schema, entity_type, attribute) is not None
