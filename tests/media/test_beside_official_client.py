"""What one client publishes the other reads: the same paths, the same bytes, the same availability."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fsspec  # type: ignore[import-untyped]  # it has no types
import pytest

from ftrack_orm import Session
from ftrack_orm.media import DiskAccessor, FileSequence, FilesystemAccessor, IdStructure, Location, StandardStructure
from ftrack_stock import AssetVersion, Component, ContainerComponent, FileComponent, SequenceComponent
from ftrack_stock import Location as LocationEntity
from tests.media.conftest import Frames
from tests.media.official_stores import OfficialDisk, OfficialId, OfficialStandard, OfficialStore

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

Pair = tuple[Location, Any]
KINDS = ["disk", "disk by id", "memory", "ftrack.unmanaged", "ftrack.review", "ftrack.server"]


@pytest.fixture(params=KINDS)
def pair(request: pytest.FixtureRequest, session: Session, official: Any, store: Path) -> Pair:
    """One location, as both clients see it."""
    kind: str = request.param
    if kind.startswith("ftrack."):
        ours = session.locations[kind]
        assert isinstance(ours, Location)
        return ours, official.get("Location", ours.id)
    name = f"{kind} {uuid.uuid4().hex[:8]}"
    accessor: Any = DiskAccessor(store, durable=False)
    theirs_accessor: Any = OfficialDisk(prefix=str(store))
    if kind == "memory":
        accessor = FilesystemAccessor(f"memory://{uuid.uuid4().hex}")
        theirs_accessor = OfficialStore(fsspec.filesystem("memory"), accessor._root)
    structure: Any = IdStructure("ids") if kind == "disk by id" else StandardStructure()
    ours = Location(name, accessor=accessor, structure=structure, priority=10, create=True)
    session.locations.register(ours)
    theirs = official.get("Location", ours.id)
    theirs.accessor = theirs_accessor
    theirs.structure = OfficialId(prefix="ids") if kind == "disk by id" else OfficialStandard()
    theirs.priority = 10
    return ours, theirs


def _read(location: Any, component: Any) -> bytes:
    file = location.accessor.open(location.get_resource_identifier(component), "rb")
    content: bytes = file.read()
    file.close()
    return content


def _read_ours(location: Location, component: Any) -> bytes:
    with location.open(component) as file:
        return file.read()


def test_file_that_we_publish_is_read_by_the_official_client(
    pair: Pair, session: Session, official: Any, version: AssetVersion, movie: Path
) -> None:
    ours, theirs = pair
    component = session.create_component(movie, name="main", version=version, location=ours)
    found = official.query(f'FileComponent where id is "{component.id}"').one()
    assert (found["name"], found["size"], found["file_type"]) == ("main", movie.stat().st_size, ".mov")
    assert found["version_id"] == version.id
    assert _read(theirs, found) == movie.read_bytes()
    assert official.get_component_availability(found)[ours.id] == 100.0


def test_file_that_the_official_client_publishes_is_read_by_us(
    pair: Pair, session: Session, official: Any, version: AssetVersion, movie: Path
) -> None:
    ours, theirs = pair
    theirs_version = official.get("AssetVersion", version.id)
    made = official.create_component(str(movie), {"name": "main", "version": theirs_version}, location=theirs)
    official.commit()
    component = session.get(FileComponent, made["id"])
    assert component is not None
    assert _read_ours(ours, component) == movie.read_bytes()
    assert session.locations.availability(component)[ours.id] == 100.0
    assert session.locations.pick(component) is ours


@pytest.mark.parametrize("kind", ["sequence", "container"])
def test_members_that_we_publish_are_read_by_the_official_client(
    pair: Pair, session: Session, official: Any, version: AssetVersion, frames: Frames, movie: Path, kind: str
) -> None:
    ours, theirs = pair
    path: Any = frames(3) if kind == "sequence" else [movie, *_loose(movie.parent)]
    component = session.create_component(path, name="beauty", version=version, location=ours)
    found = official.query(f'ContainerComponent where id is "{component.id}"').one()
    assert found.entity_type == ("SequenceComponent" if kind == "sequence" else "ContainerComponent")
    members = {member["name"]: member for member in found["members"]}
    assert sum(member["size"] for member in members.values()) == found["size"]
    for member in component.members:
        assert _read(theirs, members[member.name]) == _read_ours(ours, member)
    assert official.get_component_availability(found)[ours.id] == 100.0
    assert theirs.get_resource_identifier(found) == ours.resource_identifier(component)


def _loose(folder: Path) -> list[Path]:
    made = [folder / "notes.txt", folder / "camera.abc"]
    for path in made:
        path.write_text(path.name)
    return made


def test_sequence_that_the_official_client_publishes_is_read_by_us(
    pair: Pair, session: Session, official: Any, version: AssetVersion, frames: Frames
) -> None:
    ours, theirs = pair
    text = frames(3)
    data = {"name": "beauty", "version": official.get("AssetVersion", version.id)}
    made = official.create_component(text, data, location=theirs)
    official.commit()
    component = session.get(SequenceComponent, made["id"])
    assert component is not None
    assert component.padding == 4
    contents = {_read_ours(ours, member) for member in component.members}
    assert contents == {Path(path).read_bytes() for path in FileSequence.parse(text)}
    assert ours.availability(component) == 100.0


@pytest.mark.parametrize("substitute", ["_", None])
@pytest.mark.parametrize("ours", [StandardStructure, IdStructure])
def test_paths_are_the_official_clients(
    ours: Callable[..., Any],
    substitute: str | None,
    session: Session,
    official: Any,
    store: Path,
    version: AssetVersion,
    frames: Frames,
    movie: Path,
) -> None:
    options: dict[str, Any] = (
        {"illegal_character_substitute": substitute} if ours is StandardStructure else {"prefix": "p"}
    )
    location = Location(
        f"disk {uuid.uuid4().hex[:8]}", accessor=DiskAccessor(store), structure=ours(**options), create=True
    )
    session.locations.register(location)
    theirs = (OfficialStandard if ours is StandardStructure else OfficialId)(**options)
    version.asset.name = "Lighting Über (v2)" if substitute else "lighting (v2)"
    session.commit()
    movie.with_name("note.txt").write_text("x")
    for name, path in (
        ("Main Comp", movie),
        ("beauty", frames(2)),
        ("extra files", [movie, movie.with_name("note.txt")]),
    ):
        made = session.create_component(path, name=name, version=version, location=location)
        every = [made, *(made.members if isinstance(made, ContainerComponent) else ())]
        for component in every:
            found = official.query(f'Component where id is "{component.id}"').one()
            assert location.resource_identifier(component) == _documented(theirs, found)


def _documented(structure: Any, component: Any) -> str:
    """The official path; where the server's link names the asset too, the official client has it twice in a row."""
    *parts, name = structure.get_resource_identifier(component).split("/")
    if isinstance(structure, OfficialId):
        return "/".join([*parts, name])
    return "/".join([part for before, part in zip(["", *parts], parts, strict=False) if part != before] + [name])


