"""Transfers: progress, cancelling, resuming, checksums, changed sources, memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import tracemalloc
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from ftrack_orm.errors import AccessorError, SourceChangedError, TransferCancelledError, TransferError
from ftrack_orm.media import DiskAccessor, FilesystemAccessor, Progress, TransferSettings
from ftrack_orm.media.accessor import Accessor
from ftrack_orm.media.transfer.running import Transferred, transfer_files
from ftrack_orm.media.transfer.transfer import FileTransfer
from ftrack_orm.transport import RetryPolicy
from tests.media.conftest import files_in
from tests.media.faulty_accessor import FaultyAccessor

QUICK = TransferSettings(workers=2, chunk=1024, retry=RetryPolicy(attempts=3, first=0.001))


class Named:
    """What a transfer knows of a component."""

    def __init__(self, id: str) -> None:
        self.id = id


@pytest.fixture
def here(tmp_path: Path) -> DiskAccessor:
    folder = tmp_path / "here"
    folder.mkdir()
    for name in "abc":
        (folder / name).write_bytes(os.urandom(5000))
    return DiskAccessor(folder)


@pytest.fixture
def there(tmp_path: Path) -> FaultyAccessor:
    return FaultyAccessor(DiskAccessor(tmp_path / "there", durable=False))


def planned(source: Any, target: Any, names: str = "abc") -> list[FileTransfer]:
    return [FileTransfer(Named(name), source, name, target, f"x/{name}", 5000, name) for name in names]


def run(source: Any, target: Any, names: str = "abc", **options: Any) -> Transferred:
    return transfer_files(planned(source, target, names), [], options.pop("settings", QUICK), **options)


def test_bytes_and_checksums_arrive(here: DiskAccessor, there: FaultyAccessor) -> None:
    report = run(here, there).report
    assert (report.files, report.bytes) == (3, 15_000)
    assert set(report.checksums or ()) == {"a", "b", "c"}
    assert all(there.read(f"x/{name}") == here.read(name) for name in "abc")
    assert files_in(Path(there.accessor.prefix)) == {"x/a", "x/b", "x/c"}


def test_progress_grows_to_the_whole(here: DiskAccessor, there: FaultyAccessor) -> None:
    told: list[Progress] = []
    run(here, there, progress=told.append)
    assert (told[-1].files, told[-1].bytes) == (told[-1].total_files, told[-1].total_bytes) == (3, 15_000)
    assert [each.bytes for each in told] == sorted(each.bytes for each in told)
    assert len(told) > 15


def test_error_in_the_progress_function_ends_the_transfer(here: DiskAccessor, there: FaultyAccessor) -> None:
    def tell(progress: Progress) -> None:
        if progress.bytes > 6000:
            raise RuntimeError("stop it")

    with pytest.raises(TransferError, match="stop it"):
        run(here, there, progress=tell)
    assert files_in(Path(there.accessor.prefix)) == set()


def test_cancelled_transfer_leaves_nothing(here: DiskAccessor, there: FaultyAccessor) -> None:
    cancel = threading.Event()

    def tell(progress: Progress) -> None:
        if progress.files == 1:
            cancel.set()

    settings = TransferSettings(workers=1, chunk=1024)
    with pytest.raises(TransferCancelledError) as caught:
        run(here, there, progress=tell, cancel=cancel, settings=settings)
    assert caught.value.cleaned == ("x/a",)
    assert files_in(Path(there.accessor.prefix)) == set()


def test_cancelling_ends_the_wait_for_another_try(here: DiskAccessor, there: FaultyAccessor) -> None:
    cancel = threading.Event()

    def fail(step: int, name: str) -> None:
        if name == "staged.write":
            cancel.set()
            raise ConnectionResetError

    there.fault = fail
    settings = TransferSettings(retry=RetryPolicy(attempts=9, first=3600, most=3600))
    with pytest.raises(TransferError):
        run(here, there, "a", cancel=cancel, settings=settings)


@pytest.mark.parametrize("changed", [b"longer" * 2000, b"short"])
def test_source_that_changes_meanwhile_is_refused(here: DiskAccessor, there: FaultyAccessor, changed: bytes) -> None:
    def change(step: int, name: str) -> None:
        if there.steps.count("staged.write") == 2:
            (Path(here.prefix) / "a").write_bytes(changed)

    there.fault = change
    with pytest.raises(SourceChangedError, match="changed while it was transferred"):
        run(here, there, "a")
    assert files_in(Path(there.accessor.prefix)) == set()


class Corrupting(DiskAccessor):
    """Keeps another byte than it was given, as often as it is told to."""

    times = 1

    def open(self, resource_identifier: str, mode: Any = "rb") -> BinaryIO:
        path = Path(self.filesystem_path(resource_identifier))
        if self.times > 0 and mode == "rb":
            self.times -= 1
            content = path.read_bytes()
            path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        return super().open(resource_identifier, mode)


def test_corrupted_file_is_written_again(here: DiskAccessor, tmp_path: Path) -> None:
    store = Corrupting(tmp_path / "there")
    run(here, store, "a")
    assert store.read("x/a") == here.read("a")


def test_file_that_stays_corrupted_is_refused(here: DiskAccessor, tmp_path: Path) -> None:
    store = Corrupting(tmp_path / "there")
    store.times = 9
    with pytest.raises(TransferError, match="does not hold what was written"):
        run(here, store, "a")
    assert files_in(tmp_path / "there") == set()


def test_try_goes_on_where_the_last_one_stopped(here: DiskAccessor, there: FaultyAccessor) -> None:
    def fail(step: int, name: str) -> None:
        if name == "staged.write" and there.steps.count("staged.write") == 4:
            raise ConnectionResetError

    there.fault = fail
    run(here, there, "a", settings=TransferSettings(chunk=1000, retry=RetryPolicy(attempts=2, first=0.001)))
    assert there.steps.count("staged.write") == 4 + 2  # the fourth failed; two of five were left
    assert there.read("x/a") == here.read("a")


def _killed(prefix: str, source: str, arrived: Any) -> None:
    target = FaultyAccessor(DiskAccessor(prefix))

    def stop(step: int, name: str) -> None:
        if name == "staged.write" and target.steps.count("staged.write") == 4:
            arrived.set()
            os.kill(os.getpid(), signal.SIGKILL)

    target.fault = stop
    run(DiskAccessor(source), target, "a", settings=TransferSettings(chunk=1000))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_next_process_goes_on_where_a_killed_one_stopped(here: DiskAccessor, there: FaultyAccessor) -> None:
    context = multiprocessing.get_context("spawn")
    arrived = context.Event()
    process = context.Process(target=_killed, args=(there.accessor.prefix, here.prefix, arrived))
    process.start()
    process.join(60)
    assert arrived.is_set()
    (part,) = files_in(Path(there.accessor.prefix))
    assert part.endswith(".part")
    run(here, there, "a", settings=TransferSettings(chunk=1000))
    assert there.read("x/a") == here.read("a")
    assert files_in(Path(there.accessor.prefix)) == {"x/a"}


def test_file_that_another_is_writing_is_left_to_it(tmp_path: Path) -> None:
    accessor = DiskAccessor(tmp_path)
    first = accessor.stage("a", "token")
    first.write(b"mine")
    with pytest.raises(AccessorError, match="another process is writing"):
        accessor.stage("a", "token")
    first.publish()
    assert accessor.read("a") == b"mine"


def test_publishing_over_a_file_that_came_meanwhile_is_refused(tmp_path: Path) -> None:
    accessor = DiskAccessor(tmp_path)
    staged = accessor.stage("a", "token")
    staged.write(b"mine")
    accessor.write("a", b"theirs")
    with pytest.raises(FileExistsError):
        staged.publish()
    staged.discard()
    assert accessor.read("a") == b"theirs"
    assert files_in(tmp_path) == {"a"}


def test_missing_source_is_told_at_once(here: DiskAccessor, there: FaultyAccessor) -> None:
    with pytest.raises(TransferError) as caught:
        run(here, there, "z")
    assert isinstance(caught.value.__cause__, FileNotFoundError)
    assert there.steps == []


@pytest.mark.parametrize("target", ["disk", "memory"])
def test_large_file_costs_little_memory(tmp_path: Path, target: str) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(96 * 1024**2)
    store: Accessor = DiskAccessor(tmp_path / "store", durable=False)
    if target == "memory":
        store = FilesystemAccessor(f"local://{tmp_path}/other")
    transfer = FileTransfer(Named("a"), DiskAccessor(tmp_path), "large", store, "large", 96 * 1024**2)
    tracemalloc.start()
    transfer_files([transfer], [], TransferSettings(chunk=1024**2), progress=False)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * 1024**2


@pytest.mark.parametrize("address", ["memory://transfers", "local://{folder}/store"])
def test_store_of_fsspec_shows_nothing_of_what_failed(here: DiskAccessor, tmp_path: Path, address: str) -> None:
    store = FaultyAccessor(FilesystemAccessor(address.format(folder=tmp_path)))
    for number in range(7):
        store.steps.clear()

        def fail(step: int, name: str, number: int = number) -> None:
            if step == number:
                raise PermissionError("no")

        store.fault = fail
        with pytest.raises(TransferError):
            run(here, store, "a")
        store.fault = lambda step, name: None
        assert not store.exists("x/a")
        assert not store.accessor._filesystem.glob(f"{store.accessor._root}/x/.ftrack*")
    run(here, store, "a")
    assert store.read("x/a") == here.read("a")


def test_accessor_shows_no_credentials() -> None:
    accessor = FilesystemAccessor("memory://user:secret@host/x?key=secret", token="secret")
    assert "secret" not in repr(accessor)
