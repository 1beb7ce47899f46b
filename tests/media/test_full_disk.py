"""A disk that takes no more leaves nothing of a publish: the kernel refuses to let files grow."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ftrack_orm import Session
from ftrack_orm.errors import TransferError
from ftrack_orm.media import DiskAccessor, Location
from ftrack_stock import AssetVersion

resource = pytest.importorskip("resource", reason="limits of POSIX")


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size, as a full disk does not."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [5_000, 500_000], ids=["smaller than a buffer", "larger than a buffer"])
def test_publish_to_a_full_disk_leaves_neither_file_nor_folder(
    size: int, session: Session, version: AssetVersion, tmp_path: Path
) -> None:
    source, store = tmp_path / "plate.exr", tmp_path / "store"
    source.write_bytes(b"x" * size)
    store.mkdir()
    location = Location(f"disk {uuid.uuid4().hex[:8]}", accessor=DiskAccessor(store, durable=False), create=True)
    session.locations.register(location)
    with files_of_at_most(1_000), pytest.raises(TransferError, match="File too large") as caught:
        session.create_component(source, version=version, name="plate", location=location)
    assert not caught.value.left
    assert list(store.rglob("*")) == []
    component = session.create_component(source, version=version, name="plate", location=location)
    assert Path(location.filesystem_path(component)).stat().st_size == size
