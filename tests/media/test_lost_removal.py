"""A removal whose answer was lost, with nobody to ask: the same call goes on, and no file stays without its entity."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

import pytest

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.errors import AnswerLostError, CommitUnknown, ComponentNotInLocationError
from ftrack_orm.media import DiskAccessor, Location
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Delete, HttpTransport, Operation, RetryPolicy
from ftrack_stock import AssetVersion
from tests.media.conftest import Frames, files_in
from tests.media.test_faults import FaultyTransport


class Cut:
    """Loses the answer to each batch that deletes, and to whatever is asked afterwards, until it is mended."""

    def __init__(self, *, arrives: bool) -> None:
        self.arrives = arrives
        self.is_cut = False
        self.is_mended = False

    def before(self, batch: Sequence[Operation]) -> Exception | None:
        is_lost = self._is_lost(batch)
        return AnswerLostError("cut") if is_lost and not self.arrives else None

    def after(self, batch: Sequence[Operation]) -> Exception | None:
        return AnswerLostError("cut") if self._is_lost(batch) else None

    def _is_lost(self, batch: Sequence[Operation]) -> bool:
        self.is_cut = self.is_cut or any(isinstance(operation, Delete) for operation in batch)
        return self.is_cut and not self.is_mended


@pytest.mark.parametrize("settled", [True, False], ids=["settled by a commit", "by the same call"])
@pytest.mark.parametrize("arrives", [True, False], ids=["arrived", "did not arrive"])
def test_removing_again_takes_the_files_away(
    arrives: bool, settled: bool, sandbox: Sandbox, tmp_path: Path, version: AssetVersion, frames: Frames
) -> None:
    transport = FaultyTransport(HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key)))
    store = tmp_path / "store"
    with Session(transport=transport, models=ftrack_stock, retry=RetryPolicy(attempts=1)) as session:
        location = Location(f"disk {uuid.uuid4().hex[:8]}", accessor=DiskAccessor(store, durable=False), create=True)
        session.locations.register(location)
        owner = session.get(AssetVersion, version.id)
        component = session.create_component(frames(3), name="beauty", version=owner, location=location)
        cut = Cut(arrives=arrives)
        transport.fault, transport.lost = cut.before, cut.after
        with pytest.raises(CommitUnknown) as caught:
            location.remove(component)
        assert "remove the components again" in caught.value.__notes__[0]
        assert len(files_in(store)) == 3
        cut.is_mended = True
        if settled:
            session.commit()
        location.remove(component)
        assert files_in(store) == set()
        assert location.availability(component) == 0.0
        assert not session.deleted
        with pytest.raises(ComponentNotInLocationError):
            location.remove(component)
