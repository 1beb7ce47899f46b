"""The entities of one workspace, written by `ftrack-orm generate`: do not edit, generate again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import (
        Context,
        ContextCustomAttributeValue,
        CustomAttributeLink,
        ObjectType,
        Priority,
        Project,
        ProjectSchema,
        Shot,
        Status,
        Task,
        Type,
        TypedContext,
        User,
    )
    from .vocabulary import (
        ObjectTypeName,
        ObjectTypes,
        Priorities,
        PriorityName,
        ProjectSchemaName,
        ProjectSchemas,
        StatusName,
        Statuses,
        TypeName,
        Types,
    )
else:
    from ftrack_orm.mapping.declarative import generated_package

    __getattr__, __dir__ = generated_package(
        __name__,
        {
            "models": [
                "Context",
                "ContextCustomAttributeValue",
                "CustomAttributeLink",
                "ObjectType",
                "Priority",
                "Project",
                "ProjectSchema",
                "Shot",
                "Status",
                "Task",
                "Type",
                "TypedContext",
                "User",
            ],
            "vocabulary": [
                "ObjectTypeName",
                "ObjectTypes",
                "Priorities",
                "PriorityName",
                "ProjectSchemaName",
                "ProjectSchemas",
                "StatusName",
                "Statuses",
                "TypeName",
                "Types",
            ],
        },
    )

__all__ = [
    "SCHEMA_HASH",
    "Context",
    "ContextCustomAttributeValue",
    "CustomAttributeLink",
    "ObjectType",
    "ObjectTypeName",
    "ObjectTypes",
    "Priorities",
    "Priority",
    "PriorityName",
    "Project",
    "ProjectSchema",
    "ProjectSchemaName",
    "ProjectSchemas",
    "Shot",
    "Status",
    "StatusName",
    "Statuses",
    "Task",
    "Type",
    "TypeName",
    "TypedContext",
    "Types",
    "User",
]

SCHEMA_HASH = "1d2b92e481c3b82d76e29a8950fa185e"
"""The hash of the schema that the classes were generated from."""
