"""Uploads where something fails: tried again, or cleaned up so that files and entities agree."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import SourceChangedError, TransferCancelledError, TransferError
from ftrack_orm.media import Progress
from ftrack_orm.media.upload import ServerAccessor
from ftrack_orm.media.upload.storage.storage_http import Reply, StorageHttp
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.faults import Faults
from ftrack_stock import ComponentLocation, FileComponent
from tests.media.upload.conftest import MIB
from tests.official_client import new_name

Script = Callable[[Faults], None]


@pytest.fixture(autouse=True)
def fair(sandbox: Sandbox) -> Iterator[None]:
    """Let no fault reach the next test."""
    yield
    sandbox.faults.clear()


def components(session: Session, name: str) -> list[FileComponent]:
    return session.query(select(FileComponent).where(FileComponent.name == name)).all()


PASSING: dict[str, Script] = {
    "part refused by a gateway": lambda faults: faults.next(status=503, path="/upload", times=2),
    "part taken and the answer lost": lambda faults: faults.next(status=502, path="/upload", when="after"),
    "part too slow": lambda faults: faults.next(status=408, path="/upload"),
    "too many requests": lambda faults: faults.next(status=429, path="/upload"),
    "damaged on its way": lambda faults: faults.next(
        status=400, path="/upload", body="<Error><Code>BadDigest</Code></Error>"
    ),
    "connection cut before": lambda faults: faults.cut("before", path="/upload"),
    "connection cut inside the answer": lambda faults: faults.cut("inside", path="/upload"),
    "connection cut after": lambda faults: faults.cut("after", path="/upload", times=3),
    "URL expired": lambda faults: faults.next(status=403, path="/upload"),
    "component created and the answer lost": lambda faults: faults.cut("after", action="create"),
    "URLs given and the answer lost": lambda faults: faults.cut("after", action="get_upload_metadata"),
    "completed and the answer lost": lambda faults: faults.cut("after", action="complete_multipart_upload"),
    "not completed": lambda faults: faults.next(status=502, action="complete_multipart_upload"),
    "upload forgotten": lambda faults: faults.next(status=404, path="/upload"),
}


@pytest.mark.parametrize("script", PASSING.values(), ids=PASSING.keys())
def test_what_passes_is_tried_again_and_the_bytes_arrive_once(
    sandbox: Sandbox, uploading: Session, accessor: ServerAccessor, large: Path, script: Script
) -> None:
    script(sandbox.faults)
    name = new_name("large")
    component = uploading.upload(large, name=name)
    assert sandbox.faults.pending == 0
    assert accessor.read(component.id) == large.read_bytes()
    assert components(uploading, name) == [component]


LASTING: dict[str, Script] = {
    "part refused": lambda faults: faults.next(status=418, path="/upload", body="no"),
    "part refused again and again": lambda faults: faults.next(status=503, path="/upload", times=40),
    "no new URLs": lambda faults: faults.next(status=403, path="/upload", times=40),
    "upload forgotten again and again": lambda faults: faults.next(status=404, path="/upload", times=40),
    "no URLs": lambda faults: faults.next(
        status=500, action="get_upload_metadata", body='{"exception": "ServerError", "content": "no"}'
    ),
    "completion refused": lambda faults: faults.next(
        status=500, action="complete_multipart_upload", body='{"exception": "ServerError", "content": "no"}'
    ),
}


@pytest.mark.parametrize("script", LASTING.values(), ids=LASTING.keys())
def test_what_lasts_leaves_no_component_no_file_and_no_journal(
    sandbox: Sandbox, uploading: Session, large: Path, script: Script
) -> None:
    script(sandbox.faults)
    name = new_name("large")
    with pytest.raises(TransferError) as caught:
        uploading.upload(large, name=name)
    sandbox.faults.clear()
    assert caught.value.cleaned
    assert not caught.value.left
    assert components(uploading, name) == []
    assert os.listdir(uploading.upload_options.journals) == []
    assert (uploading.new, uploading.dirty, uploading.deleted) == ((), (), ())
    key = caught.value.cleaned[0].split()[1]
    placed = select(ComponentLocation).where(ComponentLocation.component_id == key)
    assert uploading.query(placed).all() == []


def test_a_registration_that_is_refused_leaves_neither_component_nor_file(
    sandbox: Sandbox, uploading: Session, accessor: ServerAccessor
) -> None:
    refusal = '{"exception": "ServerError", "content": "no"}'

    def script(progress: Progress) -> None:
        if progress.files:
            sandbox.faults.next(status=500, action="create", body=refusal)

    name = new_name()
    with pytest.raises(TransferError, match="cleaned up") as caught:
        uploading.upload(b"pixels", name=name, progress=script)
    assert components(uploading, name) == []
    assert not accessor.exists(caught.value.cleaned[0].split()[1])
    assert (uploading.new, uploading.deleted) == ((), ())


def test_what_cannot_be_cleaned_up_is_named_and_taken_up_by_the_next_try(
    sandbox: Sandbox, uploading: Session, accessor: ServerAccessor, large: Path, replies: list[Reply]
) -> None:
    sandbox.faults.next(status=503, path="/upload", times=40)
    sandbox.faults.next(status=500, action="delete", body='{"exception": "ServerError", "content": "no"}')
    name = new_name("large")
    with pytest.raises(TransferError, match="remove by hand") as caught:
        uploading.upload(large, name=name)
    sandbox.faults.clear()
    component = uploading.upload(large, name=name)
    assert caught.value.left == (f"FileComponent {component.id}",)
    assert [each.id for each in components(uploading, name)] == [component.id]
    assert accessor.read(component.id) == large.read_bytes()


def test_cancelling_ends_it_and_cleans_up(uploading: Session, large: Path, replies: list[Reply]) -> None:
    cancel = threading.Event()
    name = new_name("large")

    def watch(progress: Progress) -> None:
        if progress.bytes > 2 * MIB:
            cancel.set()

    with pytest.raises(TransferCancelledError, match="cancelled"):
        uploading.upload(large, name=name, progress=watch, cancel=cancel)
    assert components(uploading, name) == []
    assert os.listdir(uploading.upload_options.journals) == []


def test_an_interrupt_stays_one_and_cleans_up(uploading: Session, large: Path) -> None:
    name = new_name("large")

    def interrupt(progress: Progress) -> None:
        if progress.bytes > MIB:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        uploading.upload(large, name=name, progress=interrupt)
    assert components(uploading, name) == []


def write_to(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"other")


def replaced(path: Path) -> None:
    other = path.with_suffix(".new")
    other.write_bytes(b"x" * path.stat().st_size)
    other.replace(path)


CHANGES: dict[str, Callable[[Path], None]] = {
    "written to": write_to,
    "shorter": lambda path: os.truncate(path, 5),
    "longer": lambda path: os.truncate(path, 21 * MIB),
    "replaced": replaced,
    "removed": lambda path: path.unlink(),
}


@pytest.mark.parametrize("size", [6 * MIB, 20 * MIB])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_file_that_changes_meanwhile_is_noticed_and_nothing_of_it_is_kept(
    uploading: Session, tmp_path: Path, change: Callable[[Path], None], size: int
) -> None:
    path = tmp_path / "render.exr"
    path.write_bytes(b"\1" * size)
    done = threading.Event()
    name = new_name("render")

    def meddle(progress: Progress) -> None:
        if progress.bytes > MIB and not done.is_set():
            done.set()
            change(path)

    with pytest.raises(SourceChangedError, match="changed"):
        uploading.upload(path, name=name, progress=meddle)
    assert components(uploading, name) == []


def test_a_store_whose_tag_is_of_other_bytes_is_not_believed(
    uploading: Session, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = StorageHttp.put

    def damaged(self: StorageHttp, *args: object) -> Reply:
        put(self, *args)  # type: ignore[arg-type]  # passed on as it came
        return Reply(200, "0" * 32)

    monkeypatch.setattr(StorageHttp, "put", damaged)
    name = new_name("large")
    with pytest.raises(TransferError, match="what arrived is not what was sent"):
        uploading.upload(large, name=name)
    assert components(uploading, name) == []
