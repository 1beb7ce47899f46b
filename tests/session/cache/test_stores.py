"""What cached answers are kept in: broken, locked, shared, full, hostile."""

from __future__ import annotations

import json
import logging
import os
import pickle
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ftrack_orm import Session, select
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.session.cache import CacheStore, Reading, ReferenceCache
from ftrack_orm.session.cache.place import default_folder, place_of
from ftrack_orm.session.cache.sealing import open_sealed, seal
from ftrack_orm.session.cache.sqlite_store import SqliteStore
from ftrack_orm.session.cache.tolerant_store import TolerantStore
from ftrack_stock import Status
from tests.session.cache.conftest import OpenCached

LOGGER = "ftrack_orm.session"


def names(session: Session) -> list[str]:
    return sorted(session.query(select(Status.name)).all())


def opened(store: str, size: int = 1024**2) -> CacheStore:
    return place_of(store, size)[1]()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


# Any store.


def test_editions_stay_until_they_are_renewed(store: str) -> None:
    kept = opened(store)
    first = kept.read(b"key", [b"one", b"two"])
    assert first.value is None
    assert len({*first.editions}) == 2
    assert kept.read(b"other", [b"two", b"one"]).editions == first.editions[::-1]
    kept.renew([b"two"])
    again = kept.read(b"key", [b"one", b"two"])
    assert again.editions[0] == first.editions[0]
    assert again.editions[1] != first.editions[1]
    kept.close()
    kept.close()


def test_a_second_answer_takes_the_place_of_the_first(store: str) -> None:
    kept = opened(store)
    kept.write(b"key", b"one", 60)
    kept.write(b"key", b"two", 60)
    assert kept.read(b"key", [b"edition"]).value == b"two"
    kept.clear()
    assert kept.read(b"key", [b"edition"]).value is None
    kept.close()


def test_the_oldest_answers_go_where_it_gets_too_much(store: str) -> None:
    kept = opened(store, size=10_000)
    for number in range(50):
        kept.write(b"%d" % number, bytes(1000), 60)
    kept.write(b"huge", bytes(10_001), 60)
    there = [n for n in range(50) if kept.read(b"%d" % n, [b"edition"]).value is not None]
    assert there == list(range(40, 50))
    kept.write(b"45", bytes(500), 60)
    assert kept.read(b"45", [b"edition"]).value == bytes(500)
    kept.close()


def test_a_store_forgets_what_is_too_old(store: str) -> None:
    kept = opened(store)
    kept.write(b"brief", b"value", 0.001)
    kept.write(b"long", b"value", 3600)
    while kept.read(b"brief", [b"edition"]).value is not None:
        pass
    assert kept.read(b"long", [b"edition"]).value == b"value"
    kept.close()


def test_a_store_that_a_page_needs_once_more_after_it_was_closed_stays_closed(folder: Path) -> None:
    kept = SqliteStore(folder, 1024**2)
    kept.write(b"key", b"one", 60)
    kept.close()
    kept.write(b"key", b"two", 60)
    assert kept._connection is None
    assert kept.read(b"key", [b"edition"]).value == b"two"
    assert kept._connection is None


def test_threads_share_a_store(store: str) -> None:
    kept = opened(store)

    def work(number: int) -> bool:
        key = b"%d" % (number % 10)
        kept.write(key, key * 100, 60)
        return kept.read(key, [key]).value == key * 100

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(200)))
    kept.close()


_PROCESS = """
import sys
from ftrack_orm.session.cache.place import place_of
from ftrack_orm.session.cache.tolerant_store import TolerantStore
store = TolerantStore(place_of(sys.argv[1], 1_000_000)[1], "test")
for number in range(40):
    key = b"%d" % (number % 5)
    store.write(key, key * 1000, 60)
    found = store.read(key, [b"shared"])
    assert found is None or found.value in (None, key * 1000), found
    store.renew([b"shared"])
print(store.read(b"0", [b"shared"]) is not None)
"""


