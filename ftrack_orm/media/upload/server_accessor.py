"""The accessor of `ftrack.server`: files are uploaded by signed URLs and named by their component's id."""

from __future__ import annotations

import io
import os
import tempfile
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from ftrack_orm.errors import AccessorError, ConfigurationError
from ftrack_orm.media.accessor.accessor import FileFacts, Mode
from ftrack_orm.media.upload.kept_urls import UrlKeeping
from ftrack_orm.media.upload.parts.memory_budget import MemoryBudget
from ftrack_orm.media.upload.source import Source, open_source
from ftrack_orm.media.upload.storage.download import Download, FoundFile
from ftrack_orm.media.upload.storage.secret_url import SecretUrl
from ftrack_orm.media.upload.storage.storage_http import Reply, StorageHttp
from ftrack_orm.media.upload.upload_journal import UploadJournal
from ftrack_orm.media.upload.upload_options import UploadOptions
from ftrack_orm.media.upload.uploader import Told, Uploader
from ftrack_orm.query.ast import AttributePath, Comparison, Query
from ftrack_orm.query.literal import literal
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection

if TYPE_CHECKING:
    from ftrack_orm.media.locations import Locations
    from ftrack_orm.media.workspace import Workspace

__all__ = ["ServerAccessor"]

_BLOCK = 2**20


