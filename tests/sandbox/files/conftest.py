"""A sandbox for a whole module of file tests, the official client on it, and pictures to upload."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image

from ftrack_orm.sandbox import Sandbox
from tests.official_client import connect
from tests.sandbox.files.upload import Uploads
from tests.sandbox.wire import Wire


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="module")
def wire(sandbox: Sandbox) -> Iterator[Wire]:
    with requests.Session() as http:
        yield Wire(sandbox, http)


@pytest.fixture(scope="module")
def opened(sandbox: Sandbox) -> Iterator[Any]:
    with connect(sandbox) as opened:
        yield opened


@pytest.fixture
def session(opened: Any) -> Iterator[Any]:
    """The official client's session."""
    yield opened
    opened.rollback()


@pytest.fixture
def server(session: Any) -> Any:
    return session.query('Location where name is "ftrack.server"').one()


@pytest.fixture
def version(session: Any) -> Any:
    """A new version of a new asset."""
    project = session.query('Project where name is "demo"').one()
    asset = session.create("Asset", {"name": f"asset {uuid.uuid4()}", "parent": project})
    created = session.create("AssetVersion", {"asset": asset})
    session.commit()
    return created


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture of 640 by 360 pixels, red on its left half."""
    path = tmp_path / "plate.png"
    image = Image.new("RGB", (640, 360), (20, 40, 60))
    image.paste((200, 30, 30), (0, 0, 320, 360))
    image.save(path)
    return path


@pytest.fixture(scope="module")
def uploads(wire: Wire) -> Uploads:
    return Uploads(wire)
