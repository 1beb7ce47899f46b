"""Upload a file as a component of `ftrack.server`: the component, its content, and that it is there."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from ftrack_orm.errors import (
    CommitUnknown,
    SessionError,
    SourceChangedError,
    TransferCancelledError,
    TransferError,
    TransportError,
)
from ftrack_orm.mapping import Entity
from ftrack_orm.media.announcement import ADDED, announce
from ftrack_orm.media.built_in import SERVER_LOCATION_ID
from ftrack_orm.media.transfer.progress import Meter, ProgressChoice, metered
from ftrack_orm.media.upload.server_accessor import ServerAccessor
from ftrack_orm.media.upload.source import Media, Source, SourceIdentity, open_source
from ftrack_orm.media.upload.upload_journal import JournalledUpload, UploadJournal
from ftrack_orm.query.ast import And, AttributePath, Comparison, Criterion, Query
from ftrack_orm.query.literal import literal
from ftrack_orm.session.pending.cascade import cascade
from ftrack_orm.session.pending.creation import created
from ftrack_orm.session.workflow.server_action import key_on_server
from ftrack_orm.session.writing.committing import commit_only

__all__ = ["upload_component"]

_log = logging.getLogger("ftrack_orm.media")


def upload_component(
    accessor: ServerAccessor,
    media: Media,
    values: Mapping[str, Any],
    *,
    progress: ProgressChoice = None,
    cancel: threading.Event | None = None,
    finish: Callable[[Any], Sequence[Entity]] = lambda component: (),
) -> Any:
    """Return a new FileComponent whose file is in `ftrack.server`; `finish` changes what is committed with that.

    Args:
        accessor: That of `ftrack.server`.
        media: A path, bytes, or a file that is open for reading.
        values: Attributes of the component.
        progress: Is called with a `Progress`; False for silence, else a person who watches sees a bar.
        cancel: Set it to end the upload.
        finish: Is given the component and returns entities that it changed, whose changes are sent with the last batch.

    Raises:
        TransferError: It did not work. The component is deleted again, which `cleaned` says; `left` names one that
            could not be.
        SessionError: The version is not on the server yet.
    """
    with ExitStack() as closing:
        source = open_source(media)
        closing.callback(source.close)
        given = _completed(values, source)
        journal = _journal(accessor, source, given)
        if journal is not None:
            closing.callback(journal.close)
        upload = _ComponentUpload(accessor, source, given, journal)
        return upload.run(progress, cancel, finish)


@dataclass(frozen=True, slots=True)
class _ComponentUpload:
    accessor: ServerAccessor
    source: Source
    values: Mapping[str, Any]
    journal: UploadJournal | None

    def run(
        self,
        progress: ProgressChoice,
        cancel: threading.Event | None,
        finish: Callable[[Any], Sequence[Entity]],
    ) -> Any:
        component, is_whole, is_placed = self._begin()
        try:
            if not is_whole:
                with metered(progress, 1, self.source.size) as meter:
                    self._send(component, meter, cancel)
            if self.journal is not None:
                self.journal.complete()
            self._register(component, finish(component), is_placed=is_placed)
        except CommitUnknown:
            raise  # it may be there: nothing is deleted, and all is pending
        except BaseException as error:
            self._fail(component, error)
        if self.journal is not None:
            self.journal.discard()
        announce(self.accessor.locations, ADDED, [component.id], SERVER_LOCATION_ID)
        return component

    def _begin(self) -> tuple[Any, bool, bool]:
        """Return the component, and whether an earlier process brought its file, and said that it is there."""
        workspace = self.accessor.workspace
        found = None if self.journal is None else self.journal.found
        if found is not None:
            component, is_placed = self._on_server(found.component_id)
            if component is not None and self._is_same(found):
                return component, found.is_complete or is_placed, is_placed
            if component is not None and not is_placed:
                workspace.delete([component])  # its file never came, and never will: it is another one now
        component = created(workspace.entity_class("FileComponent"), self.values, {})
        if self.journal is not None and self.source.identity is not None:
            identity = self.source.identity
            self.journal.begin(JournalledUpload(component.id, identity.size, identity.modified, 0))
        try:
            workspace.create(list(cascade(component)))
        except CommitUnknown:
            raise
        except BaseException:
            if self.journal is not None:
                self.journal.discard()
            raise
        return component, False, False

    def _is_same(self, found: JournalledUpload) -> bool:
        identity = self.source.identity
        return identity is not None and (found.size, found.modified) == (identity.size, identity.modified)

    def _on_server(self, component_id: str) -> tuple[Any | None, bool]:
        paths = tuple(map(AttributePath.of, ("id", "name", "file_type", "size", "version_id")))
        components, places = self.accessor.workspace.fetch(
            Query("FileComponent", paths, _is("id", component_id)),
            Query(
                "ComponentLocation",
                (AttributePath.of("id"),),
                And((_is("component_id", component_id), _is("location_id", SERVER_LOCATION_ID))),
            ),
        )
        return (components[0] if components else None), bool(places)

    def _send(self, component: Any, meter: Meter, cancel: threading.Event | None) -> None:
        name = f"{component.name}{component.file_type or ''}"
        self.accessor.upload(
            component.id,
            self.source,
            name=name,
            tell=lambda done, _: meter.moved(done - meter.bytes, name),
            cancel=cancel,
            journal=self.journal,
        )
        meter.finished(name)

    def _register(self, component: Any, changed: Sequence[Entity], *, is_placed: bool) -> None:
        workspace = self.accessor.workspace
        if not is_placed:
            place = workspace.entity_class("ComponentLocation")(
                component_id=component.id, location_id=SERVER_LOCATION_ID, resource_identifier=component.id
            )
            workspace.create([place])
        if changed:
            commit_only(workspace.gateway, changed=changed)

    def _fail(self, component: Any, error: BaseException) -> None:
        """Delete the component and raise what went wrong; what cannot be deleted is taken up by a later try."""
        cleaned, left = [f"FileComponent {component.id}"], list[str]()
        try:
            self.accessor.workspace.delete([component])
        except (SessionError, TransportError):
            cleaned, left = left, cleaned
        if not left and self.journal is not None:
            self.journal.discard()
        if isinstance(error, TransferError):
            kind = next(
                (kind for kind in (SourceChangedError, TransferCancelledError) if isinstance(error, kind)),
                TransferError,
            )
            raise kind(str(error), cleaned, left) from error.__cause__
        if isinstance(error, TransportError | SessionError | OSError):
            raise TransferError(f"the upload failed: {error}", cleaned, left) from error
        raise error


def _completed(values: Mapping[str, Any], source: Source) -> dict[str, Any]:
    given = dict(values)
    version = given.pop("version", None)
    if version is not None:
        given["version_id"] = key_on_server(version)[0]
    given.setdefault("file_type", os.path.splitext(source.name or "")[1])
    return given | {"size": source.size}


def _journal(accessor: ServerAccessor, source: Source, values: Mapping[str, Any]) -> UploadJournal | None:
    """Return what remembers the upload of this file; None where nothing can be remembered, or another one is at it."""
    identity: SourceIdentity | None = source.identity
    folder = accessor.options.journals
    if identity is None or folder is None or not accessor.names[0]:
        return None
    about = (identity.path, str(values.get("version_id") or ""), str(values.get("name") or ""))
    try:
        return UploadJournal.open(folder, *accessor.names, *about, keeping=accessor.keeping)
    except OSError as error:
        _log.info("uploads are not remembered: %s", error)
        return None


def _is(name: str, value: str) -> Criterion:
    return Comparison(AttributePath.of(name), "is", literal(value))
