"""Transfers to `ftrack.server`: files go there as they are read, past the disk and with little memory."""

from __future__ import annotations

import hashlib
import io
import threading
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import SourceChangedError, TransferCancelledError, TransferError
from ftrack_orm.media import DiskAccessor, Location, TransferSettings
from ftrack_orm.media.transfer.progress import Progress
from ftrack_orm.media.upload import ServerAccessor
from ftrack_orm.media.upload.parts.memory_budget import MemoryBudget
from ftrack_orm.media.upload.parts.part_layout import PartLayout
from ftrack_orm.media.upload.storage.storage_http import Reply
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import AssetVersion, ComponentLocation
from tests.media.upload.conftest import MIB, content, no_wait

SIZE = 24 * MIB + 5
BUDGET = 15 * MIB


class Unseekable(io.RawIOBase):
    """What a transfer gives to an accessor: it is read once, and tells its size."""

    name = "plate.mov"

    def __init__(self, whole: bytes, size: int | None = None, stop_at: int | None = None) -> None:
        self._stream = io.BytesIO(whole)
        self.size = len(whole) if size is None else size
        self.cancel = threading.Event()
        self._stop_at = stop_at

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if self._stop_at is not None and self._stream.tell() >= self._stop_at:
            self.cancel.set()
        return self._stream.read(size)


def given(*arguments: Any, **named: Any) -> BinaryIO:
    return cast(BinaryIO, Unseekable(*arguments, **named))


@pytest.fixture(autouse=True)
def no_spool(monkeypatch: pytest.MonkeyPatch) -> None:
    """No temporary file may be made here."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file was made")

    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(f"ftrack_orm.media.upload.source.tempfile.{name}", refuse)


@pytest.fixture
def bounded(uploading: Session) -> Session:
    """A session that holds 15 MiB at most, three parts of 5."""
    uploading.upload_options = replace(uploading.upload_options, memory=BUDGET, parallel=6)
    return uploading


@pytest.fixture
def key(bounded: Session) -> str:
    """A component that has a file, so that the server shows another one at once."""
    return str(bounded.upload(b"first", file_type=".mov").id)


@pytest.fixture
def plate(tmp_path: Path) -> Path:
    path = tmp_path / "plate.mov"
    path.write_bytes(content(SIZE))
    return path


def digest(file: BinaryIO) -> str:
    found = hashlib.sha256()
    while block := file.read(MIB):
        found.update(block)
    return found.hexdigest()


def arrived(accessor: ServerAccessor, key: str, whole: bytes) -> bool:
    return accessor.read(key) == whole


@pytest.mark.parametrize("size", [0, 1, 10 * MIB, 10 * MIB + 1, SIZE])
def test_a_stream_of_any_size_arrives(bounded: Session, accessor: ServerAccessor, key: str, size: int) -> None:
    whole = content(size)
    accessor.write(key, given(whole))
    assert arrived(accessor, key, whole)


def test_parts_fail_and_are_sent_again_from_memory(
    sandbox: Sandbox, bounded: Session, accessor: ServerAccessor, key: str, replies: list[Reply]
) -> None:
    whole = content(SIZE)
    sandbox.faults.next(status=503, path="/upload", times=4)
    accessor.write(key, given(whole))
    assert len(replies) == PartLayout.of_size(SIZE, 5 * MIB).count + 4
    assert arrived(accessor, key, whole)


@pytest.mark.parametrize("size", [SIZE - 1, SIZE + 1, 7, 9])
def test_a_stream_of_another_length_than_was_said_is_refused(
    bounded: Session, accessor: ServerAccessor, key: str, size: int
) -> None:
    stated = SIZE if size > MIB else 8
    with pytest.raises(SourceChangedError, match=r"plate\.mov changed .* became (longer|shorter)"):
        accessor.write(key, given(content(size), stated))
    assert arrived(accessor, key, b"first")


def test_it_ends_when_the_transfer_is_cancelled(bounded: Session, accessor: ServerAccessor, key: str) -> None:
    with pytest.raises(TransferCancelledError):
        accessor.write(key, given(content(SIZE), stop_at=12 * MIB))
    assert arrived(accessor, key, b"first")


def test_a_part_that_fails_for_good_ends_the_reading(
    sandbox: Sandbox, bounded: Session, accessor: ServerAccessor, key: str
) -> None:
    sandbox.faults.next(status=401, path="/upload", times=6)
    stream = Unseekable(content(SIZE))
    with pytest.raises(TransferError, match="the store did not take part"):
        accessor.write(key, cast(BinaryIO, stream))
    sandbox.faults.clear()
    assert arrived(accessor, key, b"first")


@pytest.fixture
def archive(bounded: Session, tmp_path: Path) -> Location:
    location = Location("plates", accessor=DiskAccessor(tmp_path / "plates"), in_memory=True, priority=1)
    bounded.locations.register(location)
    bounded.locations.transfers = TransferSettings(workers=2, chunk=MIB)
    return location


def test_a_component_is_copied_from_disk_with_its_checksum(
    bounded: Session, archive: Location, plate: Path, version: AssetVersion
) -> None:
    component = bounded.create_component(plate, version_id=version.id, location=archive)
    told: list[Progress] = []
    report = bounded.locations.copy(component, "ftrack.server", progress=told.append)
    with plate.open("rb") as file, bounded.locations["ftrack.server"].open(component) as there:
        assert digest(there) == digest(file)
    assert report.checksums == {component.id: hashlib.blake2b(plate.read_bytes(), digest_size=16).hexdigest()}
    assert (told[-1].bytes, told[-1].files) == (SIZE, 1)


def test_a_file_that_is_written_to_meanwhile_is_noticed_and_nothing_stays(
    bounded: Session, archive: Location, plate: Path, version: AssetVersion
) -> None:
    component = bounded.create_component(plate, version_id=version.id, location=archive)
    source = Path(archive.filesystem_path(component))

    def write(told: Progress) -> None:
        if told.bytes > SIZE / 2:
            with source.open("ab") as file:
                file.write(b"more")

    with pytest.raises(SourceChangedError):
        bounded.locations.copy(component, "ftrack.server", progress=write)
    assert bounded.locations["ftrack.server"].availability(component) == 0.0
    places = select(ComponentLocation).where(ComponentLocation.component_id == component.id)
    assert bounded.query(places).all() == []


def test_a_store_that_forgot_the_upload_gets_the_file_anew(
    sandbox: Sandbox, bounded: Session, archive: Location, plate: Path, version: AssetVersion
) -> None:
    bounded.locations.transfers = replace(bounded.locations.transfers, retry=bounded.upload_options.retry)
    component = bounded.create_component(plate, version_id=version.id, location=archive)
    sandbox.faults.next(status=404, path="/upload", times=1, body="")
    report = bounded.locations.copy(component, "ftrack.server")
    assert (report.files, report.bytes) == (1, SIZE)
    with plate.open("rb") as file, bounded.locations["ftrack.server"].open(component) as there:
        assert digest(there) == digest(file)


def test_several_large_files_share_the_memory(
    bounded: Session, accessor: ServerAccessor, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [str(bounded.upload(b"first", file_type=".mov").id) for _ in range(3)]
    held, most = 0, 0
    take, give = MemoryBudget.take, MemoryBudget.give
    lock = threading.Lock()

    def taken(self: MemoryBudget, count: int, check: Callable[[], object]) -> None:
        nonlocal held, most
        take(self, count, check)
        with lock:
            held += count
            most = max(most, held)

    def given_back(self: MemoryBudget, count: int) -> None:
        nonlocal held
        with lock:
            held -= count
        give(self, count)

    monkeypatch.setattr(MemoryBudget, "take", taken)
    monkeypatch.setattr(MemoryBudget, "give", given_back)
    whole = content(12 * MIB)
    threads = [threading.Thread(target=accessor.write, args=(key, given(whole))) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 5 * MIB <= most <= BUDGET
    assert held == 0
    assert all(arrived(accessor, key, whole) for key in keys)


class Endless(io.RawIOBase):
    """A long stream that is nowhere."""

    name = "long.mov"

    def __init__(self, size: int) -> None:
        self.size, self._left = size, size

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        given = min(size, self._left)
        self._left -= given
        return bytes(given)


@pytest.fixture
def store_without_bottom(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Takes every part and keeps none."""
    sizes: list[int] = []

    def put(_: object, __: str, body: Any, ___: object) -> Reply:
        sizes.append(sum(len(block) for block in body))
        return Reply(200, e_tag=body.md5)

    monkeypatch.setattr("ftrack_orm.media.upload.storage.storage_http.StorageHttp.put", put)
    monkeypatch.setattr("ftrack_orm.media.upload.upload_requests.UploadRequests.complete", lambda *_: None)
    return sizes


