"""A PostgreSQL of our own: made in a temporary folder, on a free port of the loopback, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy

__all__ = ["Cluster", "is_installed", "running_cluster"]

_USER = "sandbox"
_LOCALE = ("--locale=C", "--locale-provider=icu", "--icu-locale=en-US")
"""An order of text that is not that of its bytes, as servers have it."""
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=256MB")


def _programs() -> list[Path]:
    """Return folders that hold PostgreSQL's own programs, the newest first; Debian keeps them out of the path."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
    found = shutil.which("initdb")
    return known + ([Path(found).parent] if found else [])


def is_installed() -> bool:
    """Tell whether a cluster can be made on this machine."""
    return any((folder / "initdb").exists() and (folder / "pg_ctl").exists() for folder in _programs())


@dataclass(frozen=True)
class Cluster:
    """A running cluster."""

    port: int

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{_USER}@127.0.0.1:{self.port}/{database}"

    def create(self, database: str) -> str:
        """Make an empty database, and return its URL."""
        engine = sqlalchemy.create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{database}" TEMPLATE template0')
        engine.dispose()
        return self.url(database)


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Make and start a cluster; its programs refuse to run as root, so another user runs them then."""
    folder = Path(tempfile.mkdtemp(prefix="ftrack-orm-postgresql-"))
    user = _unprivileged_user()
    if user is not None:
        shutil.chown(folder, user)
    data, port, programs = folder / "data", _free_port(), _programs()[0]
    try:
        _as(user, programs / "initdb", "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", *_LOCALE, "--no-sync")
        options = ["listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=", *_FAST]
        written = " ".join(f"-c {option}" for option in options)
        _as(user, programs / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", folder / "log", "-o", written, "start")
        try:
            yield Cluster(port)
        finally:
            _as(user, programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _as(user: str | None, *command: object) -> None:
    prefix = [] if user is None else ["setpriv", f"--reuid={user}", "--regid", str(_group(user)), "--clear-groups"]
    subprocess.run([*prefix, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=120)


def _group(user: str) -> int:
    return pwd.getpwnam(user).pw_gid


def _unprivileged_user() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
