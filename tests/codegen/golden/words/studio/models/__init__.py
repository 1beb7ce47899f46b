"""The entity classes, a module each, written by `ftrack-orm generate`: do not edit, generate again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .context import Context
    from .context_custom_attribute_value import ContextCustomAttributeValue
    from .custom_attribute_link import CustomAttributeLink
    from .object_type import ObjectType
    from .priority import Priority
    from .project import Project
    from .project_schema import ProjectSchema
    from .shot import Shot
    from .status import Status
    from .task import Task
    from .type import Type
    from .typed_context import TypedContext
    from .user import User
else:
    from ftrack_orm.mapping.declarative import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "context": ["Context"],
            "context_custom_attribute_value": ["ContextCustomAttributeValue"],
            "custom_attribute_link": ["CustomAttributeLink"],
            "object_type": ["ObjectType"],
            "priority": ["Priority"],
            "project": ["Project"],
            "project_schema": ["ProjectSchema"],
            "shot": ["Shot"],
            "status": ["Status"],
            "task": ["Task"],
            "type": ["Type"],
            "typed_context": ["TypedContext"],
            "user": ["User"],
        },
    )

__all__ = [
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
]
