"""Locations: which there are, which is picked, what plug-ins and the workspace set up, what others are told."""

from __future__ import annotations

import json
import threading
import uuid
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.errors import ComponentNotInLocationError, LocationError, UnknownLocationError
from ftrack_orm.media import DiskAccessor, FilesystemAccessor, IdStructure, Location
from ftrack_orm.media import plugin as plugins
from ftrack_orm.media.scenario import scenario_location
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import AssetVersion, FileComponent
from tests.media.conftest import Frames
from tests.official_client import symbol


def test_built_in_locations_have_the_official_ids(session: Session) -> None:
    ids = {name.rpartition(".")[2]: session.locations[name].id for name in (
        "ftrack.origin", "ftrack.unmanaged", "ftrack.review", "ftrack.connect", "ftrack.server",
    )}  # fmt: skip
    assert ids == {name: getattr(symbol, f"{name.upper()}_LOCATION_ID") for name in ids}
    order = [location.name for location in session.locations if location.name.startswith("ftrack.")]
    assert order == ["ftrack.unmanaged", "ftrack.connect", "ftrack.origin", "ftrack.review", "ftrack.server"]


def test_opening_the_locations_sends_nothing(session: Session, sent: RecordingTransport) -> None:
    sent.requests.clear()
    session.locations.register(Location("studio.disk", accessor=DiskAccessor("/mnt")))
    assert "ftrack.server" in session.locations
    assert sent.requests == []


def test_availabilities_of_many_components_are_one_query(
    session: Session, sent: RecordingTransport, disk: Location, version: AssetVersion, frames: Frames, movie: Path
) -> None:
    made = [
        session.create_component(frames(3), name="beauty", version=version, location=disk),
        session.create_component(movie, name="main", version=version, location="ftrack.unmanaged"),
        *(session.create_component(movie, name=f"n{number}", version=version, location=disk) for number in range(8)),
    ]
    sent.requests.clear()
    shares = session.get_component_availabilities(made, [disk, "ftrack.unmanaged"])
    assert len(sent.requests) == 1
    unmanaged = session.locations["ftrack.unmanaged"].id
    assert shares == [
        {disk.id: 100.0, unmanaged: 0.0},
        {disk.id: 0.0, unmanaged: 100.0},
        *[{disk.id: 100.0, unmanaged: 0.0}] * 8,
    ]
    sent.requests.clear()
    assert session.pick_locations(made) == [disk, session.locations["ftrack.unmanaged"], *[disk] * 8]
    assert len(sent.requests) == 1


def test_lowest_priority_is_picked_and_what_cannot_be_reached_is_not(session: Session, store: Path) -> None:
    for name, priority in (("late", 80), ("early", 2), ("earliest", 1)):
        accessor = None if name == "earliest" else DiskAccessor(store)
        session.locations.register(Location(name, accessor=accessor, priority=priority, create=True))
    picked = session.pick_location()
    assert picked is session.locations["early"]


def test_component_that_is_nowhere_is_picked_nowhere(
    session: Session, sandbox: Sandbox, version: AssetVersion, movie: Path
) -> None:
    component = session.create_component(movie, version=version, location=None)
    session.commit()
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as elsewhere:
        known = elsewhere.get(FileComponent, component.id)
        assert known is not None
        assert elsewhere.pick_location(known) is None
        with pytest.raises(ComponentNotInLocationError):
            elsewhere.locations["ftrack.unmanaged"].filesystem_path(known)
        with pytest.raises(LocationError, match="no location that can be reached"):
            elsewhere.locations.copy(known, "ftrack.unmanaged")


def test_name_that_the_server_does_not_know_is_refused_with_the_remedy(session: Session) -> None:
    location = session.locations.register(Location("studio.typo", accessor=DiskAccessor("/mnt")))
    with pytest.raises(UnknownLocationError, match="create=True"):
        assert location.id


def test_transformer_stands_between_structure_and_server(
    session: Session, sandbox: Sandbox, store: Path, version: AssetVersion, movie: Path
) -> None:
    class Reversed:
        def encode(self, resource_identifier: str, component: Any) -> str:
            return f"{component.id}:{resource_identifier[::-1]}"

        def decode(self, resource_identifier: str, component: Any) -> str:
            return resource_identifier.partition(":")[2][::-1]

    name = f"disk {uuid.uuid4().hex[:8]}"
    location = Location(
        name, accessor=DiskAccessor(store), structure=IdStructure(), transformer=Reversed(), create=True
    )
    session.locations.register(location)
    component = session.create_component(movie, version=version, location=location)
    expression = f'select resource_identifier from ComponentLocation where component_id is "{component.id}"'
    (row,) = session.call([{"action": "query", "expression": expression}])[0]["data"]
    assert row["resource_identifier"].startswith(f"{component.id}:vom.")
    assert Path(location.filesystem_path(component)).read_bytes() == movie.read_bytes()


