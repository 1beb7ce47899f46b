"""Something fails at each step of add, copy and remove: afterwards files and entities agree."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.errors import (
    AnswerLostError,
    CommitError,
    CommitUnknown,
    ComponentInLocationError,
    ServerError,
    ServerUnreachableError,
    TransferError,
)
from ftrack_orm.media import DiskAccessor, Location, TransferSettings
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import JSON, Create, Delete, HttpTransport, Operation, RetryPolicy
from ftrack_stock import AssetVersion, Component
from tests.media.conftest import Frames, files_in
from tests.media.faulty_accessor import FaultyAccessor


class FaultyTransport:
    """Refuses, or loses the answer to, batches that `fault` picks."""

    def __init__(self, transport: HttpTransport) -> None:
        self._transport = transport
        self.fault: Callable[[Sequence[Operation]], Exception | None] = lambda operations: None
        self.lost: Callable[[Sequence[Operation]], Exception | None] = lambda operations: None

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        if (error := self.fault(operations)) is not None:
            raise error
        answer = self._transport.send(operations)
        if (error := self.lost(operations)) is not None:
            raise error
        return answer

    def close(self) -> None:
        self._transport.close()


@pytest.fixture
def transport(sandbox: Sandbox) -> FaultyTransport:
    return FaultyTransport(HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key)))


@pytest.fixture
def session(sandbox: Sandbox, transport: FaultyTransport) -> Any:
    with Session(transport=transport, models=ftrack_stock, retry=RetryPolicy(attempts=1)) as session:
        session.locations.transfers = TransferSettings(workers=2, retry=RetryPolicy(attempts=1))
        yield session


@pytest.fixture
def faulty(store: Path) -> FaultyAccessor:
    return FaultyAccessor(DiskAccessor(store, durable=False))


@pytest.fixture
def location(session: Session, faulty: FaultyAccessor) -> Location:
    location = Location(f"disk {uuid.uuid4().hex[:8]}", accessor=faulty, priority=10, create=True)
    session.locations.register(location)
    assert location.id
    return location


@pytest.fixture
def looking(sandbox: Sandbox) -> Any:
    """A session that sees what the server holds."""
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as looking:
        yield looking


def registered_files(looking: Session, location: Location) -> set[str]:
    rows = looking.call(
        [
            {
                "action": "query",
                "expression": "select resource_identifier, component.system_type from ComponentLocation "
                f'where location_id is "{location.id}"',
            }
        ]
    )[0]["data"]
    kinds = {row["resource_identifier"]: row["component"]["__entity_type__"] for row in rows}
    return {identifier for identifier, kind in kinds.items() if kind == "FileComponent"}


def components_of(looking: Session, version: AssetVersion) -> int:
    expression = (
        f'select id from Component where version_id is "{version.id}" or container.version_id is "{version.id}"'
    )
    return len(looking.call([{"action": "query", "expression": expression}])[0]["data"])


def failing_at(number: int, error: Exception) -> Callable[[int, str], None]:
    """A fault at one step."""

    def fail(step: int, name: str) -> None:
        if step == number:
            raise error

    return fail


def _container(frames: Frames, movie: Path) -> list[Any]:
    return [frames(2), movie]


def test_add_takes_so_many_steps(
    session: Session, location: Location, faulty: FaultyAccessor, version: AssetVersion, frames: Frames, movie: Path
) -> None:
    session.create_component(_container(frames, movie), name="all", version=version, location=location)
    assert len(faulty.steps) == 3 * 6 + 1
    assert set(faulty.steps) == {"make_container", "exists", "stage", "staged.write", "publish", "published", "open"}


def test_fault_at_any_step_of_publishing_leaves_neither_file_nor_entity(
    session: Session, looking: Session, location: Location, faulty: FaultyAccessor, store: Path,
    version: AssetVersion, frames: Frames, movie: Path,
) -> None:  # fmt: skip
    for number in range(19):
        faulty.steps.clear()
        faulty.fault = failing_at(number, PermissionError("not allowed"))
        with pytest.raises(TransferError, match="not allowed") as caught:
            session.create_component(_container(frames, movie), name="all", version=version, location=location)
        assert not caught.value.left
        assert not store.exists() or not list(store.iterdir())
        assert not session.new
    assert registered_files(looking, location) == set()
    assert components_of(looking, version) == 0
    faulty.fault = lambda step, name: None
    session.create_component(_container(frames, movie), name="all", version=version, location=location)
    assert files_in(store) == registered_files(looking, location)
    assert len(files_in(store)) == 3


def test_passing_fault_at_any_step_is_tried_again(
    session: Session, looking: Session, location: Location, faulty: FaultyAccessor, store: Path,
    version: AssetVersion, frames: Frames, movie: Path,
) -> None:  # fmt: skip
    session.locations.transfers = TransferSettings(workers=2, retry=RetryPolicy(attempts=2, first=0.001))
    for number in range(1, 19):
        faulty.steps.clear()
        faulty.fault = failing_at(number, ConnectionResetError("the network was away"))
        session.create_component(_container(frames, movie), name=f"all {number}", version=version, location=location)
        assert len(files_in(store)) == 3 * number
    assert files_in(store) == registered_files(looking, location)


def test_refused_registration_removes_the_files(
    session: Session,
    looking: Session,
    transport: FaultyTransport,
    location: Location,
    store: Path,
    version: AssetVersion,
    frames: Frames,
) -> None:
    transport.fault = lambda batch: (
        ServerError("ValidationError", "not today") if any(isinstance(each, Create) for each in batch) else None
    )
    with pytest.raises(TransferError, match="not today") as caught:
        session.create_component(frames(3), name="beauty", version=version, location=location)
    assert isinstance(caught.value.__cause__, CommitError)
    assert len(caught.value.cleaned) == 3
    assert files_in(store) == registered_files(looking, location) == set()
    assert not session.new
    assert components_of(looking, version) == 0


def test_lost_answer_to_the_registration_is_settled(
    session: Session, looking: Session, transport: FaultyTransport, location: Location, store: Path,
    version: AssetVersion, frames: Frames,
) -> None:  # fmt: skip
    def lose(batch: Sequence[Operation]) -> Exception | None:
        return AnswerLostError("cut") if any(isinstance(each, Create) for each in batch) else None

    transport.lost = lose
    component = session.create_component(frames(3), name="beauty", version=version, location=location)
    assert files_in(store) == registered_files(looking, location)
    assert len(files_in(store)) == 3
    assert components_of(looking, version) == 4
    assert component.id


def test_files_stay_where_nobody_knows_whether_they_are_registered(
    session: Session, looking: Session, transport: FaultyTransport, location: Location, store: Path,
    version: AssetVersion, movie: Path,
) -> None:  # fmt: skip
    gone = False

    def lose(batch: Sequence[Operation]) -> Exception | None:
        nonlocal gone
        gone = gone or any(isinstance(each, Create) for each in batch)
        return AnswerLostError("cut") if gone else None

    transport.lost = lose
    with pytest.raises(CommitUnknown):
        session.create_component(movie, name="main", version=version, location=location)
    assert files_in(store) == registered_files(looking, location)
    assert len(files_in(store)) == 1
    transport.lost = lambda batch: None
    session.commit()
    assert files_in(store) == registered_files(looking, location)


def test_component_that_is_there_already_changes_nothing(
    session: Session, location: Location, faulty: FaultyAccessor, version: AssetVersion, frames: Frames
) -> None:
    component = session.create_component(frames(2), name="beauty", version=version, location=location)
    before = len(faulty.steps)
    with pytest.raises(ComponentInLocationError):
        location.add(component)
    assert len(faulty.steps) == before


def test_existing_file_is_not_overwritten(
    session: Session, looking: Session, location: Location, store: Path, version: AssetVersion, movie: Path
) -> None:
    first = session.create_component(movie, name="main", version=version, location=location)
    path = Path(location.filesystem_path(first))
    path.chmod(0o644)
    path.write_bytes(b"precious")
    with pytest.raises(TransferError, match="nothing is overwritten"):
        session.create_component(movie, name="main", version=version, location=location)
    assert path.read_bytes() == b"precious"
    assert files_in(store) == registered_files(looking, location)


def test_two_components_for_one_place_are_refused_before_anything_is_copied(
    session: Session, location: Location, faulty: FaultyAccessor, version: AssetVersion, movie: Path
) -> None:
    both = [session.create_component(movie, name="main", version=version, location=None) for _ in range(2)]
    with pytest.raises(Exception, match="give them other names"):
        location.add(both)
    assert not faulty.steps
    session.rollback()


def test_copy_that_fails_leaves_the_source_and_nothing_in_the_target(
    session: Session, looking: Session, location: Location, faulty: FaultyAccessor, tmp_path: Path,
    version: AssetVersion, frames: Frames,
) -> None:  # fmt: skip
    source = session.locations.register(
        Location(f"other {uuid.uuid4().hex[:8]}", accessor=DiskAccessor(tmp_path / "other"), create=True)
    )
    component = session.create_component(frames(3), name="beauty", version=version, location=source)
    for number in range(18):
        faulty.steps.clear()
        faulty.fault = failing_at(number, PermissionError("not allowed"))
        with pytest.raises(TransferError):
            session.locations.copy(component, location, source)
        assert files_in(tmp_path / "store") == registered_files(looking, location) == set()
        assert len(files_in(tmp_path / "other")) == 3
    faulty.fault = lambda step, name: None
    report = session.locations.copy(component, location)
    assert report.files == 3
    assert set(report.checksums or ()) == {member.id for member in component.members}
    assert files_in(tmp_path / "store") == registered_files(looking, location)


def test_copy_whose_source_fails_at_any_step_leaves_nothing_in_the_target(
    session: Session, looking: Session, location: Location, tmp_path: Path, version: AssetVersion, frames: Frames
) -> None:
    reading = FaultyAccessor(DiskAccessor(tmp_path / "other", durable=False))
    source = session.locations.register(
        Location(f"other {uuid.uuid4().hex[:8]}", accessor=reading, priority=20, create=True)
    )
    component = session.create_component(frames(3), name="beauty", version=version, location=source)
    reading.steps.clear()
    session.locations.copy(component, location, source)
    session.locations[location.id].remove(component)
    steps = len(reading.steps)
    assert set(reading.steps) == {"facts", "open"}
    for number in range(steps):
        reading.steps.clear()
        reading.fault = failing_at(number, PermissionError("not allowed"))
        with pytest.raises(TransferError, match="not allowed"):
            session.locations.copy(component, location, source)
        assert files_in(tmp_path / "store") == registered_files(looking, location) == set()
        assert len(files_in(tmp_path / "other")) == 3


def test_lost_answer_to_a_removal_is_settled_and_files_and_entities_agree(
    session: Session, looking: Session, transport: FaultyTransport, location: Location, store: Path,
    version: AssetVersion, frames: Frames,
) -> None:  # fmt: skip
    component = session.create_component(frames(3), name="beauty", version=version, location=location)
    losses = [AnswerLostError("cut")]
    transport.lost = lambda batch: losses.pop() if losses and any(isinstance(each, Delete) for each in batch) else None
    location.remove(component)
    assert not losses
    assert files_in(store) == registered_files(looking, location) == set()


def test_refused_removal_changes_nothing(
    session: Session, looking: Session, transport: FaultyTransport, location: Location, store: Path,
    version: AssetVersion, frames: Frames,
) -> None:  # fmt: skip
    component = session.create_component(frames(3), name="beauty", version=version, location=location)
    transport.fault = lambda batch: (
        ServerUnreachableError("away") if any(isinstance(each, Delete) for each in batch) else None
    )
    with pytest.raises(ServerUnreachableError):
        location.remove(component)
    assert not session.deleted
    assert len(files_in(store)) == 3
    assert files_in(store) == registered_files(looking, location)
    transport.fault = lambda batch: None
    location.remove(component)
    assert files_in(store) == registered_files(looking, location) == set()


@pytest.mark.parametrize("number", range(3))
def test_file_that_cannot_be_removed_is_registered_again(
    number: int, session: Session, looking: Session, location: Location, faulty: FaultyAccessor, store: Path,
    version: AssetVersion, frames: Frames,
) -> None:  # fmt: skip
    component = session.create_component(frames(3), name="beauty", version=version, location=location)
    faulty.steps.clear()

    faulty.fault = failing_at(number, PermissionError("not allowed"))
    with pytest.raises(TransferError, match="registered as before"):
        location.remove(component)
    assert len(files_in(store)) == 1
    assert files_in(store) == registered_files(looking, location)
    assert round(session.locations.availability(component)[location.id], 3) == 33.333
    faulty.fault = lambda step, name: None
    location.remove(component)
    assert files_in(store) == registered_files(looking, location) == set()


def test_file_that_is_gone_already_does_not_keep_a_component_in_its_location(
    session: Session, looking: Session, location: Location, store: Path, version: AssetVersion, frames: Frames
) -> None:
    component = session.create_component(frames(3), name="beauty", version=version, location=location)
    next(store.rglob("*.exr")).unlink()
    location.remove(component)
    assert files_in(store) == registered_files(looking, location) == set()
    assert looking.get(Component, component.id) is not None
