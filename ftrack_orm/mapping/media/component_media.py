"""What a component can tell of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from ftrack_orm.mapping.media.entity_methods import EntityMethods, TypedBy, media_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ftrack_orm.mapping.media.media_job import MediaJob
    from ftrack_orm.mapping.media.storage import SessionLocation

__all__ = ["ComponentMedia", "FileMedia"]

V = TypeVar("V")


class ComponentMedia(EntityMethods):
    """Methods of components."""

    __slots__ = ()

    def get_availability(self, locations: Iterable[SessionLocation | str] | None = None) -> dict[str, float]:
        """Return how much of it is in each location, or in these, in percent, by the ids of locations."""
        return cast("dict[str, float]", media_of(self).get_component_availability(self, locations))

    def get_filesystem_path(self, location: SessionLocation | str | None = None) -> str:
        """Return the path of its file on this machine, of a sequence with `%04d` in it.

        Args:
            location: Where; else the first location that has it and has paths.

        Raises:
            ComponentNotInLocationError: It is not there.
            LocationError: No location that can be reached has a path of it.
        """
        return cast(str, media_of(self).filesystem_path(self, location))

    def get_url(self, location: SessionLocation | str | None = None) -> str:
        """Return an address of its file: in `ftrack.server`, or in another location. It may hold credentials.

        Raises:
            ComponentNotInLocationError: It is not in that location.
        """
        return cast(str, media_of(self).component_url(self, location))

    def get_thumbnail_url(self, size: int | None = None) -> str:
        """Return the address of a picture of it, of at most `size` by `size` pixels; never log it."""
        return cast(str, media_of(self).thumbnail_url(self, size))


class FileMedia(EntityMethods, TypedBy[V]):
    """Methods of components that are one file; in brackets the class of AssetVersion."""

    __slots__ = ()

    def encode_media(self, *, version: V | None = None, keep_original: bool | None = None) -> MediaJob:
        """Let the server make it playable in browsers, from its file in `ftrack.server`: `file.encode_media().wait()`.

        Args:
            version: Gets what is made, and the picture as its thumbnail.
            keep_original: False deletes the component when that is done.
        """
        return cast("MediaJob", media_of(self).encode_media(self, version=version, keep_original=keep_original))
