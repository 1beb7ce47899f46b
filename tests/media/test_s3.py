"""An S3 store: published by one client, read by the other; nothing is left of what fails."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from ftrack_orm import Session
from ftrack_orm.errors import AccessorError, TransferError
from ftrack_orm.media import FilesystemAccessor, IdStructure, Location, TransferSettings
from ftrack_orm.transport import RetryPolicy
from ftrack_stock import AssetVersion
from tests.media.conftest import Frames
from tests.media.faulty_accessor import FaultyAccessor
from tests.media.official_stores import OfficialId, OfficialStore

pytest.importorskip("s3fs")
server = pytest.importorskip("moto.server")
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def s3() -> Iterator[dict[str, Any]]:
    """How a store in this process is reached."""
    running = server.ThreadedMotoServer(port=0, verbose=False)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running.start()
    host, port = running.get_host_and_port()
    options = {"key": "studio", "secret": "hidden-secret", "endpoint_url": f"http://{host}:{port}"}
    yield {**options, "client_kwargs": {"region_name": "eu-west-1"}}
    running.stop()


@pytest.fixture
def accessor(s3: dict[str, Any]) -> FilesystemAccessor:
    bucket = f"studio-{uuid.uuid4().hex[:8]}"
    made = FilesystemAccessor(f"s3://{bucket}/projects", **s3)
    made._filesystem.mkdir(bucket)
    return made


@pytest.fixture
def location(session: Session, accessor: FilesystemAccessor) -> Location:
    location = Location(f"s3 {uuid.uuid4().hex[:8]}", accessor=accessor, structure=IdStructure(), create=True)
    session.locations.register(location)
    return location


def test_sequence_goes_to_the_store_and_back(
    session: Session, location: Location, official: Any, version: AssetVersion, frames: Frames
) -> None:
    component = session.create_component(frames(3), name="beauty", version=version, location=location)
    theirs = official.get("Location", location.id)
    assert isinstance(location.accessor, FilesystemAccessor)
    theirs.accessor = OfficialStore(location.accessor._filesystem, location.accessor._root)
    theirs.structure = OfficialId()
    found = {member["id"]: member for member in official.get("SequenceComponent", component.id)["members"]}
    for member in component.members:
        file = theirs.accessor.open(theirs.get_resource_identifier(found[member.id]))
        assert file.read() == location.open(member).read()
        file.close()
    location.remove(component)
    location.accessor._filesystem.invalidate_cache()
    assert location.accessor._filesystem.find(location.accessor._root) == []


def test_file_of_the_official_client_is_read_from_the_store(
    session: Session, location: Location, official: Any, version: AssetVersion, movie: Path
) -> None:
    theirs = official.get("Location", location.id)
    assert isinstance(location.accessor, FilesystemAccessor)
    theirs.accessor = OfficialStore(location.accessor._filesystem, location.accessor._root)
    theirs.structure = OfficialId()
    made = official.create_component(str(movie), {"version_id": version.id}, location=theirs)
    official.commit()
    component = session.query(f'FileComponent where id is "{made["id"]}"').one()
    assert location.open(component).read() == movie.read_bytes()


def test_address_is_signed_and_paths_are_refused(
    session: Session, location: Location, version: AssetVersion, movie: Path
) -> None:
    component = session.create_component(movie, version=version, location=location)
    assert requests.get(location.url(component), timeout=30).content == movie.read_bytes()
    with pytest.raises(AccessorError, match="no paths on this machine") as caught:
        location.filesystem_path(component)
    assert "hidden-secret" not in f"{location!r} {caught.value}"


def test_nothing_is_left_of_a_large_file_that_fails(
    session: Session, accessor: FilesystemAccessor, version: AssetVersion, tmp_path: Path
) -> None:
    with (tmp_path / "large.abc").open("wb") as file:
        file.truncate(60 * 1024**2)  # two parts in s3fs
    faulty = FaultyAccessor(accessor)

    def fail(step: int, name: str) -> None:
        if faulty.steps.count("staged.write") == 14:
            raise PermissionError("not any more")

    faulty.fault = fail
    location = Location(f"s3 {uuid.uuid4().hex[:8]}", accessor=faulty, structure=IdStructure(), create=True)
    session.locations.register(location)
    session.locations.transfers = TransferSettings(retry=RetryPolicy(attempts=1))
    with pytest.raises(TransferError, match="not any more"):
        session.create_component(tmp_path / "large.abc", version=version, location=location)
    accessor._filesystem.invalidate_cache()
    assert accessor._filesystem.find(accessor._root) == []
    assert not accessor._filesystem.list_multipart_uploads(accessor._root.partition("/")[0])