SCENARIO = {
    "scenario": "ftrack.centralized-storage",
    "data": {
        "location_id": "",
        "location_name": "studio.central",
        "accessor": {"mount_points": {"linux": "/mnt/central", "osx": "/Volumes/central", "windows": ""}},
    },
}


def test_centralized_storage_scenario_is_the_first_location(tmp_path: Path, movie: Path) -> None:
    with Sandbox(seed="demo") as sandbox, Session(sandbox.url, sandbox.api_user, sandbox.api_key) as session:
        entity = session.create("Location", name="studio.central")
        session.commit()
        mount_points = dict.fromkeys(("linux", "osx", "windows"), str(tmp_path / "central"))
        data = {"location_id": entity.id, "location_name": entity.name, "accessor": {"mount_points": mount_points}}
        setting = session.query('Setting where name is "storage_scenario" and group is "STORAGE"').one()
        setting.value = json.dumps({"scenario": "ftrack.centralized-storage", "data": data})
        session.commit()
        version = session.query("AssetVersion limit 1").one()
        with Session(sandbox.url, sandbox.api_user, sandbox.api_key) as artist:
            assert artist.locations.pick().name == "studio.central"
            component = artist.create_component(movie, name="central", version=artist.merge(version))
            path = artist.locations.pick(component).filesystem_path(component)
            assert path.startswith(str(tmp_path / "central"))


@pytest.mark.parametrize(
    ("platform", "prefix"), [("linux", "/mnt/central"), ("darwin", "/Volumes/central"), ("win32", None)]
)
def test_scenario_has_a_mount_point_for_each_system(platform: str, prefix: str | None) -> None:
    location = scenario_location({"storage_scenario": SCENARIO}, platform)
    assert location is not None
    assert location.priority == 1
    assert (location.accessor.prefix if isinstance(location.accessor, DiskAccessor) else None) == prefix


@pytest.mark.parametrize(
    "data", [None, {}, {"location_name": "x", "location_id": "y", "accessor": {"mount_points": 3}}]
)
def test_scenario_that_cannot_be_read_is_refused(data: object) -> None:
    with pytest.raises(LocationError, match="storage scenario"):
        scenario_location({"storage_scenario": {"scenario": "ftrack.centralized-storage", "data": data}})


@pytest.mark.parametrize("scenario", [None, {}, {"scenario": "my.own"}, "text"])
def test_other_scenarios_are_left_to_plug_ins(scenario: object) -> None:
    assert scenario_location({"storage_scenario": scenario}) is None


def register_archive(locations: Any) -> None:
    locations.register(Location("studio.archive", accessor=FilesystemAccessor("memory://archive"), in_memory=True))


def broken(locations: Any) -> None:
    raise RuntimeError("no mount")


def _installed(monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    found = EntryPoint("studio", f"{__name__}:{function}", plugins.GROUP)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [found] if group == plugins.GROUP else [])


def test_plug_in_brings_a_location(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> None:
    _installed(monkeypatch, "register_archive")
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as session:
        assert session.locations["studio.archive"].accessible


def test_plug_in_that_fails_is_named(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> None:
    _installed(monkeypatch, "broken")
    with (
        Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as session,
        pytest.raises(LocationError, match=r"'studio'.*failed: no mount"),
    ):
        len(session.locations)


def test_location_belongs_to_one_session(session: Session, sandbox: Sandbox, disk: Location) -> None:
    with (
        Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as another,
        pytest.raises(LocationError, match="another session"),
    ):
        another.locations.register(disk)


def test_others_are_told_what_came_and_went(
    session: Session, sandbox: Sandbox, disk: Location, version: AssetVersion, frames: Frames
) -> None:
    heard: list[tuple[str, str]] = []
    enough = threading.Event()

    def hear(event: Any) -> None:
        if event.data["location_id"] == disk.id:
            heard.append((event.topic.rpartition("-")[2], event.data["component_id"]))
        if len(heard) == 6:
            enough.set()

    assert disk.id
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as listener:
        listener.events.subscribe("topic=ftrack.location.*", hear)
        listener.events.flush()
        session.events.connect()
        component = session.create_component(frames(2), version=version, location=disk)
        disk.remove(component)
        assert enough.wait(20)
    keys = {component.id, *(member.id for member in component.members)}
    assert {key for what, key in heard if what == "added"} == keys
    assert {key for what, key in heard if what == "removed"} == keys


def test_nobody_is_told_where_no_hub_is_connected(
    session: Session, disk: Location, version: AssetVersion, movie: Path
) -> None:
    session.create_component(movie, name="main", version=version, location=disk)
    assert session._event_hub is None


def test_hub_that_cannot_be_reached_does_not_end_a_transfer(
    session: Session, disk: Location, version: AssetVersion, movie: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    session.locations.announce = "always"
    session.events.close()
    component = session.create_component(movie, name="main", version=version, location=disk)
    assert disk.availability(component) == 100.0
