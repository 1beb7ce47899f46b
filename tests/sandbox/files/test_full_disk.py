"""An upload for which the sandbox's disk has no room leaves neither a component nor a piece of its file."""

from __future__ import annotations

from pathlib import Path

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import TransferError
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import FileComponent
from tests.media.test_full_disk import files_of_at_most


@pytest.mark.parametrize("size", [5_000, 3_000_000], ids=["smaller than a buffer", "larger than a buffer"])
def test_upload_to_a_full_disk_leaves_nothing(size: int, tmp_path: Path) -> None:
    files = tmp_path / "files"
    with (
        Sandbox(seed="demo", files=files) as sandbox,
        Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as session,
    ):
        with files_of_at_most(1_000), pytest.raises(TransferError, match="File too large"):
            session.upload(b"x" * size, name="no room")
        assert [path for path in files.rglob("*") if path.is_file()] == []
        assert session.query(select(FileComponent).where(FileComponent.name == "no room")).all() == []
        assert session.upload(b"x" * size, name="no room").size == size
