"""Uploads that outlive their process: killed, started again, and whole in the end.

The size of the file is that of FTRACK_ORM_UPLOAD_MB, 32 MB without it; 300 takes some seconds more.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.media.upload import ServerAccessor
from ftrack_orm.media.upload.parts.part_layout import PartLayout
from ftrack_orm.media.upload.server_files import server_files
from ftrack_orm.media.upload.storage.storage_http import Reply
from ftrack_orm.media.upload.upload_journal import SentPart, UploadJournal
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.faults import Faults
from ftrack_stock import FileComponent

ROOT = Path(__file__).parents[3]
MIB = 2**20
SIZE = int(os.environ.get("FTRACK_ORM_UPLOAD_MB", "32")) * MIB

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL")


@pytest.fixture
def sparse(tmp_path: Path) -> Path:
    """A sparse file of which no two parts are the same."""
    path = tmp_path / "sparse.mov"
    with path.open("wb") as file:
        file.truncate(SIZE)
        for offset in range(0, SIZE, 5 * MIB):
            file.seek(offset)
            file.write(os.urandom(1000))
    return path


def start(
    sandbox: Sandbox, path: Path, journals: Path, kill_after: int = 0, urls_kept: int = 3600
) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "tests.media.upload.interrupted"]
    told = [sandbox.url, sandbox.api_user, sandbox.api_key, str(path), str(journals), str(kill_after), str(urls_kept)]
    return subprocess.run(program + told, cwd=ROOT, capture_output=True, text=True, check=False)


def answer(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def digest(file: BinaryIO) -> str:
    found = hashlib.sha256()
    while block := file.read(MIB):
        found.update(block)
    return found.hexdigest()


def survivors(session: Session) -> list[FileComponent]:
    return session.query(select(FileComponent).where(FileComponent.name == "survivor")).all()


def is_whole(session: Session, component_id: str, path: Path) -> bool:
    accessor = server_files(session.locations)  # type: ignore[arg-type]  # the session promises less than it has
    with accessor.open(component_id) as there, path.open("rb") as here:
        return digest(there) == digest(here)


def test_killed_twice_on_a_server_that_signs_once_it_ends_as_one_whole_component_without_kept_urls(
    sparse: Path, tmp_path: Path, forgetful_server: None
) -> None:
    with Sandbox(seed="empty", faults=Faults(fail=0.1, cut=0.05, seed=5)) as sandbox:
        for kill_after in (2, 1):
            done = start(sandbox, sparse, tmp_path / "journals", kill_after, urls_kept=0)
            assert done.returncode == -signal.SIGKILL
        told = answer(start(sandbox, sparse, tmp_path / "journals", urls_kept=0))
        with Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as session:
            assert [component.id for component in survivors(session)] == [told["component"]]
            assert is_whole(session, told["component"], sparse)
    assert told["grown"] < 64
    assert os.listdir(tmp_path / "journals") == []


def test_killed_twice_with_parts_failing_at_random_it_ends_as_one_whole_component(sparse: Path, tmp_path: Path) -> None:
    with Sandbox(seed="empty", faults=Faults(fail=0.12, cut=0.08, seed=9)) as sandbox:
        for kill_after in (2, 1):
            assert start(sandbox, sparse, tmp_path / "journals", kill_after).returncode == -signal.SIGKILL
        told = answer(start(sandbox, sparse, tmp_path / "journals"))
        met = len(sandbox.faults.met)
        with Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as session:
            assert [component.id for component in survivors(session)] == [told["component"]]
            assert is_whole(session, told["component"], sparse)
    print(f"{SIZE / MIB:g} MB: {met} faults met, memory grew by {told['grown']:.1f} MB")
    assert told["grown"] < 64
    assert os.listdir(tmp_path / "journals") == []


def test_a_process_that_is_started_again_sends_the_missing_parts_alone(sparse: Path, tmp_path: Path) -> None:
    with Sandbox(seed="empty") as sandbox:
        start(sandbox, sparse, tmp_path / "journals", kill_after=3)
        told = answer(start(sandbox, sparse, tmp_path / "journals"))
    assert told["puts"] == PartLayout.of_size(SIZE).count - 3


class Killed(BaseException):
    """Stands for the end of a process: nothing is cleaned up."""


Kill = Callable[[int], None]


@pytest.fixture
def kill(uploading: Session, large: Path, monkeypatch: pytest.MonkeyPatch) -> Kill:
    """Uploads the large file, of three parts, and ends when so many parts are in the journal."""

    def killed(parts: int) -> None:
        add, written = UploadJournal.add, list[int]()

        def last(self: UploadJournal, number: int, part: SentPart) -> None:
            if len(written) == parts:
                raise Killed
            add(self, number, part)
            written.append(number)

        def die(_: object, __: object, error: BaseException) -> None:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(UploadJournal, "add", last)
            patch.setattr("ftrack_orm.media.upload.component_upload._ComponentUpload._fail", die)
            uploading.upload_options = replace(uploading.upload_options, parallel=1)
            with pytest.raises(Killed):
                uploading.upload(large, name="survivor")

    return killed


@pytest.fixture
def before(uploading: Session) -> set[str]:
    """The survivors of earlier tests on the same sandbox."""
    return {component.id for component in survivors(uploading)}


@pytest.fixture
def again(uploading: Session, large: Path, replies: list[Reply], before: set[str]) -> Callable[[], int]:
    """Uploads again, makes sure that there is one whole component, and returns how many parts were put for that."""

    def upload() -> int:
        replies.clear()
        component = uploading.upload(large, name="survivor")
        assert {each.id for each in survivors(uploading)} - before == {component.id}
        assert is_whole(uploading, component.id, large)
        return len(replies)

    return upload


def journal_of(session: Session) -> Path:
    (journal,) = session.upload_options.journals.glob("*.jsonl")
    return Path(journal)


def test_a_journal_holds_neither_credentials_nor_urls_and_is_the_users_alone(
    sandbox: Sandbox, uploading: Session, kill: Kill
) -> None:
    kill(2)
    text = journal_of(uploading).read_text()
    assert len(text.splitlines()) == 3
    assert sandbox.api_key not in text
    assert "://" not in text
    assert "token" not in text
    assert journal_of(uploading).stat().st_mode & 0o077 == 0
    assert journal_of(uploading).parent.stat().st_mode & 0o077 == 0


def urls_of(session: Session) -> Path:
    return journal_of(session).with_suffix(".urls")


def test_signed_urls_lie_in_a_file_of_the_user_alone_without_the_key_and_go_with_the_upload(
    sandbox: Sandbox, uploading: Session, kill: Kill, again: Callable[[], int]
) -> None:
    kill(2)
    urls = urls_of(uploading)
    assert urls.stat().st_mode & 0o777 == 0o600
    assert sandbox.api_key.encode() not in urls.read_bytes()
    assert urls.read_bytes().count(b"token=") == 3
    assert again() == 1
    assert os.listdir(urls.parent) == []


def test_signed_urls_never_reach_a_disk_where_that_is_not_wanted(
    uploading: Session, kill: Kill, again: Callable[[], int], forgetful_server: None
) -> None:
    uploading.upload_options = replace(uploading.upload_options, urls_kept=0)
    kill(2)
    assert not urls_of(uploading).exists()
    assert again() == 3


def test_signed_urls_that_are_too_old_are_deleted_by_whoever_uploads_next(
    uploading: Session, kill: Kill, again: Callable[[], int], tmp_path: Path
) -> None:
    kill(2)
    urls = urls_of(uploading)
    os.utime(urls, (0, 0))
    other = tmp_path / "other.mov"
    other.write_bytes(b"another file")
    uploading.upload(other)
    assert not urls.exists()
    assert again() == 1  # this server gives new ones for the same upload


def test_signed_urls_that_somebody_else_wrote_are_not_used(
    uploading: Session, kill: Kill, again: Callable[[], int], replies: list[Reply], forgetful_server: None
) -> None:
    kill(2)
    urls = urls_of(uploading)
    urls.write_bytes(urls.read_bytes().replace(b"127.0.0.1", b"127.0.0.9"))
    assert again() == 3
    assert all(reply.worked for reply in replies)


@pytest.mark.parametrize("damage", [b"", b"\xff" * 100])
def test_damaged_urls_are_none(
    uploading: Session, kill: Kill, again: Callable[[], int], forgetful_server: None, damage: bytes
) -> None:
    kill(2)
    urls_of(uploading).write_bytes(damage)
    assert again() == 3


@pytest.mark.parametrize(("status", "told"), [(403, ""), (400, "<Error><Code>ExpiredToken</Code></Error>")])
def test_urls_that_expired_at_the_store_cost_all_parts_and_no_second_component(
    sandbox: Sandbox, kill: Kill, again: Callable[[], int], forgetful_server: None, status: int, told: str
) -> None:
    kill(2)
    sandbox.faults.next(status=status, path="/upload", body=told)
    assert again() == 1 + 3


def test_a_file_that_changed_after_the_kill_is_uploaded_anew(kill: Kill, again: Callable[[], int], large: Path) -> None:
    kill(2)
    with large.open("r+b") as file:
        file.write(b"another take")
    assert again() == 3


def test_a_part_whose_bytes_changed_under_the_same_time_is_sent_again(
    kill: Kill, again: Callable[[], int], large: Path
) -> None:
    kill(2)
    found = large.stat()
    with large.open("r+b") as file:
        file.write(b"another take")
    os.utime(large, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert again() == 2


def test_a_line_that_the_kill_cut_off_costs_that_part_alone(
    uploading: Session, kill: Kill, again: Callable[[], int]
) -> None:
    kill(2)
    journal = journal_of(uploading)
    journal.write_bytes(journal.read_bytes()[:-10])
    assert again() == 2


@pytest.mark.parametrize("damage", [b"", b"not json\n", b'{"component_id": 1}\n', b"\xff\xfe\x00\n[]\n", b"[]\n"])
def test_a_damaged_journal_is_no_journal(tmp_path: Path, damage: bytes) -> None:
    journal = UploadJournal.open(tmp_path / "journals", "name")
    assert journal is not None
    journal.path.write_bytes(damage)
    journal.close()
    found = UploadJournal.open(tmp_path / "journals", "name")
    assert found is not None
    assert found.found is None
    found.close()


@pytest.fixture
def forgetful_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the sandbox begin another upload with each question, as a server does that signs URLs once."""
    monkeypatch.setattr("ftrack_orm.sandbox.files.upload_operations._begun", lambda *_: None)


