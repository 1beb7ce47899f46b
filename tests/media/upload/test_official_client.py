"""One `ftrack.server` for both: what ours uploads the official client reads, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ftrack_orm import Session
from ftrack_orm.media.upload import ServerAccessor
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import AssetVersion, FileComponent
from tests.official_client import connect, symbol


@pytest.fixture
def official(sandbox: Sandbox) -> Iterator[Any]:
    with connect(sandbox) as session:
        yield session


def test_the_official_client_reads_what_ours_uploaded_in_parts(
    uploading: Session, version: AssetVersion, large: Path, official: Any
) -> None:
    component = uploading.upload(large, version=version, name="plate")
    location = official.get("Location", symbol.SERVER_LOCATION_ID)
    theirs = official.get("FileComponent", component.id)
    assert location.get_component_availability(theirs) == 100.0
    assert location.get_resource_identifier(theirs) == component.id
    assert (theirs["file_type"], theirs["size"], theirs["version_id"]) == (".exr", 20 * 2**20, version.id)
    with closing(location.accessor.open(component.id)) as file:
        assert file.read() == large.read_bytes()
    assert location.get_url(theirs) == uploading.component_url(component)
    assert location.get_thumbnail_url(theirs, size=64) == official_order(uploading.thumbnail_url(component, 64))


def official_order(url: str) -> str:
    """The official client puts the size last."""
    return f"{url.replace('&size=64', '')}&size=64"


def test_ours_reads_what_the_official_client_uploaded(
    uploading: Session, version: AssetVersion, large: Path, official: Any, accessor: ServerAccessor
) -> None:
    theirs = official.get("AssetVersion", version.id)
    location = official.get("Location", symbol.SERVER_LOCATION_ID)
    made = theirs.create_component(str(large), {"name": "plate"}, location=location)
    official.commit()
    component = uploading.get(FileComponent, made["id"])
    assert component is not None
    assert uploading.locations["ftrack.server"].availability(component) == 100.0
    with uploading.locations["ftrack.server"].open(component) as file:
        assert file.read() == large.read_bytes()
