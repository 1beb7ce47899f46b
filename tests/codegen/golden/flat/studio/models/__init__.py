"""The entity classes, a module each, written by `ftrack-orm generate`: do not edit, generate again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .context import Context
    from .matte_painting import MattePainting
    from .task import Task
    from .typed_context import TypedContext
else:
    from ftrack_orm.mapping.declarative import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "context": ["Context"],
            "matte_painting": ["MattePainting"],
            "task": ["Task"],
            "typed_context": ["TypedContext"],
        },
    )

__all__ = [
    "Context",
    "MattePainting",
    "Task",
    "TypedContext",
]
