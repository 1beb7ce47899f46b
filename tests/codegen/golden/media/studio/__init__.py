"""The entities of one workspace, written by `ftrack-orm generate`: do not edit, generate again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import AssetVersion, Component, Context, FileComponent, Group, ReviewSession, Task, ThumbnailMedia_
else:
    from ftrack_orm.mapping.declarative import generated_package

    __getattr__, __dir__ = generated_package(
        __name__,
        {
            "models": [
                "AssetVersion",
                "Component",
                "Context",
                "FileComponent",
                "Group",
                "ReviewSession",
                "Task",
                "ThumbnailMedia_",
            ],
        },
        {
            "ThumbnailMedia": "ThumbnailMedia_",
        },
    )

__all__ = [
    "SCHEMA_HASH",
    "AssetVersion",
    "Component",
    "Context",
    "FileComponent",
    "Group",
    "ReviewSession",
    "Task",
    "ThumbnailMedia_",
]

SCHEMA_HASH = "a516f253f5bd036fa1c7fc7b428ad0dc"
"""The hash of the schema that the classes were generated from."""