def test_component_that_only_we_can_reach_is_no_more_than_known_to_the_official_client(
    session: Session, official: Any, version: AssetVersion, movie: Path
) -> None:
    here = Location("in this process", accessor=FilesystemAccessor("memory://here"), in_memory=True)
    session.locations.register(here)
    component = session.create_component(movie, name="main", version=version, location=here)
    assert _read_ours(here, component) == movie.read_bytes()
    found = official.query(f'FileComponent where id is "{component.id}"').one()
    assert set(official.get_component_availability(found).values()) == {0.0}
    assert session.query(f'ComponentLocation where component_id is "{component.id}"').all() == []


def test_component_without_location_is_committed_and_added_later(
    session: Session, other_session: Session, version: AssetVersion, movie: Path, disk: Location
) -> None:
    component = session.create_component(movie, name="main", version=version, location=None)
    assert session.locations["ftrack.origin"].filesystem_path(component) == str(movie)
    session.commit()
    assert other_session.get(Component, component.id) is not None
    disk.add(component)
    assert Path(disk.filesystem_path(component)).read_bytes() == movie.read_bytes()


def test_removal_by_the_official_client_is_seen_by_us_and_the_other_way_round(
    session: Session, official: Any, version: AssetVersion, frames: Frames, disk: Location, store: Path
) -> None:
    theirs = official.get("Location", disk.id)
    theirs.accessor, theirs.structure = OfficialDisk(prefix=str(store)), OfficialStandard()
    first = session.create_component(frames(2), name="one", version=version, location=disk)
    theirs.remove_component(official.get("SequenceComponent", first.id))
    assert session.locations.availability(first)[disk.id] == 0.0
    assert not list(store.rglob("*.exr"))
    second = session.create_component(frames(2), name="two", version=version, location=disk)
    disk.remove(second)
    found = official.query(f'select component_locations from Component where id is "{second.id}"').one()
    assert official.get_component_availability(found)[disk.id] == 0.0
    assert not list(store.rglob("*.exr"))


@pytest.fixture
def other_session(sandbox: Any) -> Any:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key) as other:
        yield other


def test_location_is_found_by_name_id_and_entity(session: Session, disk: Location) -> None:
    entity = session.get(LocationEntity, disk.id)
    assert entity is not None
    assert session.locations[entity] is session.locations[disk.id] is session.locations[disk.name] is disk
