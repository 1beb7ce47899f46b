"""What is on disk: by content, beside the database, whole or not at all, and nothing that nobody needs."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import requests

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.files.content_store import ContentStore
from ftrack_orm.sandbox.files.signed_token import Signer, TokenError
from ftrack_orm.sandbox.files.storage_folder import open_folder
from tests.sandbox.files.upload import Uploads
from tests.sandbox.wire import Wire

CONTENT = b"plate" * 1000


@contextmanager
def _running(database: Path) -> Iterator[Uploads]:
    with Sandbox(seed="empty", database=database) as sandbox, requests.Session() as http:
        yield Uploads(Wire(sandbox, http))


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def _blob(content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    return f"blobs/{digest[:2]}/{digest}"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "studio.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "studio.db.files"


def test_files_are_beside_the_database_and_outlive_the_server(database: Path, folder: Path) -> None:
    with _running(database) as uploads:
        assert not folder.exists()
        component = uploads.store(CONTENT)
        assert _files(folder) == [_blob(CONTENT)]
    with _running(database) as uploads:
        assert uploads.get(component).content == CONTENT


def test_files_of_a_database_in_memory_are_gone_with_it() -> None:
    with Sandbox(seed="empty") as sandbox, requests.Session() as http:
        Uploads(Wire(sandbox, http)).store(CONTENT)
        assert sandbox._services is not None
        folder = sandbox._services.files.contents.folder
        assert _files(folder) == [_blob(CONTENT)]
    assert not folder.exists()


def test_equal_files_are_kept_once_until_the_last_component_goes(database: Path, folder: Path) -> None:
    with _running(database) as uploads:
        components = [uploads.store(CONTENT) for _ in range(3)]
        for left in (2, 1, 0):
            assert _files(folder) == [_blob(CONTENT)]
            key = [components[left]]
            uploads.wire.post({"action": "delete", "entity_type": "FileComponent", "entity_key": key})
        assert _files(folder) == []


def test_replaced_file_is_removed(database: Path, folder: Path) -> None:
    with _running(database) as uploads:
        component = uploads.store(b"first")
        place = uploads.ask(component, 6)
        requests.put(place["url"], data=b"second", timeout=30)
        assert _files(folder) == [_blob(b"second")]


def test_refused_deletion_leaves_the_file(database: Path, folder: Path) -> None:
    with _running(database) as uploads:
        component = uploads.store(CONTENT)
        delete = {"action": "delete", "entity_type": "FileComponent", "entity_key": [component]}
        uploads.wire.post(delete, {"action": "query", "expression": "Nonsense"})
        assert uploads.get(component).content == CONTENT


def test_refused_upload_leaves_nothing(database: Path, folder: Path) -> None:
    with _running(database) as uploads:
        place = uploads.ask(uploads.component(), 5)
        requests.put(place["url"], data=b"abc", timeout=30)
        assert _files(folder) == []


def test_completed_parts_are_removed(database: Path, folder: Path) -> None:
    with _running(database) as uploads:
        component = uploads.component()
        place = uploads.ask(component, 4, parts=2)
        parts = []
        for item, content in zip(place["urls"], (b"ab", b"cd"), strict=True):
            tag = requests.put(item["signed_url"], data=content, timeout=30).headers["ETag"]
            parts.append({"part_number": item["part_number"], "e_tag": tag})
        assert len(_files(folder)) == 2
        uploads.complete(component, place["upload_id"], parts)
        assert _files(folder) == [_blob(b"abcd")]


def test_upload_of_a_deleted_component_is_dropped(database: Path, folder: Path) -> None:
    with _running(database) as uploads:
        component = uploads.component()
        place = uploads.ask(component, 4, parts=2)
        requests.put(place["urls"][0]["signed_url"], data=b"ab", timeout=30)
        uploads.wire.post({"action": "delete", "entity_type": "FileComponent", "entity_key": [component]})
        assert _files(folder) == []
        assert requests.put(place["urls"][1]["signed_url"], data=b"cd", timeout=30).status_code == 404


def test_left_overs_of_a_crash_are_swept_at_the_next_start(database: Path, folder: Path) -> None:
    with _running(database) as uploads:
        component = uploads.store(CONTENT)
    orphan, half, part = folder / _blob(b"orphan"), folder / "incoming" / "abc", folder / "parts" / ("0" * 32) / "1"
    for path in (orphan, half, part):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"left")
    yesterday = time.time() - 86_400
    os.utime(half, (yesterday, yesterday))
    with _running(database) as uploads:
        assert _files(folder) == [_blob(CONTENT)]
        assert uploads.get(component).content == CONTENT


_UPLOADING = """
import sys, requests, uuid
from ftrack_orm.sandbox import Sandbox
with Sandbox(seed="empty", database=sys.argv[1], api_key="key") as sandbox:
    headers = {"ftrack-user": sandbox.api_user, "ftrack-api-key": "key"}
    for number in range(100_000):
        content = b"%08d" % number * 1000
        component = str(uuid.uuid4())
        answer = requests.post(sandbox.url + "/api", headers=headers, json=[
            {"action": "create", "entity_type": "FileComponent",
             "entity_data": {"__entity_type__": "FileComponent", "id": component}},
            {"action": "get_upload_metadata", "component_id": component, "file_name": "x", "file_size": len(content)},
        ]).json()
        requests.put(answer[1]["url"], data=content).raise_for_status()
        print(component, number, flush=True)