class ServerAccessor:
    """Reads and writes the files that the server keeps; a resource identifier is the id of a component.

    `settings` may be None where a session was given a transport alone; then files can be uploaded and not read.
    """

    verifies = True

    def __init__(
        self,
        locations: Locations,
        settings: Settings | None,
        connection: Connection | None = None,
        options: UploadOptions | None = None,
    ) -> None:
        self.locations = locations
        self._options = options or UploadOptions()
        self._sent: dict[str, int] = {}
        """The sizes of files whose component may not exist yet; the server does not show them until it does."""
        self._budget = MemoryBudget(self._options.memory)
        self._settings = settings
        url = None if settings is None else settings.server_url
        self._http = StorageHttp(url, connection, timeout=self._options.timeout)

    def __repr__(self) -> str:
        return f"ServerAccessor({None if self._settings is None else self._settings.server_url!r})"

    @property
    def options(self) -> UploadOptions:
        """How files are uploaded."""
        return self._options

    @options.setter
    def options(self, options: UploadOptions) -> None:
        self._options = options
        self._budget = MemoryBudget(options.memory)
        self._http.timeout = options.timeout

    @property
    def workspace(self) -> Workspace:
        """The session's own parts."""
        return self.locations.workspace

    @property
    def names(self) -> tuple[str, str]:
        """Which server and user uploads are remembered for."""
        return ("", "") if self._settings is None else (self._settings.server_url, self._settings.api_user)

    @property
    def keeping(self) -> UrlKeeping:
        """How the signed URLs of an upload are kept for a later process."""
        secret = b"" if self._settings is None else self._settings.api_key.encode()
        return UrlKeeping(self._options.urls_kept, secret)

    def open(self, resource_identifier: str, mode: Mode = "rb") -> BinaryIO:
        """Open a file; what is written is uploaded when it is closed, and dropped where a `with` block fails."""
        if mode == "wb":
            return cast(BinaryIO, _Written(self, resource_identifier))
        return cast(BinaryIO, io.BufferedReader(self._download(resource_identifier), _BLOCK))

    def read(self, resource_identifier: str) -> bytes:
        """Return the whole content of a file."""
        with self.open(resource_identifier) as file:
            return file.read()

    def write(self, resource_identifier: str, content: bytes | BinaryIO) -> None:
        """Upload a file, of bytes or of what a stream holds from here on; all of it or nothing.

        A stream that tells its `size` is sent as it is read; one that does not, and cannot be sought, is copied to disk
        first.
        """
        size = None if isinstance(content, bytes) else getattr(content, "size", None)
        if not isinstance(content, bytes) and isinstance(size, int) and not content.seekable():
            self._forward(resource_identifier, content, size)
            self._sent[resource_identifier] = size
            return
        source = open_source(content)
        try:
            self.upload(resource_identifier, source)
            self._sent[resource_identifier] = source.size
        finally:
            source.close()

    def upload(
        self,
        resource_identifier: str,
        source: Source,
        *,
        name: str | None = None,
        tell: Told | None = None,
        cancel: threading.Event | None = None,
        journal: UploadJournal | None = None,
    ) -> None:
        """Upload the whole of a source under the name that a download shall have; see `Uploader.upload`."""
        name = name or source.name or self._file_name(resource_identifier) or resource_identifier
        self._uploader.upload(resource_identifier, name, source, tell=tell, cancel=cancel, journal=journal)

    def delete(self, resource_identifier: str) -> None:
        """Delete a file; its component stays."""
        self._sent.pop(resource_identifier, None)
        url = SecretUrl.of(self._known(), "component/remove", id=resource_identifier)
        with self._http.fetched(url) as answer:
            if isinstance(answer, Reply):
                if answer.status in (404, 410):
                    raise FileNotFoundError(f"component {resource_identifier!r} has no file on the server")
                told = f"HTTP {answer.status}: {answer.told[:200]}" if answer.status else answer.told
                raise AccessorError(f"{url.shown}: the file cannot be removed: {told}")

    def exists(self, resource_identifier: str) -> bool:
        """Tell whether there is such a file."""
        try:
            self._found(resource_identifier)
        except FileNotFoundError:
            return False
        return True

    def facts(self, resource_identifier: str) -> FileFacts:
        """Return size and tag of a file; of one whose component is not registered yet, the size that was sent."""
        try:
            found = self._found(resource_identifier)
        except FileNotFoundError:
            size = self._sent.pop(resource_identifier, None)
            if size is None:
                raise
            return FileFacts(size)
        return FileFacts(found.size, found.e_tag)

    def filesystem_path(self, resource_identifier: str) -> str:
        """The server's files have no paths here.

        Raises:
            AccessorError: Always.
        """
        raise AccessorError("files of ftrack.server have no path on this machine; use url(), or open() to read one")

    def url(self, resource_identifier: str) -> SecretUrl:
        """Return the address of a file, with user and key in it.

        Raises:
            AccessorError: The session was not told where the server is.
        """
        return SecretUrl.of(self._known(), "component/get", id=resource_identifier)

    def thumbnail_url(self, resource_identifier: str | None, size: int | None = None) -> str:
        """Return the address of a picture of at most `size` by `size` pixels; without a component, of the usual one."""
        settings = self._known()
        if size is not None and size < 1:
            raise ValueError(f"the size of a thumbnail is a number of pixels above 0, not {size}")
        if resource_identifier is None:
            return f"{settings.server_url}/img/thumbnail2.png"
        asked = {} if size is None else {"size": str(size)}
        return SecretUrl.of(settings, "component/thumbnail", id=resource_identifier, **asked)

    def close(self) -> None:
        """Close connections."""
        self._http.close()

    @property
    def _uploader(self) -> Uploader:
        return Uploader(self.workspace.gateway.send, self._http, self._arrived, self._options)

    def _forward(self, component_id: str, stream: BinaryIO, size: int) -> None:
        stated = getattr(stream, "name", None)
        name = stated if isinstance(stated, str) and stated else self._file_name(component_id) or component_id
        cancel = getattr(stream, "cancel", None)
        self._uploader.forward(component_id, os.path.basename(name), stream, size, self._budget, cancel=cancel)

    def _download(self, component_id: str) -> Download:
        return Download(self._http, self.url(component_id), self.options.retry)

    def _found(self, component_id: str) -> FoundFile:
        with self._download(component_id) as download:
            return download.facts or FoundFile(None, None)

    def _arrived(self, component_id: str) -> int | None:
        try:
            return None if self._settings is None else self._found(component_id).size
        except OSError:
            return None

    def _file_name(self, component_id: str) -> str | None:
        """Ask for the name of a component that the server knows, with its file type."""
        paths = (AttributePath.of("name"), AttributePath.of("file_type"))
        wanted = Comparison(AttributePath.of("id"), "is", literal(component_id))
        rows = self.workspace.rows(Query("FileComponent", paths, wanted))
        if not rows:
            return None
        name, kind = rows[0].get("name") or "", (rows[0].get("file_type") or "").lstrip(".")
        return f"{name}.{kind}" if kind else name

    def _known(self) -> Settings:
        if self._settings is None:
            raise AccessorError(
                "files need to know the server: pass server_url, api_user and api_key to the session"
            ) from ConfigurationError("the session was given a transport and not where the server is")
        return self._settings


class _Written(io.BufferedRandom):
    """A file that is uploaded when it is closed."""

    def __init__(self, accessor: ServerAccessor, component_id: str) -> None:
        handle, path = tempfile.mkstemp(prefix="ftrack-orm-")
        self._path = path
        super().__init__(io.FileIO(handle, "r+b"))
        self._accessor: ServerAccessor | None = accessor
        self._component_id = component_id

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is not None:
            self._accessor = None
        super().__exit__(kind, error, traceback)

    def close(self) -> None:
        accessor, self._accessor = self._accessor, None
        if self.closed:
            return
        try:
            if accessor is not None:
                self.flush()
                self.seek(0)
                accessor.write(self._component_id, cast(Any, self))
        finally:
            super().close()
            os.unlink(self._path)
