"""The entity classes, a module each, written by `ftrack-orm generate`: do not edit, generate again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .asset_version import AssetVersion
    from .component import Component
    from .context import Context
    from .file_component import FileComponent
    from .group import Group
    from .review_session import ReviewSession
    from .task import Task
    from .thumbnail_media import ThumbnailMedia_
else:
    from ftrack_orm.mapping.declarative import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "asset_version": ["AssetVersion"],
            "component": ["Component"],
            "context": ["Context"],
            "file_component": ["FileComponent"],
            "group": ["Group"],
            "review_session": ["ReviewSession"],
            "task": ["Task"],
            "thumbnail_media": ["ThumbnailMedia_"],
        },
    )

__all__ = [
    "AssetVersion",
    "Component",
    "Context",
    "FileComponent",
    "Group",
    "ReviewSession",
    "Task",
    "ThumbnailMedia_",
]
