"""Sessions with a cache, and a real Redis."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import pytest

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.session.cache import ReferenceCache
from ftrack_orm.session.session_cache import CacheChoice
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, RecordingTransport

Cached: TypeAlias = tuple[Session, RecordingTransport]
OpenCached: TypeAlias = Callable[[CacheChoice], Cached]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """The demo film, with a user whose name no hexadecimal digest holds by chance."""
    with Sandbox(seed="demo", api_user="grace.hopper") as sandbox:
        yield sandbox


@pytest.fixture
def open_cached(sandbox: Sandbox) -> Iterator[OpenCached]:
    """Open sessions with a cache, each with what it sends."""
    with ExitStack() as stack:

        def opened(cache: CacheChoice) -> Cached:
            sent = RecordingTransport(HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key)))
            session = Session(
                sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock, cache=cache, transport=sent
            )
            if isinstance(cache, ReferenceCache):
                stack.enter_context(cache)
            return stack.enter_context(session), sent

        yield opened


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A Redis server of our own on loopback."""
    program = shutil.which("redis-server")
    if program is None:
        how = "no redis-server here: run 'make services', or install it (apt-get install redis-server)"
        if os.environ.get("CI") == "true":
            pytest.fail(how)
        pytest.skip(how)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no"]
    with subprocess.Popen([program, *options], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            said = next((line for line in server.stdout if "eady to accept connections" in line), None)
            assert said is not None, "redis-server ended before it was ready"
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()


@pytest.fixture(params=["sqlite", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a cache is: once a folder, once a Redis."""
    if request.param == "sqlite":
        return str(tmp_path / "cache")
    url: str = request.getfixturevalue("redis_url")
    import redis

    redis.Redis.from_url(url).flushdb()
    return url