def test_processes_share_a_store(store: str) -> None:
    code = [sys.executable, "-c", _PROCESS, store]
    running = [subprocess.Popen(code, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    for process in running:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    kept = opened(store)
    assert kept.read(b"3", [b"shared"]).value == b"3" * 1000
    kept.close()


def test_neither_keys_nor_secrets_are_in_the_store(sandbox: Sandbox, open_cached: OpenCached, folder: Path) -> None:
    session, _ = open_cached(folder)
    names(session)
    content = b"".join(file.read_bytes() for file in folder.iterdir())
    for secret in (sandbox.api_key, sandbox.api_user, "select name from Status", sandbox.url):
        assert secret.encode() not in content
    assert b"Approved" in content  # the answer itself is what everybody in the studio may read


def test_what_somebody_else_put_there_is_no_answer() -> None:
    key = b"key"
    content: dict[str, list[str]] = {"rows": []}
    sealed = seal(b"secret", key, content)
    assert open_sealed(b"secret", key, sealed) == content
    for wrong in (sealed[:-1] + b"]", b"", sealed[:10], json.dumps(content).encode(), pickle.dumps(content)):
        assert open_sealed(b"secret", key, wrong) is None
    assert open_sealed(b"another", key, sealed) is None
    assert open_sealed(b"secret", b"another", sealed) is None


def test_a_forged_redis_answer_is_asked_for_anew(redis_url: str, open_cached: OpenCached) -> None:
    import redis

    server = redis.Redis.from_url(redis_url)
    server.flushdb()
    first, _ = open_cached(redis_url)
    known = names(first)
    forged = 0
    for key in server.scan_iter(match=b"*answer:*"):
        server.set(key, pickle.dumps(known))
        forged += 1
    second, sent = open_cached(redis_url)
    assert names(second) == known
    assert (forged, len(sent.requests)) == (1, 1)
    server.close()


# Trouble.


def test_a_broken_file_is_made_anew(open_cached: OpenCached, folder: Path) -> None:
    first, _ = open_cached(folder)
    known = names(first)
    first.close()
    (file,) = [file for file in folder.iterdir() if file.suffix == ".sqlite3"]
    for garbage in (b"this is no database" * 1000, file.read_bytes()[:3000] + bytes(3000)):
        file.write_bytes(garbage)
        session, _ = open_cached(folder)
        assert names(session) == known
        assert names(session) == known
        again, sent = open_cached(folder)
        assert names(again) == known
        assert sent.requests == []
        session.close()
        again.close()


def test_a_file_that_another_process_dropped_is_noticed(open_cached: OpenCached, folder: Path) -> None:
    first, sent = open_cached(folder)
    names(first)
    (folder / "reference.sqlite3").unlink()
    second, _ = open_cached(folder)
    second.cache.invalidate(Status)
    names(first)
    assert len(sent.requests) == 2


def test_a_locked_cache_is_logged_once_and_the_server_asked(
    open_cached: OpenCached, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    session, sent = open_cached(folder)
    known = names(session)
    holder = sqlite3.connect(folder / "reference.sqlite3", isolation_level=None)
    holder.execute("begin exclusive")
    with caplog.at_level(logging.WARNING, LOGGER):
        assert names(session) == known
        assert names(session) == known
    assert len([record for record in caplog.records if "is not used for now" in record.message]) == 1
    assert len(sent.requests) == 3
    holder.close()


def test_a_folder_that_cannot_be_used_breaks_nothing(
    open_cached: OpenCached, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("mine")
    session, _ = open_cached(tmp_path / "file" / "below")
    with caplog.at_level(logging.WARNING, LOGGER):
        assert names(session)
    assert len(caplog.records) == 1
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="modes of files are POSIX's")
def test_only_the_user_may_read_and_write_the_files(open_cached: OpenCached, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        session, _ = open_cached(tmp_path / "made")
        names(session)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "made").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "made" / "reference.sqlite3").stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="modes of files are POSIX's")
def test_a_folder_that_others_may_write_to_is_not_used(
    open_cached: OpenCached, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    session, _ = open_cached(folder)
    with caplog.at_level(logging.WARNING, LOGGER):
        assert names(session)
    assert "writable by nobody else" in caplog.text
    assert list(folder.iterdir()) == []


def test_a_dead_redis_breaks_nothing_and_shows_no_password(
    open_cached: OpenCached, caplog: pytest.LogCaptureFixture
) -> None:
    session, sent = open_cached("redis://:hidden@127.0.0.1:1/0")
    with caplog.at_level(logging.WARNING, LOGGER):
        assert names(session)
        assert names(session)
    assert len(caplog.records) == 1
    assert "hidden" not in caplog.text
    assert len(sent.requests) == 2


class Failing:
    """A store that fails when it is told to; `renewed` holds what it was asked to renew."""

    def __init__(self) -> None:
        self.fails = False
        self.renewed: list[bytes] = []

    def _check(self) -> None:
        if self.fails:
            raise OSError("no space left on device")

    def read(self, key: bytes, editions: Sequence[bytes]) -> Reading:
        self._check()
        return Reading(b"kept", tuple(editions))

    def write(self, key: bytes, value: bytes, seconds: float) -> None:
        self._check()

    def renew(self, editions: Sequence[bytes]) -> None:
        self._check()
        self.renewed += editions

    def clear(self) -> None:
        self._check()

    def close(self) -> None:
        self._check()


def test_an_invalidation_that_failed_is_made_up_for_before_anything_is_read() -> None:
    now = [0.0]
    inner = Failing()
    store = TolerantStore(lambda: inner, "test", lambda: now[0])
    assert store.read(b"key", [b"edition"]) is not None
    inner.fails = True
    store.renew([b"edition"])
    inner.fails = False
    assert store.read(b"key", [b"edition"]) is None  # the store rests
    now[0] += 31
    inner.fails = True
    assert store.read(b"key", [b"edition"]) is None
    inner.fails = False
    now[0] += 31
    assert store.read(b"key", [b"edition"]) is not None
    assert inner.renewed == [b"edition"]
    assert store.failures == 2
    store.close()


def test_any_store_will_do(open_cached: OpenCached) -> None:
    inner = Failing()
    session, sent = open_cached(ReferenceCache(inner))
    assert names(session)  # "kept" is no answer of ours
    inner.fails = True
    assert names(session)
    assert len(sent.requests) == 2


def test_true_means_the_folder_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "ftrack-orm"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert default_folder() == Path.home() / ".cache" / "ftrack-orm"


def test_importing_the_library_opens_and_imports_no_store() -> None:
    code = "import sys, ftrack_orm; print([m for m in ('sqlite3', 'redis') if m in sys.modules])"
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=unmeasured)
    assert done.stdout.strip() == "[]"
