"""The entities of one workspace, written by `ftrack-orm generate`: do not edit, generate again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Context, MattePainting, Task, TypedContext
else:
    from ftrack_orm.mapping.declarative import generated_package

    __getattr__, __dir__ = generated_package(
        __name__,
        {
            "models": ["Context", "MattePainting", "Task", "TypedContext"],
        },
        {
            "Matte Painting": "MattePainting",
        },
    )

__all__ = [
    "SCHEMA_HASH",
    "Context",
    "MattePainting",
    "Task",
    "TypedContext",
]

SCHEMA_HASH = "f7501c348be269372abaebe2bf3536f3"
"""The hash of the schema that the classes were generated from."""
