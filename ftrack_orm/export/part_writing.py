"""Write one part: the task that an executor runs, in this process or on another machine."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO

from ftrack_orm.errors import ExportError, FtrackError
from ftrack_orm.export.folder import Folder
from ftrack_orm.export.format import Format, row_writer
from ftrack_orm.export.manifest import Part, Written
from ftrack_orm.export.part_reading import MovedError, page_rows, rows_by_key
from ftrack_orm.export.source import Source
from ftrack_orm.export.stopping import Stop
from ftrack_orm.mapping import Registry
from ftrack_orm.query import parse
from ftrack_orm.session import Session
from ftrack_orm.session.reading.row_reading import PlainRow
from ftrack_orm.session.table import Column

__all__ = ["HashedFile", "PartTask"]

_ATTEMPTS = 5
_GROUP = 10
"""Pages that are written at once: 5,000 rows, which is what a worker holds."""


@dataclass(frozen=True, slots=True)
class PartTask:
    """Writes one part when it is called. It can be pickled, and holds no key: see `Source`."""

    part: Part
    source: Source
    folder: Folder
    format: Format
    columns: tuple[Column, ...]
    guard: bool = True
    stop: Stop = field(default_factory=Stop)

    def __call__(self) -> Written:
        """Write the file and return what was written.

        Raises:
            ExportError: It could not be; the message tells which part and why.
        """
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._attempt()
            except MovedError:
                continue
        return self._attempt()

    def _attempt(self) -> Written:
        try:
            with closing(self.source.session()) as session:
                return self._write(self._pages(session))
        except ExportError:
            raise
        except FtrackError as error:  # some cannot be pickled, and a broken pool would tell nothing
            raise ExportError(f"{self.part.name}: {error}") from error

    def _pages(self, session: Session) -> Iterator[list[PlainRow]]:
        query = parse(self.part.query).query
        if self.part.whole:
            return page_rows(session, query)
        return rows_by_key(session, Registry.of_package(self.source.package), query)

    def _write(self, pages: Iterable[list[PlainRow]]) -> Written:
        rows = 0
        with self.folder.writing(self.part.name) as file:
            hashed = HashedFile(file)
            writer = row_writer(self.format, hashed, self.columns, guard=self.guard)
            try:
                for group in _grouped(pages, self.stop):
                    writer.write(group)
                    rows += len(group)
            finally:  # a writer that is left open writes its end when it is collected, to a file that is closed
                writer.finish()
        return Written(rows, hashed.count, hashed.digest)


def _grouped(pages: Iterable[list[PlainRow]], stop: Stop) -> Iterator[list[PlainRow]]:
    group: list[PlainRow] = []
    for number, page in enumerate(pages, 1):
        stop.check()
        group += page
        if number % _GROUP == 0:
            yield group
            group = []
    if group:
        yield group


class HashedFile(io.RawIOBase):
    """Passes on what is written, and counts and hashes it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = sha256()
        self.count: int = 0

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, content: object, /) -> int:
        """Write bytes."""
        view = memoryview(content)  # type: ignore[arg-type]  # whatever has a buffer, as Arrow's own
        self._hash.update(view)
        self._file.write(view)
        self.count += view.nbytes
        return view.nbytes

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self.count

    @property
    def digest(self) -> str:
        """The SHA-256 of what was written, as hexadecimal text."""
        return self._hash.hexdigest()
