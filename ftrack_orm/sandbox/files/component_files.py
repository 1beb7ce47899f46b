"""The files of all components: what the database says about them, and the folder that holds them.

A file takes its place, and an unneeded one is removed, while a writing transaction is open: writers exclude each other,
so that none can refer to a file that another is about to remove. A crash between leaves at most a file that nobody
refers to, which is swept when the sandbox starts again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection, select

from ftrack_orm.sandbox.batch.write_state import EntityChange
from ftrack_orm.sandbox.files.component_file import ComponentFile
from ftrack_orm.sandbox.files.content_store import ContentStore
from ftrack_orm.sandbox.files.file_table import FILES, PARTS, TABLES, UPLOADS
from ftrack_orm.sandbox.files.incoming import Incoming
from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.sandbox.storage.store import Store

__all__ = ["ComponentFiles", "drop_uploads"]

_ABANDONED_SECONDS = 7 * 86_400.0
"""How long an upload may take, and a file wait for its component."""


class ComponentFiles:
    """Keeps, finds and removes the files of components; may be called from any thread.

    `upload_limit` is the size in bytes of the largest file that is taken.
    """

    def __init__(self, store: Store, folder: Path, upload_limit: int) -> None:
        self.store = store
        self.contents: ContentStore = ContentStore(folder)
        self.upload_limit = upload_limit
        with store.begin() as connection:
            TABLES.create_all(connection)
        if folder.is_dir():
            self.sweep()

    def path(self, file: ComponentFile) -> Path:
        """Return where the content of a file is."""
        return self.contents.path(file.digest)

    def find(self, component_id: str) -> ComponentFile | None:
        """Return the file of a component; None where the component, or its file, does not exist."""
        with self.store.begin(writes=False) as connection:
            if not self._existing(connection, [component_id]):
                return None
            return _found(connection, component_id)

    def find_within(self, connection: Connection, component_id: str) -> ComponentFile | None:
        """Return the file of a component as a transaction sees it, whether there is such a component or not."""
        return _found(connection, component_id)

    def put(self, component_id: str, name: str, incoming: Incoming) -> ComponentFile:
        """Give a component a finished file, in the place of the one that it had."""
        with self.store.begin() as connection:
            file, before = self.put_within(connection, component_id, name, incoming)
        self.collect(before)
        return file

    def put_within(
        self, connection: Connection, component_id: str, name: str, incoming: Incoming
    ) -> tuple[ComponentFile, Sequence[str]]:
        """Do the same in a transaction that writes; return the file, and digests to `collect` once it is committed."""
        before = _found(connection, component_id)
        digest = self.contents.keep(incoming)
        file = ComponentFile(component_id, digest, incoming.size, name)
        connection.execute(FILES.delete().where(FILES.c.component_id == component_id))
        row = {"component_id": component_id, "digest": digest, "size": file.size, "name": name}
        connection.execute(FILES.insert(), {**row, "stored_at": time.time()})
        return file, [before.digest] if before is not None and before.digest != digest else []

    def remove(self, component_id: str) -> bool:
        """Remove the file of a component and tell whether it had one."""
        return self.forget([component_id]) > 0

    def forget(self, component_ids: Iterable[str]) -> int:
        """Remove the files and the begun uploads of components; return how many files there were."""
        ids = list(component_ids)
        digests: list[str] = []
        uploads: list[str] = []
        with self.store.begin() as connection:
            for chunk in chunks(ids):
                mine = FILES.c.component_id.in_(chunk)
                digests += connection.execute(select(FILES.c.digest).where(mine)).scalars()
                connection.execute(FILES.delete().where(mine))
                begun = UPLOADS.c.component_id.in_(chunk)
                uploads += connection.execute(select(UPLOADS.c.id).where(begun)).scalars()
            drop_uploads(connection, uploads)
        self.collect(digests)
        for upload in uploads:
            self.contents.drop_parts(upload)
        return len(digests)

    def notice(self, _: str, changes: Sequence[EntityChange]) -> None:
        """Remove the files of components that a committed batch removed; a listener of the executor."""
        if "Component" not in self.store.schema:
            return
        kinds = set(self.store.tables.family("Component").types)
        gone = [str(change.key[0]) for change in changes if change.action == "remove" and change.entity_type in kinds]
        if gone and self.contents.folder.is_dir():
            self.forget(gone)

    def collect(self, digests: Iterable[str]) -> None:
        """Remove what no component has any more."""
        candidates = set(digests)
        if not candidates:
            return
        with self.store.begin() as connection:
            for chunk in chunks(candidates):
                used = set(connection.execute(select(FILES.c.digest).where(FILES.c.digest.in_(chunk))).scalars())
                for digest in set(chunk) - used:
                    self.contents.remove(digest)

    def sweep(self) -> None:
        """Remove what a crash or an abandoned upload left behind."""
        oldest = time.time() - _ABANDONED_SECONDS
        with self.store.begin() as connection:
            old = select(FILES.c.component_id).where(FILES.c.stored_at < oldest)
            lost = set(connection.execute(old).scalars())
            lost -= self._existing(connection, lost)
            for chunk in chunks(lost):
                connection.execute(FILES.delete().where(FILES.c.component_id.in_(chunk)))
            abandoned = select(UPLOADS.c.id).where(UPLOADS.c.begun_at < oldest)
            drop_uploads(connection, list(connection.execute(abandoned).scalars()))
            known = set(connection.execute(select(UPLOADS.c.id)).scalars())
        for upload in set(self.contents.uploads()) - known:
            self.contents.drop_parts(upload)
        self.contents.sweep_incoming()
        self.collect(self.contents.digests())

    def _existing(self, connection: Connection, component_ids: Iterable[str]) -> set[str]:
        if "Component" not in self.store.schema:
            return set()
        column = self.store.tables.family("Component").table.c["id"]
        found: set[str] = set()
        for chunk in chunks(list(component_ids)):
            found |= set(connection.execute(select(column).where(column.in_(chunk))).scalars())
        return found


def drop_uploads(connection: Connection, upload_ids: Iterable[str]) -> None:
    """Forget uploads and what is known of their parts."""
    for chunk in chunks(list(upload_ids)):
        connection.execute(UPLOADS.delete().where(UPLOADS.c.id.in_(chunk)))
        connection.execute(PARTS.delete().where(PARTS.c.upload_id.in_(chunk)))


def _found(connection: Connection, component_id: str) -> ComponentFile | None:
    columns = (FILES.c.component_id, FILES.c.digest, FILES.c.size, FILES.c.name)
    row = connection.execute(select(*columns).where(FILES.c.component_id == component_id)).first()
    return None if row is None else ComponentFile(*row)