def test_the_longer_the_file_the_same_the_memory(
    bounded: Session, accessor: ServerAccessor, key: str, store_without_bottom: list[int]
) -> None:
    size = 300 * MIB
    tracemalloc.start()
    try:
        accessor.write(key, cast(BinaryIO, Endless(size)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sum(store_without_bottom) == size
    assert peak < BUDGET + 8 * MIB


@pytest.mark.parametrize("size", [20 * 2**30, 10**12, 5 * 10**12])
def test_parts_in_memory_are_small_as_long_as_there_are_not_too_many(size: int) -> None:
    layout = PartLayout.of_size(size, 16 * MIB)
    assert layout.count <= 10_000
    assert layout.part_size <= max(16 * MIB, size // 10_000 + MIB)


def test_the_budget_gives_to_one_who_wants_more_than_all_and_a_check_ends_the_wait() -> None:
    budget = MemoryBudget(10)
    budget.take(100, no_wait_check)
    with pytest.raises(ZeroDivisionError):
        budget.take(1, stopped)
    budget.give(100)
    with budget.held(10, stopped):
        pass


def no_wait_check() -> None:
    no_wait(0)


def stopped() -> None:
    raise ZeroDivisionError


def test_a_stream_that_does_not_tell_its_size_is_copied_to_disk_first(
    monkeypatch: pytest.MonkeyPatch, accessor: ServerAccessor, key: str
) -> None:
    made: list[str] = []

    def spool(*_: object, **__: object) -> Any:
        made.append("spool")
        return io.BytesIO()

    monkeypatch.setattr("ftrack_orm.media.upload.source.tempfile.TemporaryFile", spool)
    stream = Unseekable(b"pixels")
    stream.size = cast(Any, None)
    accessor.write(key, cast(BinaryIO, stream))
    assert made == ["spool"]
    assert accessor.read(key) == b"pixels"
