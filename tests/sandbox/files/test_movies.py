"""Movies are encoded by ffmpeg where it is there, and taken as they are where it is not."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest
import requests

from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.media.movie_header import read_header
from tests.sandbox.files.upload import Uploads
from tests.sandbox.wire import Wire

needs_ffmpeg = pytest.mark.skipif(
    shutil.which("ffmpeg") is None and not os.environ.get("CI"), reason="no ffmpeg: run `make services`"
)


def _box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def movie(*, width: int = 64, height: int = 48, frames: int = 50, rate: int = 25) -> bytes:
    """Return an MP4 file of a header and no pictures."""
    handler = _box(b"hdlr", bytes(8), b"vide", bytes(12))
    header = _box(b"mdhd", bytes(12), struct.pack(">II", rate * 100, frames * 100))
    table = _box(b"stts", bytes(4), struct.pack(">III", 1, frames, 100))
    media = _box(b"mdia", header, handler, _box(b"minf", _box(b"stbl", table)))
    place = _box(b"tkhd", bytes(76), struct.pack(">II", width << 16, height << 16))
    sound = _box(b"trak", _box(b"mdia", _box(b"hdlr", bytes(8), b"soun", bytes(12))))
    return _box(b"ftyp", b"isom", bytes(4)) + _box(b"mdat", bytes(100)) + _box(
        b"moov", sound, _box(b"trak", place, media)
    )  # fmt: skip


def _encoded(sandbox: Sandbox, uploads: Uploads, content: bytes, name: str) -> dict[str, Any]:
    component = uploads.store(content, file_name=name)
    answer = uploads.wire.post({"action": "encode_media", "component_id": component, "keep_original": True}).json()
    assert sandbox.wait_for_jobs(60)
    [job] = uploads.wire.query(f'select status, data from Job where id is "{answer[0]["job_id"]}"')
    return {"status": job["status"], **json.loads(job["data"])}


def _meta(uploads: Uploads, component: str) -> Any:
    [row] = uploads.wire.query(f'select value from Metadata where parent_id is "{component}" and key is "ftr_meta"')
    return json.loads(row["value"])


@needs_ffmpeg
def test_movie_becomes_an_mp4_with_a_thumbnail(sandbox: Sandbox, uploads: Uploads, tmp_path: Path) -> None:
    source = tmp_path / "comp.mov"
    made = "testsrc=size=321x240:rate=24:duration=1"
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", made, "-c:v", "mpeg4", str(source)], check=True)
    told = _encoded(sandbox, uploads, source.read_bytes(), "comp.mov")
    assert told["status"] == "done", told
    assert [item["format"] for item in told["output"]] == ["video/mp4", "image/jpeg"]
    meta = _meta(uploads, told["output"][0]["component_id"])
    assert meta == {"format": "h264", "width": 320, "height": 240, "frameIn": 0, "frameOut": 24, "frameRate": 24.0}
    thumbnail = uploads.get(told["output"][1]["component_id"])
    assert thumbnail.content.startswith(b"\xff\xd8\xff")


@needs_ffmpeg
def test_playlist_that_names_a_file_of_this_machine_is_no_movie(
    sandbox: Sandbox, uploads: Uploads, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.mp4"
    made = "testsrc=size=64x48:rate=5:duration=1"
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", made, str(secret)], check=True)
    playlists = (
        f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://{secret}\n#EXT-X-ENDLIST\n",
        f"ffconcat version 1.0\nfile {secret}\n",
    )
    for playlist in playlists:
        assert _encoded(sandbox, uploads, playlist.encode(), "list.m3u8")["status"] == "failed"


def test_mp4_is_taken_as_it_is_without_ffmpeg(
    sandbox: Sandbox, uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    told = _encoded(sandbox, uploads, movie(), "comp.mp4")
    assert told["status"] == "done", told
    [output] = told["output"]
    assert output["format"] == "video/mp4"
    assert uploads.get(output["component_id"]).content == movie()
    meta = _meta(uploads, output["component_id"])
    assert meta == {"format": "h264", "width": 64, "height": 48, "frameIn": 0, "frameOut": 50, "frameRate": 25.0}


def test_other_movie_fails_without_ffmpeg_and_says_so(
    sandbox: Sandbox, uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    told = _encoded(sandbox, uploads, b"RIFF....AVI ", "comp.avi")
    assert told["status"] == "failed"
    assert "ffmpeg" in told["error"]


def test_cut_or_changed_header_is_no_movie(tmp_path: Path) -> None:
    whole = movie()
    path = tmp_path / "movie.mp4"
    for length in range(0, len(whole), 3):
        path.write_bytes(whole[:length])
        read_header(path)
    for position in range(len(whole)):
        path.write_bytes(whole[:position] + b"\xff" + whole[position + 1 :])
        found = read_header(path)
        assert found is None or found["frameIn"] == 0


def test_job_that_was_waiting_is_done_after_a_restart(tmp_path: Path, picture: Path) -> None:
    database = tmp_path / "studio.db"
    with Sandbox(seed="empty", database=database, api_key="key") as sandbox, requests.Session() as http:
        uploads = Uploads(Wire(sandbox, http))
        component = uploads.store(picture.read_bytes())
        data = json.dumps({"output": [], "source_component_id": component, "keep_original": True})
        job = {"__entity_type__": "Job", "id": "job", "status": "running", "data": data}
        uploads.wire.post({"action": "create", "entity_type": "Job", "entity_data": job})
    with Sandbox(seed="empty", database=database, api_key="key") as sandbox, requests.Session() as http:
        assert sandbox.wait_for_jobs(30)
        [found] = Wire(sandbox, http).query('select status from Job where id is "job"')
        assert found["status"] == "done"


def test_version_that_is_deleted_meanwhile_fails_the_job(
    sandbox: Sandbox, uploads: Uploads, picture: Path, session: Any, version: Any
) -> None:
    assert sandbox._services is not None
    folder = sandbox._services.files.contents.folder
    before = {path.name for path in folder.rglob("*") if path.is_file()}
    component = uploads.store(picture.read_bytes())
    answer = uploads.wire.post(
        {"action": "encode_media", "component_id": component, "version_id": version["id"]},
        {"action": "delete", "entity_type": "AssetVersion", "entity_key": [version["id"]]},
    ).json()
    assert sandbox.wait_for_jobs(30)
    [job] = uploads.wire.query(f'select status, data from Job where id is "{answer[0]["job_id"]}"')
    assert job["status"] == "failed"
    kept = {uploads.get(component).headers["ETag"].strip('"')}
    made = {path.name for path in folder.rglob("*") if path.is_file()} - before
    assert made == kept


@pytest.mark.parametrize(
    "wrong",
    [{"component_id": None}, {"component_id": "x"}, {"version_id": "x"}, {"version_id": 3}, {"keep_original": "no"}],
    ids=str,
)
def test_wrong_encoding_is_an_error_object(uploads: Uploads, wrong: dict[str, Any]) -> None:
    operation = {"action": "encode_media", "component_id": uploads.store(b"x")} | wrong
    assert uploads.wire.post(operation).json()["exception"] == "ValidationError"