def test_a_server_that_signs_once_gets_the_missing_parts_alone_while_its_urls_are_good(
    kill: Kill, again: Callable[[], int], forgetful_server: None
) -> None:
    kill(2)
    assert again() == 1


def test_a_server_that_refuses_to_go_on_with_an_upload_gets_all_parts_again(
    sandbox: Sandbox, uploading: Session, kill: Kill, again: Callable[[], int]
) -> None:
    uploading.upload_options = replace(uploading.upload_options, urls_kept=0)
    kill(2)
    refusal = '{"exception": "ValidationError", "content": "unknown key upload_id"}'
    sandbox.faults.next(status=400, action="get_upload_metadata", body=refusal)
    assert again() == 3


def test_parts_that_the_store_lost_meanwhile_are_sent_again(
    sandbox: Sandbox, kill: Kill, again: Callable[[], int]
) -> None:
    kill(2)
    refusal = '{"exception": "ValidationError", "content": "part 1 of 3 did not arrive"}'
    sandbox.faults.next(status=400, action="complete_multipart_upload", body=refusal)
    assert again() == 1 + 3


def test_a_kill_between_the_file_and_its_registration_sends_no_part_again(
    uploading: Session, large: Path, again: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("ftrack_orm.media.upload.component_upload._ComponentUpload._register", die)
        patch.setattr("ftrack_orm.media.upload.component_upload._ComponentUpload._fail", die)
        with pytest.raises(Killed):
            uploading.upload(large, name="survivor")
    assert again() == 0


def test_a_kill_after_the_registration_gives_that_component(
    uploading: Session, large: Path, again: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(UploadJournal, "discard", die)
        with pytest.raises(Killed):
            uploading.upload(large, name="survivor")
    assert again() == 0


def test_another_file_of_that_name_after_such_a_kill_is_another_component(
    uploading: Session, large: Path, monkeypatch: pytest.MonkeyPatch, before: set[str]
) -> None:
    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(UploadJournal, "discard", die)
        with pytest.raises(Killed):
            uploading.upload(large, name="survivor")
    large.write_bytes(b"another take")
    component = uploading.upload(large, name="survivor")
    assert is_whole(uploading, component.id, large)
    assert len({each.id for each in survivors(uploading)} - before) == 2


def test_a_journal_that_another_process_holds_is_not_shared(uploading: Session) -> None:
    first = UploadJournal.open(uploading.upload_options.journals, "name")
    assert first is not None
    assert UploadJournal.open(uploading.upload_options.journals, "name") is None
    first.close()


def test_a_folder_that_others_may_write_to_is_not_used(
    uploading: Session, large: Path, accessor: ServerAccessor
) -> None:
    journals = Path(uploading.upload_options.journals)
    journals.mkdir()
    journals.chmod(0o777)
    with pytest.raises(PermissionError, match="writable by nobody else"):
        UploadJournal.open(journals, "name")
    assert is_whole(uploading, uploading.upload(large).id, large)
    assert os.listdir(journals) == []
