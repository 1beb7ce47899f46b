"""The accessor of `ftrack.server`: reading in ranges, over cuts; writing; removing."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from ftrack_orm import Session
from ftrack_orm.errors import AccessorError, SourceChangedError
from ftrack_orm.media.upload import ServerAccessor
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import AssetVersion
from tests.media.upload.conftest import MIB, content

WHOLE = content(3 * MIB + 17)


@pytest.fixture
def key(uploading: Session) -> str:
    return str(uploading.upload(WHOLE, file_type=".bin").id)


def test_any_range_is_read_by_seeking(accessor: ServerAccessor, key: str) -> None:
    with accessor.open(key) as file:
        assert file.seek(-17, os.SEEK_END) == 3 * MIB
        assert file.read() == WHOLE[-17:]
        assert file.read() == b""
        file.seek(MIB)
        assert file.read(100) == WHOLE[MIB : MIB + 100]
        assert file.tell() == MIB + 100


def test_reading_goes_on_after_the_connection_was_cut(sandbox: Sandbox, accessor: ServerAccessor, key: str) -> None:
    sandbox.faults.cut("inside", path="/component", times=3)
    assert accessor.read(key) == WHOLE
    assert sandbox.faults.pending == 0


def test_a_file_that_changes_between_two_cuts_is_noticed(sandbox: Sandbox, accessor: ServerAccessor, key: str) -> None:
    sandbox.faults.cut("inside", path="/component")
    with accessor.open(key) as file:
        file.read(10)
        accessor.write(key, WHOLE[::-1])
        with pytest.raises(SourceChangedError):
            file.read()


def test_what_is_written_is_uploaded_when_it_is_closed(accessor: ServerAccessor, key: str) -> None:
    with accessor.open(key, "wb") as file:
        file.write(b"new ")
        file.write(b"pixels")
        assert accessor.read(key) == WHOLE
    assert accessor.read(key) == b"new pixels"


def test_what_a_failing_block_wrote_is_dropped(accessor: ServerAccessor, key: str) -> None:
    def write() -> None:
        with accessor.open(key, "wb") as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert accessor.read(key) == WHOLE


def test_facts_tell_size_and_a_tag_that_changes(accessor: ServerAccessor, key: str) -> None:
    before = accessor.facts(key)
    assert before.size == len(WHOLE)
    accessor.write(key, io.BytesIO(b"other"))
    after = accessor.facts(key)
    assert after.size == 5
    assert after.modified != before.modified


def test_what_is_removed_is_missing(accessor: ServerAccessor, key: str) -> None:
    assert accessor.exists(key)
    accessor.delete(key)
    assert not accessor.exists(key)
    for ask in (accessor.read, accessor.facts, accessor.delete):
        with pytest.raises(FileNotFoundError, match=key):
            ask(key)


def test_files_of_the_server_have_no_path(accessor: ServerAccessor, key: str) -> None:
    with pytest.raises(AccessorError, match="no path on this machine"):
        accessor.filesystem_path(key)


def test_a_wrong_key_is_told_as_such(sandbox: Sandbox, key: str) -> None:
    with Session(sandbox.url, sandbox.api_user, "wrong") as session:
        location = session.locations["ftrack.server"]
        with pytest.raises(AccessorError, match="does not allow it") as caught:
            location.accessor.read(key)  # type: ignore[attr-defined]  # the session promises less than it has
        assert "wrong" not in str(caught.value)


def test_a_component_made_in_the_location_is_uploaded(
    uploading: Session, version: AssetVersion, tmp_path: Path
) -> None:
    path = tmp_path / "comp.bin"
    path.write_bytes(WHOLE)
    component = uploading.create_component(path, version=version, location="ftrack.server")
    with uploading.locations["ftrack.server"].open(component) as file:
        assert file.read() == WHOLE