"""


def test_answered_uploads_survive_a_killed_server(database: Path, folder: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", _UPLOADING, str(database)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    answered = [process.stdout.readline().split() for _ in range(20)]
    process.kill()
    answered += [line.split() for line in process.stdout.read().splitlines() if len(line.split()) == 2]
    process.stdout.close()
    process.wait()
    with _running(database) as uploads:
        for component, number in answered:
            assert uploads.get(component).content == b"%08d" % int(number) * 1000
        for path in (folder / "blobs").rglob("*"):
            if path.is_file():
                assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name


def test_folder_may_be_chosen(tmp_path: Path) -> None:
    with Sandbox(seed="empty", files=tmp_path / "here") as sandbox, requests.Session() as http:
        Uploads(Wire(sandbox, http)).store(CONTENT)
    assert _files(tmp_path / "here") == [_blob(CONTENT)]


@pytest.mark.parametrize(
    ("database", "name"),
    [
        ("/data/studio.db", "/data/studio.db.files"),
        ("sqlite:////data/studio.db", "/data/studio.db.files"),
        ("postgresql+psycopg://me:secret@host/studio", None),
    ],
)
def test_place_follows_from_the_database(
    database: str, name: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with ExitStack() as opening:
        folder = open_folder(database, opening)
    if name is not None:
        assert folder == Path(name)
    else:
        assert folder.parent == tmp_path / "ftrack-orm" / "files"
        assert "secret" not in str(folder)


@pytest.mark.parametrize("name", ["../x", "", "a" * 63, "A" * 64, "/etc/passwd", "a" * 64 + "\n"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    contents = ContentStore(tmp_path)
    with pytest.raises(ValueError, match="no digest"):
        contents.path(name)
    with pytest.raises(ValueError, match="no upload"):
        contents.drop_parts(name)


def test_upload_limit_must_be_a_size() -> None:
    with pytest.raises(ConfigurationError, match="upload limit"):
        Sandbox(upload_limit=0)


def test_token_expires() -> None:
    now = [1000.0]
    signer = Signer(lambda: now[0])
    token = signer.sign("upload", {"size": 3}, seconds=60)
    now[0] += 59
    assert signer.read("upload", token) == {"size": 3}
    now[0] += 2
    with pytest.raises(TokenError, match="expired"):
        signer.read("upload", token)


def test_token_of_another_server_is_refused() -> None:
    with pytest.raises(TokenError, match="not valid"):
        Signer().read("upload", Signer().sign("upload", {}, seconds=60))
