"""Components made of files: what they hold, what is sent for them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import StructureError, UnknownLocationError
from ftrack_orm.media import FileSequence, Location
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import Asset, AssetVersion, ContainerComponent, FileComponent, SequenceComponent, Shot
from tests.media.conftest import Frames
from tests.media.counting import official_requests
from tests.official_client import connect


def test_sequence_of_a_thousand_frames_takes_four_requests(
    session: Session, sent: RecordingTransport, disk: Location, version: AssetVersion, frames: Frames
) -> None:
    assert disk.id  # made on the server once, for everybody
    session.locations._on_server = None  # type: ignore[attr-defined]  # as in a process that just began
    text = frames(1000)
    sent.requests.clear()
    component = session.create_component(text, name="beauty", version=version, location="auto")
    assert len(sent.requests) <= 4
    assert [len(request) for request in sent.requests][-1] == 2002
    assert len(component.members) == 1000
    sent.requests.clear()
    assert session.locations.pick(component) is disk
    assert disk.filesystem_path(component).endswith("/beauty.%04d.exr")
    assert len(sent.requests) <= 4


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_official_client_takes_more_requests_with_its_session_open(sandbox: Any, frames: Frames, store: Path) -> None:
    with connect(sandbox) as theirs:
        assert official_requests(theirs, frames(20), store) > 4


def test_a_version_may_be_stated_by_its_key(
    session: Session, sent: RecordingTransport, disk: Location, version: AssetVersion, movie: Path
) -> None:
    by_entity = session.create_component(movie, name="by entity", version=version, location=disk)
    before = len(sent.requests)
    component = session.create_component(movie, name="by key", version_id=version.id, location=disk)
    assert len(sent.requests) - before <= 3
    assert (component.version, component.version_id) == (version, version.id)
    here, there = disk.filesystem_paths([by_entity, component])
    assert Path(here).parent == Path(there).parent


def test_values_come_from_the_files(session: Session, version: AssetVersion, movie: Path, frames: Frames) -> None:
    file = session.create_component(movie, name="main", version=version, location=None)
    assert isinstance(file, FileComponent)
    assert (file.name, file.file_type, file.size) == ("main", ".mov", movie.stat().st_size)
    text = frames(3, name="crypto")
    sequence = session.create_component(text, version=version, location=None)
    assert isinstance(sequence, SequenceComponent)
    assert (sequence.name, sequence.file_type, sequence.padding) == ("main", ".exr", 4)
    assert [member.name for member in sequence.members] == ["1001", "1002", "1003"]
    assert sequence.size == sum(Path(path).stat().st_size for path in FileSequence.parse(text))
    assert sequence.size == sum(member.size for member in sequence.members)
    session.rollback()


def test_pattern_without_ranges_takes_what_is_in_the_folder(
    session: Session, version: AssetVersion, frames: Frames
) -> None:
    pattern = frames(4).partition(" [")[0]
    found = session.create_component(pattern, version=version, location=None)
    assert len(found.members) == 4
    session.rollback()


def test_container_holds_files_and_sequences(
    session: Session, disk: Location, version: AssetVersion, movie: Path, frames: Frames
) -> None:
    component = session.create_component([movie, frames(2)], name="all", version=version, location=disk)
    assert isinstance(component, ContainerComponent)
    assert {type(member).__name__ for member in component.members} == {"FileComponent", "SequenceComponent"}
    assert component.size == sum(member.size for member in component.members)
    (sequence,) = (member for member in component.members if isinstance(member, SequenceComponent))
    assert min(disk.filesystem_paths(list(sequence.members))).endswith("/all/beauty.1001.exr")
    assert disk.availability(component) == 100.0
    disk.remove(component)
    assert disk.availability(component) == 0.0


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("no/such.exr", "1 of 1 files are missing"),
        ("{frames} [1001-1010]", "8 of 10 files are missing"),
        ("no/such.%04d.exr", "1 of 1 files are missing"),
    ],
)
def test_missing_files_are_named(session: Session, version: AssetVersion, frames: Frames, path: str, said: str) -> None:
    pattern = frames(2).partition(" [")[0]
    with pytest.raises(FileNotFoundError, match=said):
        session.create_component(path.format(frames=pattern), version=version, location="ftrack.unmanaged")
    assert not session.new


def test_folder_says_what_to_write_instead(session: Session, version: AssetVersion, tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match=r"FileSequence\.find"):
        session.create_component(tmp_path, version=version)


def test_stated_size_registers_files_that_are_elsewhere(session: Session, version: AssetVersion) -> None:
    component = session.create_component(
        "/farm/beauty.%04d.exr [1-4]", version=version, size=400, location="ftrack.unmanaged"
    )
    assert [member.size for member in component.members] == [100] * 4
    unmanaged = session.locations["ftrack.unmanaged"]
    paths = unmanaged.filesystem_paths(list(component.members))
    assert sorted(paths) == [f"/farm/beauty.000{number}.exr" for number in range(1, 5)]


def test_new_version_is_committed_first_and_nothing_else_is(
    session: Session, disk: Location, movie: Path, other: Session
) -> None:
    shot = session.query(select(Shot).limit(1)).one()
    kept = shot.description
    shot.description = "still being written"
    version = AssetVersion(asset=Asset(name="fresh", parent=shot))
    component = session.create_component(movie, name="main", version=version, location=disk)
    assert disk.filesystem_path(component).endswith("/fresh/v001/main.mov")
    assert session.dirty == (shot,)
    found = other.get(Shot, shot.id)
    assert found is not None
    assert found.description == kept
    session.rollback()


def test_review_components_go_to_the_review_location(session: Session, version: AssetVersion, movie: Path) -> None:
    component = session.create_component(movie, name="ftrackreview-mp4", version=version)
    assert session.locations["ftrack.review"].filesystem_path(component) == str(movie)


def test_path_that_needs_a_version_says_so(session: Session, disk: Location, movie: Path) -> None:
    with pytest.raises(StructureError, match="version=version"):
        session.create_component(movie, location=disk)
    assert not session.new


def test_unknown_location_is_named(session: Session, movie: Path) -> None:
    with pytest.raises(UnknownLocationError, match=r"ftrack\.servr.*did you mean 'ftrack\.server'"):
        session.create_component(movie, location="ftrack.servr")


@pytest.mark.parametrize("watched", [True, False])
def test_bar_is_shown_where_a_person_watches(
    session: Session, disk: Location, version: AssetVersion, movie: Path, monkeypatch: pytest.MonkeyPatch, watched: bool
) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return watched

    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    session.create_component(movie, name="main", version=version, location=disk)
    assert ("1/1 files" in screen.getvalue()) is watched


@pytest.fixture
def other(sandbox: Any) -> Any:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key) as other:
        yield other
