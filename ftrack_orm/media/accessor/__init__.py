"""Accessors: disks, and every store that fsspec reaches."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.media.accessor.accessor import (
        Accessor,
        ContainerAccessor,
        FileFacts,
        Mode,
        Staged,
        StagingAccessor,
    )
    from ftrack_orm.media.accessor.confinement import confined
    from ftrack_orm.media.accessor.disk import DiskAccessor
    from ftrack_orm.media.accessor.filesystem import FilesystemAccessor
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "accessor": ["Accessor", "ContainerAccessor", "FileFacts", "Mode", "Staged", "StagingAccessor"],
            "confinement": ["confined"],
            "disk": ["DiskAccessor"],
            "filesystem": ["FilesystemAccessor"],
        },
    )

__all__ = [
    "Accessor",
    "ContainerAccessor",
    "DiskAccessor",
    "FileFacts",
    "FilesystemAccessor",
    "Mode",
    "Staged",
    "StagingAccessor",
    "confined",
]
