"""Where a cache is: a folder of this machine, or a Redis server."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.session.cache.store import CacheStore

__all__ = ["default_folder", "place_of"]

_SCHEMES = ("redis", "rediss", "unix")


def place_of(where: str | Path | None, size: int) -> tuple[str, Callable[[], CacheStore]]:
    """Return the name of a place to show to people, without a password, and what opens the store there.

    Raises:
        ConfigurationError: It is neither a folder nor the address of a Redis server, or the extra `redis` is missing.
    """
    if isinstance(where, str) and "://" in where:
        return _redis(where, size)
    folder = default_folder() if where is None else Path(where).expanduser()
    if not str(where if where is not None else folder).strip() or (folder.exists() and not folder.is_dir()):
        raise ConfigurationError(f"the cache needs a folder, or an address like redis://host:6379/0; got {where!r}")
    return str(folder), lambda: _sqlite(folder, size)


def default_folder() -> Path:
    """Return the folder for caches of this user, as the operating system has it."""
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Caches"
    else:
        stated = os.environ.get("XDG_CACHE_HOME", "")
        root = Path(stated) if os.path.isabs(stated) else Path.home() / ".cache"
    return root / "ftrack-orm"


def _sqlite(folder: Path, size: int) -> CacheStore:
    from ftrack_orm.session.cache.sqlite_store import SqliteStore

    return SqliteStore(folder, size)


def _redis(url: str, size: int) -> tuple[str, Callable[[], CacheStore]]:
    wrong = ConfigurationError("the address of the cache is not valid: expected one like redis://host:6379/0")
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise wrong from None
    if parts.scheme not in _SCHEMES or not (parts.hostname or parts.scheme == "unix"):
        raise wrong
    if find_spec("redis") is None:
        raise ConfigurationError("a cache on Redis needs the extra: pip install 'ftrack-orm[redis]'")

    def open_store() -> CacheStore:
        from ftrack_orm.session.cache.redis_store import RedisStore

        return RedisStore(url, size)

    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}", open_store
