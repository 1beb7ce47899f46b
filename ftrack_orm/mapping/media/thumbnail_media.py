"""What an entity that has a thumbnail can do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from ftrack_orm.mapping.media.entity_methods import EntityMethods, TypedBy, media_of

if TYPE_CHECKING:
    import threading

    from ftrack_orm.mapping.media.media_job import MediaContent
    from ftrack_orm.mapping.media.storage import ProgressChoice

__all__ = ["ThumbnailMedia"]

F = TypeVar("F")


class ThumbnailMedia(EntityMethods, TypedBy[F]):
    """Methods of what has a thumbnail; in brackets the class of FileComponent."""

    __slots__ = ()

    def create_thumbnail(
        self,
        media: MediaContent,
        *,
        name: str = "thumbnail",
        file_type: str | None = None,
        progress: ProgressChoice = None,
        cancel: threading.Event | None = None,
    ) -> F:
        """Upload a picture, show the entity by it, and return its component; pending changes of the entity are sent.

        Raises:
            TransferError: The upload did not work; the entity has the thumbnail that it had.
        """
        stated = {"name": name, "file_type": file_type, "progress": progress, "cancel": cancel}
        return cast(F, media_of(self).create_thumbnail(self, media, **stated))

    def get_thumbnail_url(self, size: int | None = None) -> str:
        """Return the address of the picture, of at most `size` by `size` pixels; the server has a default.

        User and API key are in it: its `repr` hides them, `str` does not. Never log it. (The attribute `thumbnail_url`
        is what the server tells.)
        """
        return cast(str, media_of(self).thumbnail_url(self, size))
