"""What a version can do with files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar, cast

from ftrack_orm.mapping.media.entity_methods import EntityMethods, TypedBy, media_of

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping
    from typing import Unpack

    from ftrack_orm.mapping.media.media_job import MediaContent, MediaJob
    from ftrack_orm.mapping.media.review_media import ReviewImage, ReviewMovie
    from ftrack_orm.mapping.media.storage import MediaPath, ProgressChoice, SessionLocation

__all__ = ["VersionMedia"]

C = TypeVar("C")
F = TypeVar("F")


class VersionMedia(EntityMethods, TypedBy[C, F]):
    """Methods of a version; in brackets the classes of Component and FileComponent.

    Each is the session's method of the same name, for components of this version; what is raised is told there.
    """

    __slots__ = ()

    def create_component(
        self,
        path: MediaPath,
        values: Mapping[str, object] | None = None,
        /,
        *,
        location: SessionLocation | Literal["auto"] | str | None = "auto",
        progress: ProgressChoice = None,
        cancel: threading.Event | None = None,
        **given: object,
    ) -> C:
        """Make a component of files and put them into a location: `version.create_component("beauty.%04d.exr")`.

        A path is that of a file, of a sequence (`"beauty.%04d.exr [1001-1100]"`, or what is in the folder), or several,
        which make a container. See `Session.create_component` for the rest.
        """
        watched = {"location": location, "progress": progress, "cancel": cancel}
        return cast(C, media_of(self).create_component(path, {**(values or {}), **given, "version": self}, **watched))

    def upload(
        self,
        media: MediaContent,
        values: Mapping[str, object] | None = None,
        /,
        *,
        progress: ProgressChoice = None,
        cancel: threading.Event | None = None,
        **given: object,
    ) -> F:
        """Upload a file to `ftrack.server` and return its component: `version.upload("comp.exr", name="beauty")`."""
        values = {**(values or {}), **given, "version": self}
        return cast(F, media_of(self).upload(media, values, progress=progress, cancel=cancel))

    def encode_media(
        self,
        media: MediaContent | F,
        *,
        keep_original: bool | None = None,
        progress: ProgressChoice = None,
        cancel: threading.Event | None = None,
    ) -> MediaJob:
        """Let the server make media playable in browsers: `version.encode_media("turntable.mov").wait()`.

        It takes a FileComponent whose file is in `ftrack.server`, or a path, bytes or open file, uploaded first. By
        default a component stays, and what is uploaded does not.
        """
        watched = {"progress": progress, "cancel": cancel}
        begun = media_of(self).encode_media(media, version=self, keep_original=keep_original, **watched)
        return cast("MediaJob", begun)

    def upload_review_movie(self, media: MediaContent, **described: Unpack[ReviewMovie]) -> F:
        """Upload an MP4 (H.264) or a WebM that the web review plays without encoding, and return its component."""
        return cast(F, media_of(self).upload_review_movie(media, version=self, **described))

    def upload_review_image(self, media: MediaContent, **described: Unpack[ReviewImage]) -> F:
        """Upload an image that the web review shows without encoding, and return its component."""
        return cast(F, media_of(self).upload_review_image(media, version=self, **described))
