"""Components that the web review plays as they are, and thumbnails."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import requests
from PIL import Image

from ftrack_orm import Session, select
from ftrack_orm.errors import MediaError, TransferError
from ftrack_orm.media.upload import ServerAccessor
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import AssetVersion, FileComponent, Note, Task


@pytest.mark.parametrize(("file_type", "name"), [(".mp4", "ftrackreview-mp4"), (".webm", "ftrackreview-webm")])
def test_a_movie_is_named_and_described_as_the_web_review_looks_for_it(
    uploading: Session, version: AssetVersion, tmp_path: Path, other: Session, file_type: str, name: str
) -> None:
    path = tmp_path / f"turntable{file_type}"
    path.write_bytes(b"frames")
    made = uploading.upload_review_movie(path, version=version, frame_in=0, frame_out=150, frame_rate=25)
    seen = other.get(FileComponent, made.id)
    assert seen is not None
    assert (seen.name, seen.file_type, seen.version_id) == (name, file_type, version.id)
    assert json.loads(seen.metadata["ftr_meta"]) == {"frameIn": 0, "frameOut": 150, "frameRate": 25}


def test_an_image_is_described_as_one(uploading: Session, version: AssetVersion, picture: Path) -> None:
    made = uploading.upload_review_image(picture, version=version, width=640, height=480)
    assert made.name == "ftrackreview-image"
    assert json.loads(made.metadata["ftr_meta"]) == {"format": "image", "width": 640, "height": 480}


def test_what_browsers_do_not_play_is_refused_with_the_remedy(uploading: Session, version: AssetVersion) -> None:
    frames = {"frame_in": 0, "frame_out": 10, "frame_rate": 25.0}
    with pytest.raises(MediaError, match="encode_media"):
        uploading.upload_review_movie("turntable.mov", version=version, frame_in=0, frame_out=10, frame_rate=25)
    with pytest.raises(MediaError, match="file_type="):
        uploading.upload_review_movie(b"frames", version=version, frame_in=0, frame_out=10, frame_rate=25)
    with pytest.raises(MediaError, match="is none"):
        uploading.upload_review_movie("a.mp4", version=version, frame_in=9, frame_out=1, frame_rate=frames["frame_in"])
    with pytest.raises(MediaError, match="file type"):
        uploading.upload_review_image(b"pixels", version=version)


def test_a_thumbnail_is_uploaded_and_shown(uploading: Session, picture: Path, other: Session) -> None:
    task = uploading.query(select(Task).limit(1)).one()
    made = uploading.create_thumbnail(task, picture)
    seen = other.get(Task, task.id)
    assert seen is not None
    assert (seen.thumbnail_id, made.name) == (made.id, "thumbnail")
    answer = requests.get(uploading.thumbnail_url(task, size=64), timeout=10)
    with Image.open(io.BytesIO(answer.content)) as shown:
        assert max(shown.size) == 64
    assert (
        uploading.thumbnail_url(task, 64) == uploading.thumbnail_url(made, 64) == uploading.thumbnail_url(made.id, 64)
    )


def test_a_thumbnail_that_does_not_arrive_leaves_the_one_before(
    sandbox: Sandbox, uploading: Session, picture: Path
) -> None:
    task = uploading.query(select(Task).limit(1)).one()
    before = uploading.create_thumbnail(task, picture)
    sandbox.faults.next(status=418, path="/upload")
    with pytest.raises(TransferError):
        uploading.create_thumbnail(task, picture)
    assert (task.thumbnail_id, uploading.dirty) == (before.id, ())


@pytest.mark.parametrize("is_loaded", [True, False])
def test_a_thumbnail_that_the_server_refuses_is_not_left_pending(
    sandbox: Sandbox, uploading: Session, picture: Path, is_loaded: bool
) -> None:
    task = uploading.query(select(Task).limit(1)).one()
    before = uploading.create_thumbnail(task, picture)
    if not is_loaded:
        uploading.expire(task, Task.thumbnail_id)
    sandbox.faults.next(status=500, action="update", body='{"exception": "ServerError", "content": "no"}')
    with pytest.raises(TransferError, match="cleaned up"):
        uploading.create_thumbnail(task, picture)
    assert uploading.dirty == ()
    assert task.thumbnail_id == before.id


def test_an_entity_without_a_picture_has_the_usual_one(sandbox: Sandbox, uploading: Session) -> None:
    task = uploading.query(select(Task).where(Task.thumbnail_id == None).limit(1)).one()  # noqa: E711  # a criterion
    assert uploading.thumbnail_url(task) == f"{sandbox.url}/img/thumbnail2.png"
    assert uploading.thumbnail_url(None) == f"{sandbox.url}/img/thumbnail2.png"


def test_entities_that_have_no_picture_are_refused(uploading: Session, picture: Path) -> None:
    note = Note(content="no picture")
    uploading.add(note)
    with pytest.raises(MediaError, match="no thumbnail"):
        uploading.create_thumbnail(note, picture)
    with pytest.raises(MediaError, match="no thumbnail"):
        uploading.thumbnail_url(note)
    with pytest.raises(ValueError, match="above 0"):
        uploading.thumbnail_url(None, size=0)


def test_the_address_of_a_component_gives_its_file(uploading: Session, accessor: ServerAccessor) -> None:
    component = uploading.upload(b"pixels", file_type=".txt")
    assert requests.get(uploading.component_url(component), timeout=10).content == b"pixels"
    assert uploading.component_url(component.id) == uploading.component_url(component)
