"""Upload to `ftrack.server`: in parts, side by side, again where something fails, on where a process ended."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.media.upload.component_upload import upload_component
    from ftrack_orm.media.upload.server_accessor import ServerAccessor
    from ftrack_orm.media.upload.source import Media
    from ftrack_orm.media.upload.storage.secret_url import SecretUrl
    from ftrack_orm.media.upload.upload_options import UploadOptions
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "component_upload": ["upload_component"],
            "storage.secret_url": ["SecretUrl"],
            "server_accessor": ["ServerAccessor"],
            "source": ["Media"],
            "upload_options": ["UploadOptions"],
        },
    )

__all__ = ["Media", "SecretUrl", "ServerAccessor", "UploadOptions", "upload_component"]
