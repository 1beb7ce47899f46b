"""Encoding: what is uploaded for it, the job, and what it makes."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import EncodingFailedError, EncodingTimeoutError, MediaError, NoResultError, ServerError
from ftrack_orm.media.encoding import EncodingJob
from ftrack_orm.media.upload import ServerAccessor
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import AssetVersion, FileComponent, Job, Task
from tests.official_client import connect


def test_a_picture_gets_a_review_image_and_a_thumbnail_on_its_version(
    uploading: Session, version: AssetVersion, picture: Path
) -> None:
    job = uploading.encode_media(picture, version=version).wait(60, poll=0.01)
    assert [output.format for output in job.outputs] == ["image/jpeg", "image/jpeg"]
    image, thumbnail = job.components
    assert (image.name, image.version_id, thumbnail.name) == ("ftrackreview-image", version.id, "thumbnail")
    assert json.loads(image.metadata["ftr_meta"])["width"] == 640
    uploading.refresh(version, AssetVersion.thumbnail_id)
    assert version.thumbnail_id == thumbnail.id
    assert isinstance(job.job, Job)


def test_what_is_uploaded_for_it_goes_and_a_component_stays_unless_told_otherwise(
    uploading: Session, version: AssetVersion, picture: Path
) -> None:
    def source_is_there(media: Any, **options: Any) -> bool:
        job = uploading.encode_media(media, version=version, **options).wait(60, poll=0.01)
        source = select(FileComponent).where(FileComponent.id == job.source_component_id)
        return len(uploading.query(source).all()) == 1

    assert not source_is_there(picture)
    assert source_is_there(picture, keep_original=True)
    assert source_is_there(uploading.upload(picture))
    assert not source_is_there(uploading.upload(picture), keep_original=False)


def test_waiting_tells_each_new_status_once(uploading: Session, picture: Path) -> None:
    seen: list[str] = []
    uploading.encode_media(picture).wait(60, poll=0.01, progress=lambda job: seen.append(job.status))
    assert seen[-1] == "done"
    assert len(seen) == len(set(seen))


def test_a_failure_says_why(uploading: Session) -> None:
    job = uploading.encode_media(b"no picture at all", version=None)
    with pytest.raises(EncodingFailedError, match=r"could not encode the media \(job .*\): .+") as caught:
        job.wait(60, poll=0.01)
    assert (caught.value.job_id, job.status, job.error) == (job.id, "failed", caught.value.reason)


def test_waiting_ends_in_time_or_when_it_is_cancelled_and_can_be_taken_up_again(
    uploading: Session, picture: Path, accessor: ServerAccessor
) -> None:
    component = uploading.upload(picture)
    job = uploading.encode_media(component)
    cancel = threading.Event()
    cancel.set()
    with uploading.begin():
        pending = uploading.create(Job, status="queued", data="{}")
    waiting = EncodingJob(accessor.workspace, pending.id, component.id, keep_original=True)
    with pytest.raises(EncodingTimeoutError, match="is queued"):
        waiting.wait(0)
    with pytest.raises(EncodingTimeoutError, match="is queued"):
        waiting.wait(cancel=cancel)
    job.wait(60, poll=0.01)


def test_a_job_that_was_deleted_is_not_waited_for(uploading: Session, picture: Path) -> None:
    job = uploading.encode_media(picture).wait(60, poll=0.01)
    uploading.delete(job.job)
    uploading.commit()
    with pytest.raises(NoResultError):
        job.wait(1)


def test_what_is_no_file_component_is_refused_before_anything_is_sent(uploading: Session) -> None:
    task = uploading.query(select(Task).limit(1)).one()
    with pytest.raises(MediaError, match="only the file of a FileComponent"):
        uploading.encode_media(task)


def test_a_refused_encoding_leaves_nothing_of_what_was_uploaded_for_it(
    sandbox: Sandbox, uploading: Session, picture: Path
) -> None:
    before = {component.id for component in uploading.query(select(FileComponent))}
    sandbox.faults.next(status=500, action="encode_media", body='{"exception": "ServerError", "content": "no"}')
    with pytest.raises(ServerError):
        uploading.encode_media(picture)
    assert {component.id for component in uploading.query(select(FileComponent))} == before


def test_the_official_client_sees_the_same_job(sandbox: Sandbox, uploading: Session, picture: Path) -> None:
    job = uploading.encode_media(picture).wait(60, poll=0.01)
    with connect(sandbox) as official:
        theirs = official.get("Job", job.id)
        assert theirs["status"] == "done"
        outputs = json.loads(theirs["data"])["output"]
        assert [each["component_id"] for each in outputs] == [output.component_id for output in job.outputs]
