"""A sandbox for a whole module, sessions of both clients on it, and files to publish."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.media import DiskAccessor, Location, TransferSettings
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, RecordingTransport, RetryPolicy
from ftrack_stock import Asset, AssetVersion, Shot
from tests.official_client import connect

Frames = Callable[..., str]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(seed="demo") as running:
        yield running


@pytest.fixture
def sent(sandbox: Sandbox) -> Iterator[RecordingTransport]:
    transport = RecordingTransport(HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key)))
    yield transport
    transport.close()


@pytest.fixture
def session(sandbox: Sandbox, sent: RecordingTransport) -> Iterator[Session]:
    with Session(
        sandbox.url, sandbox.api_user, sandbox.api_key, transport=sent, models=ftrack_stock, retry=RetryPolicy(1)
    ) as session:
        waits = RetryPolicy(attempts=2, first=0.001)
        session.locations.transfers = TransferSettings(workers=2, retry=waits)
        yield session


@pytest.fixture(scope="module")
def opened(sandbox: Sandbox) -> Iterator[Any]:
    with connect(sandbox) as opened:
        yield opened


@pytest.fixture
def official(opened: Any) -> Iterator[Any]:
    """A session of the official client."""
    yield opened
    opened.rollback()


@pytest.fixture
def version(session: Session) -> AssetVersion:
    """A new version of a new asset."""
    shot = session.query(select(Shot).limit(1)).one()
    made = AssetVersion(asset=Asset(name=f"asset {uuid.uuid4().hex[:8]}", parent=shot))
    session.add(made)
    session.commit()
    return made


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def disk(session: Session, store: Path) -> Location:
    """A location on disk, with a name of its own."""
    location = Location(
        f"disk {uuid.uuid4().hex[:8]}", accessor=DiskAccessor(store, durable=False), priority=10, create=True
    )
    session.locations.register(location)
    return location


@pytest.fixture
def frames(tmp_path: Path) -> Frames:
    """Writes a sequence and returns its text."""

    def write(count: int = 5, name: str = "beauty", first: int = 1001, folder: str = "render") -> str:
        root = tmp_path / folder
        root.mkdir(exist_ok=True)
        for number in range(first, first + count):
            (root / f"{name}.{number:04}.exr").write_bytes(f"{name} {number} ".encode() * (number % 7 + 1))
        return f"{root}/{name}.%04d.exr [{first}-{first + count - 1}]"

    return write


@pytest.fixture
def movie(tmp_path: Path) -> Path:
    path = tmp_path / "comp.mov"
    path.write_bytes(bytes(range(256)) * 64)
    return path


def files_in(folder: Path) -> set[str]:
    """The files below a folder, what is half written included."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} if folder.exists() else set()
