"""Uploads that work: what arrives, what is sent, what is told."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.media import Progress
from ftrack_orm.media.upload import ServerAccessor
from ftrack_orm.media.upload.storage.storage_http import Reply
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.transport import HttpTransport, RecordingTransport
from ftrack_stock import AssetVersion, ComponentLocation, FileComponent, Task
from tests.media.upload.conftest import MIB, content

SERVER = "3a372bde-05bc-11e4-8908-20c9d081909b"


def test_a_path_becomes_a_component_with_type_size_and_place(
    uploading: Session, version: AssetVersion, tmp_path: Path, accessor: ServerAccessor, other: Session
) -> None:
    path = tmp_path / "comp.exr"
    path.write_bytes(b"pixels")
    component = uploading.upload(path, version=version, name="beauty", metadata={"pass": "rgb"})
    assert (component.name, component.file_type, component.size) == ("beauty", ".exr", 6)
    seen = other.get(FileComponent, component.id)
    assert seen is not None
    assert (seen.version_id, seen.metadata["pass"]) == (version.id, "rgb")
    (place,) = other.query(select(ComponentLocation).where(ComponentLocation.component_id == component.id)).all()
    assert (place.location_id, place.resource_identifier) == (SERVER, component.id)
    assert accessor.read(component.id) == b"pixels"


def test_a_small_file_takes_three_requests_and_one_put(
    uploading: Session, version: AssetVersion, replies: list[Reply]
) -> None:
    recording = RecordingTransport(cast(HttpTransport, uploading._gateway.transport))
    uploading._gateway.transport = recording
    uploading.upload(b"pixels", version=version)
    told = [[str(operation).split()[:2] for operation in request] for request in recording.requests]
    assert [[words[0] for words in request] for request in told] == [["create"], ["get_upload_metadata"], ["create"]]
    assert len(replies) == 1


def test_metadata_goes_in_the_batch_of_its_component_and_other_changes_stay_pending(
    uploading: Session, version: AssetVersion
) -> None:
    version.comment = "not to be sent"
    task = uploading.create(Task, name="pending")
    uploading.upload(b"pixels", version=version, metadata={"a": "b"})
    assert uploading.new == (task,)
    assert uploading.dirty == (version,)


class Pipe(io.RawIOBase):
    """What comes from a pipe: it cannot be sought."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        block = next(self._blocks, b"")
        cast(memoryview, buffer)[: len(block)] = block
        return len(block)


@pytest.mark.parametrize("kind", ["bytes", "bytearray", "memoryview", "stream", "pipe", "file"])
def test_bytes_streams_and_pipes_arrive_whole(
    uploading: Session, accessor: ServerAccessor, tmp_path: Path, kind: str
) -> None:
    whole = content(100_000)
    path = tmp_path / "whole.bin"
    path.write_bytes(whole)
    with path.open("rb") as file:
        media = {
            "bytes": whole,
            "bytearray": bytearray(whole),
            "memoryview": memoryview(whole),
            "stream": io.BytesIO(whole),
            "pipe": io.BufferedReader(Pipe(iter([whole[:5000], whole[5000:9000], whole[9000:]]))),
            "file": file,
        }[kind]
        component = uploading.upload(cast(BinaryIO, media), file_type=".bin")
    assert accessor.read(component.id) == whole
    assert component.size == len(whole)


def test_a_stream_is_taken_from_where_it_stands(uploading: Session, accessor: ServerAccessor) -> None:
    stream = io.BytesIO(b"header body")
    stream.seek(7)
    assert accessor.read(uploading.upload(stream).id) == b"body"


def test_an_empty_file_arrives(uploading: Session, accessor: ServerAccessor) -> None:
    component = uploading.upload(b"")
    assert (component.size, accessor.read(component.id)) == (0, b"")


def test_a_large_file_goes_in_parts_and_progress_tells_every_byte(
    uploading: Session, accessor: ServerAccessor, large: Path, replies: list[Reply]
) -> None:
    seen: list[Progress] = []
    component = uploading.upload(large, progress=seen.append)
    assert len(replies) == 3
    assert accessor.read(component.id) == large.read_bytes()
    told = [progress.bytes for progress in seen]
    assert told == sorted(told)
    assert (told[0], told[-1], seen[-1].files) == (0, 20 * MIB, 1)


def test_text_files_and_other_things_are_refused_with_the_remedy(uploading: Session, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("words")
    with path.open(encoding="utf-8") as file, pytest.raises(TypeError, match='mode "rb"'):
        uploading.upload(file)  # type: ignore[arg-type]  # what is refused
    with pytest.raises(TypeError, match="a path, bytes or a file"):
        uploading.upload(42)  # type: ignore[arg-type]  # what is refused
    with pytest.raises(FileNotFoundError):
        uploading.upload(tmp_path / "missing.exr")
    assert uploading.query(select(FileComponent).where(FileComponent.size == 5)).all() == []


def test_nothing_is_shown_where_nobody_watches(
    uploading: Session, large: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    uploading.upload(large)
    assert capsys.readouterr() == ("", "")


def test_an_upload_is_announced_where_the_hub_is_connected(
    sandbox: Sandbox, uploading: Session, other: Session
) -> None:
    uploading.events.connect()
    with_event: list[dict[str, str]] = []
    came = threading.Event()

    def heard(event: object) -> None:
        with_event.append(event.data)  # type: ignore[attr-defined]  # an Event
        came.set()

    other.events.subscribe("topic=ftrack.location.component-added", heard)
    other.events.flush()
    component = uploading.upload(b"pixels")
    assert came.wait(10)
    assert with_event == [{"component_id": component.id, "location_id": SERVER}]


def test_without_the_address_of_the_server_files_are_uploaded_but_have_no_url(sent: RecordingTransport) -> None:
    with Session(transport=sent, models=ftrack_stock) as session:
        component = session.upload(b"pixels")
        with pytest.raises(OSError, match="pass server_url"):
            session.component_url(component)


def test_the_journal_is_gone_when_the_file_is_there(uploading: Session, large: Path) -> None:
    uploading.upload(large)
    assert os.listdir(uploading.upload_options.journals) == []
