"""The part of `Session` for what the server keeps and shows: uploads, encodings, thumbnails, addresses."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from ftrack_orm.deferral import deferred
from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.media.media_job import MediaContent, MediaJob
from ftrack_orm.mapping.media.storage import ProgressChoice, SessionLocation
from ftrack_orm.session.media_access import MediaAccess

if TYPE_CHECKING:
    from typing import Unpack

    from ftrack_orm.mapping.media.review_media import ReviewImage, ReviewMovie

__all__ = ["UploadAccess"]

_key_on_server = deferred("ftrack_orm.session.workflow.server_action.key_on_server")
_files = deferred("ftrack_orm.media.upload.server_files.server_files")
_upload = deferred("ftrack_orm.media.upload.component_upload.upload_component")
_encode = deferred("ftrack_orm.media.encoding.media_encoding.encode_media")
_thumbnail = deferred("ftrack_orm.media.encoding.thumbnail.create_thumbnail")
_thumbnail_url = deferred("ftrack_orm.media.encoding.thumbnail.thumbnail_url")
_review_movie = deferred("ftrack_orm.media.encoding.web_review.upload_review_movie")
_review_image = deferred("ftrack_orm.media.encoding.web_review.upload_review_image")


class UploadAccess(MediaAccess):
    """Files of `ftrack.server`."""

    def upload(
        self,
        media: MediaContent,
        values: Mapping[str, object] | None = None,
        /,
        *,
        progress: ProgressChoice = None,
        cancel: threading.Event | None = None,
        **given: object,
    ) -> Any:
        """Upload a file to `ftrack.server` and return its component: `session.upload("a.mov", version=version)`.

        Large files go in parts, several at once, each again where it fails. Where the process ends in the middle, the
        same call goes on with what the server has. What else is pending stays so.

        Args:
            media: A path, bytes, or a file that is open for reading bytes.
            values: Values of the component by the names that the server has for them.
            progress: Is called with a `Progress`; False for silence, else a person who watches sees a bar.
            cancel: Set it to end the upload.
            given: Values of the component: `name` ("main" without it), `version`, `file_type`, `metadata` ...

        Raises:
            TransferError: It did not work; `cleaned` and `left` say what became of the component.
            SourceChangedError: The file changed meanwhile.
            TransferCancelledError: `cancel` was set.
            SessionError: The version is not on the server yet.
        """
        return _upload(self._files, media, {**(values or {}), **given}, progress=progress, cancel=cancel)

    @property
    def upload_options(self) -> Any:
        """How files are uploaded: an `ftrack_orm.media.UploadOptions`; assign another one to change it."""
        return self._files.options

    @upload_options.setter
    def upload_options(self, options: Any) -> None:
        self._files.options = options

    def encode_media(
        self,
        media: MediaContent | Entity,
        *,
        version: Entity | None = None,
        keep_original: bool | None = None,
        progress: ProgressChoice = None,
        cancel: threading.Event | None = None,
    ) -> MediaJob:
        """Let the server make media playable in browsers: `session.encode_media("a.mov", version=version).wait()`.

        Args:
            media: A FileComponent whose file is in `ftrack.server`, or a path, bytes or open file, uploaded first.
            version: Gets what is made, and the picture as its thumbnail.
            keep_original: Whether the original stays; by default a component does, and what is uploaded does not.
            progress: As for `upload`.
            cancel: Set it to end the upload.

        Raises:
            MediaError: The component cannot be encoded.
            TransferError: The upload did not work.
            ServerError: The server refuses; what was uploaded for it is deleted again.
        """
        given = {"version": version, "keep_original": keep_original, "progress": progress, "cancel": cancel}
        return cast(MediaJob, _encode(self._files, media, **given))

    def create_thumbnail(
        self,
        entity: Entity,
        media: MediaContent,
        *,
        name: str = "thumbnail",
        file_type: str | None = None,
        progress: ProgressChoice = None,
        cancel: threading.Event | None = None,
    ) -> Any:
        """Upload a picture, show an entity by it, and return its component; pending changes of the entity are sent.

        Raises:
            MediaError: Entities of this type have no thumbnail.
            TransferError: The upload did not work; the entity has the thumbnail that it had.
        """
        stated = {"name": name, "file_type": file_type, "progress": progress, "cancel": cancel}
        return _thumbnail(self._files, entity, media, **stated)

    def upload_review_movie(self, media: MediaContent, *, version: Entity, **described: Unpack[ReviewMovie]) -> Any:
        """Upload an MP4 (H.264) or a WebM that the web review plays without encoding, and return its component.

        Args:
            media: A path, bytes, or a file that is open for reading bytes.
            version: What it shows.
            described: `frame_in`, `frame_out`, `frame_rate`; where it is known `width` and `height` in pixels; the
                `file_type` where no name tells it; `progress` and `cancel` as for `upload`.

        Raises:
            MediaError: It is no such movie, or its frames cannot be right.
            TransferError: The upload did not work.
        """
        return _review_movie(self._files, media, version, **described)

    def upload_review_image(self, media: MediaContent, *, version: Entity, **described: Unpack[ReviewImage]) -> Any:
        """Upload an image that the web review shows without encoding, and return its component.

        Args:
            media: A path, bytes, or a file that is open for reading bytes.
            version: What it shows.
            described: As of a movie, but for its frames.

        Raises:
            MediaError: Nothing tells its file type.
            TransferError: The upload did not work.
        """
        return _review_image(self._files, media, version, **described)

    def component_url(self, component: Entity | str, location: SessionLocation | str | None = None) -> str:
        """Return the address of a component's file in `ftrack.server`, for a browser, or in another location.

        User and API key are in it, as the server wants it: its `repr` hides them, `str` does not. Never log it.
        """
        if location is None:
            key = component if isinstance(component, str) else _key_on_server(component)[0]
            return cast(str, self._files.url(key))
        if isinstance(component, str):
            raise SessionError("a location gives the address of a component, not of an id: get() the component first")
        return self.locations[location].url(component)

    def thumbnail_url(self, shown: Entity | str | None, size: int | None = None) -> str:
        """Return the address of a picture of at most `size` by `size` pixels, for a browser.

        Args:
            shown: A component or its id, or an entity that has a thumbnail: a shot, a version, a user ...
            size: In pixels; the server has a default.

        User and API key are in it, as in a `component_url`: never log it.
        """
        return cast(str, _thumbnail_url(self._files, shown, size))

    @property
    def _files(self) -> Any:
        """The accessor of `ftrack.server`."""
        return _files(self.locations)

    def _close_files(self) -> None:
        if self._locations is not None:
            self._files.close()
