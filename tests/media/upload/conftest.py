"""Fixtures of uploads: a session that retries without waiting and remembers uploads in a folder of the test."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.media.upload import ServerAccessor, UploadOptions
from ftrack_orm.media.upload.server_files import server_files
from ftrack_orm.media.upload.storage.storage_http import Reply, StorageHttp
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.transport import RetryPolicy
from ftrack_stock import AssetVersion

MIB = 2**20


def no_wait(_: float) -> None:
    pass


def content(size: int) -> bytes:
    """Bytes of which no two blocks are the same, and the same each time."""
    return random.Random(size).randbytes(size)


@pytest.fixture
def options(tmp_path: Path) -> UploadOptions:
    return UploadOptions(retry=RetryPolicy(attempts=6, first=1.0, sleep=no_wait), journals=tmp_path / "journals")


@pytest.fixture
def uploading(sandbox: Sandbox, options: UploadOptions) -> Iterator[Session]:
    """A session on the sandbox that knows where it is."""
    retry = RetryPolicy(sleep=no_wait)
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock, retry=retry) as session:
        session.upload_options = options
        yield session


@pytest.fixture
def accessor(uploading: Session) -> ServerAccessor:
    return server_files(uploading.locations)  # type: ignore[arg-type]  # the session promises less than it has


@pytest.fixture
def version(uploading: Session) -> AssetVersion:
    return uploading.query(select(AssetVersion).limit(1)).one()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of three parts."""
    path = tmp_path / "plate.exr"
    path.write_bytes(content(20 * MIB))
    return path


@pytest.fixture
def replies(monkeypatch: pytest.MonkeyPatch) -> list[Reply]:
    """What stores answered to each PUT, in the order of the answers."""
    seen: list[Reply] = []
    put = StorageHttp.put

    def noted(self: StorageHttp, *args: object) -> Reply:
        reply = put(self, *args)  # type: ignore[arg-type]  # passed on as it came
        seen.append(reply)
        return reply

    monkeypatch.setattr(StorageHttp, "put", noted)
    return seen
