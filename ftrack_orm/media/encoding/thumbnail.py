"""Thumbnails: pictures that entities are shown by."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from ftrack_orm.errors import CommitUnknown, MediaError
from ftrack_orm.mapping import Entity
from ftrack_orm.media.transfer.progress import ProgressChoice
from ftrack_orm.media.upload.component_upload import upload_component
from ftrack_orm.media.upload.server_accessor import ServerAccessor
from ftrack_orm.media.upload.source import Media
from ftrack_orm.sentinels import MISSING
from ftrack_orm.session.loading.reloading import expire
from ftrack_orm.session.workflow.server_action import key_on_server

__all__ = ["create_thumbnail", "thumbnail_url"]

_KEY = "thumbnail_id"


def create_thumbnail(
    accessor: ServerAccessor,
    entity: Entity,
    media: Media,
    *,
    name: str = "thumbnail",
    file_type: str | None = None,
    progress: ProgressChoice = None,
    cancel: threading.Event | None = None,
) -> Any:
    """Upload a picture, show an entity by it, and return its component.

    What else is pending of the entity is sent with it; all other changes stay pending.

    Raises:
        MediaError: Entities of this type have no thumbnail.
        SessionError: The entity is not on the server yet.
        TransferError: The upload did not work; the entity has the thumbnail that it had.
    """
    attribute = type(entity).__mapper__.wire.get(_KEY)
    if attribute is None:
        raise MediaError(f"{entity!r} has no thumbnail; projects, contexts, versions, users and the like have")
    key_on_server(entity)
    values = {"name": name} | ({} if file_type is None else {"file_type": file_type})

    before = entity.__dict__.get(attribute.name, MISSING)

    def show(component: Any) -> Sequence[Entity]:
        setattr(entity, attribute.name, component.id)
        return (entity,)

    try:
        return upload_component(accessor, media, values, progress=progress, cancel=cancel, finish=show)
    except CommitUnknown:
        raise
    except BaseException:
        if before is not MISSING:
            setattr(entity, attribute.name, before)
        elif attribute.name in entity.__dict__:
            expire(accessor.workspace.gateway, entity, (attribute.name,))
        raise


def thumbnail_url(accessor: ServerAccessor, shown: Entity | str | None, size: int | None = None) -> str:
    """Return the address of a picture: of a component, of its id, or of an entity that has a thumbnail.

    Raises:
        MediaError: Entities of this type have no thumbnail.
    """
    if not isinstance(shown, Entity):
        return accessor.thumbnail_url(shown, size)
    mapper = type(shown).__mapper__
    if "file_type" in mapper.wire:
        return accessor.thumbnail_url(key_on_server(shown)[0], size)
    attribute = mapper.wire.get(_KEY)
    if attribute is None:
        raise MediaError(f"{shown!r} is no component and has no thumbnail")
    return accessor.thumbnail_url(getattr(shown, attribute.name), size)
