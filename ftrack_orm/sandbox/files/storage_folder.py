"""Where the files of a sandbox are, by the database that knows about them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy.engine import make_url

__all__ = ["open_folder"]


def open_folder(database: str | None, opening: ExitStack) -> Path:
    """Return the folder: beside an SQLite file, with its name and `.files`; in the user's data for a server's database.

    Of a database in memory it is a temporary one, removed when `opening` is closed.
    """
    if database is None:
        return _temporary(opening)
    if "://" not in database:
        return _beside(Path(database).expanduser())
    url = make_url(database)
    if url.get_backend_name() == "sqlite":
        if url.database in (None, "", ":memory:"):
            return _temporary(opening)
        return _beside(Path(str(url.database).removeprefix("file:").partition("?")[0]))
    place = f"{url.host}:{url.port}/{url.database}"
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "ftrack-orm" / "files" / hashlib.sha256(place.encode()).hexdigest()[:16]


def _beside(database: Path) -> Path:
    return database.absolute().with_name(f"{database.name}.files")


def _temporary(opening: ExitStack) -> Path:
    folder = tempfile.TemporaryDirectory(prefix="ftrack-orm-", ignore_cleanup_errors=True)
    opening.callback(folder.cleanup)
    return Path(folder.name)
