"""Which entity types are reference data: everybody reads them all day, somebody changes them once a month."""

from __future__ import annotations

__all__ = ["REFERENCE_TYPES"]

REFERENCE_TYPES: frozenset[str] = frozenset(
    {
        "AssetType",
        "CustomAttributeConfiguration",
        "CustomAttributeGroup",
        "CustomAttributeLinkConfiguration",
        "CustomAttributeType",
        "CustomConfigurationBase",
        "ListCategory",
        "ManagerType",
        "NoteCategory",
        "NoteLabel",
        "ObjectType",
        "Priority",
        "ProjectSchema",
        "ProjectSchemaObjectType",
        "ProjectSchemaOverride",
        "Schema",
        "SchemaStatus",
        "SchemaType",
        "SecurityRole",
        "State",
        "Status",
        "TaskTypeSchema",
        "TaskTypeSchemaType",
        "Type",
        "WorkflowSchema",
        "WorkflowSchemaStatus",
    }
)
"""What a cache keeps by default. Disks and locations are not among them: a stale path sends files astray."""
