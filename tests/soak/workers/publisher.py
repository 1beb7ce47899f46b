"""A publisher: files and sequences to a disk, uploads to the server, and away with the old ones."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftrack_orm import Session, select
from ftrack_orm.errors import CommitUnknown, ComponentNotInLocationError, TransferError, TransportError
from ftrack_orm.media import DiskAccessor, IdStructure, Location, TransferSettings, UploadOptions
from ftrack_orm.transport import RetryPolicy
from ftrack_stock import Asset, AssetVersion, Component, FileComponent
from tests.soak import intents
from tests.soak.journal import Outcome
from tests.soak.sabotage import confess
from tests.soak.settling import committed, persistent
from tests.soak.workers.post import Post

__all__ = ["DISK", "Publisher"]

DISK = "soak.disk"
_MIB = 2**20
_LARGE_MIB = 17
_MOST_KEPT = 8
_TRIES = 4
_PATIENT = RetryPolicy(attempts=12, first=0.2, most=2.0)


@dataclass(frozen=True, slots=True)
class _Published:
    store: str
    version_id: str
    name: str


class Publisher:
    """Works until it is stopped."""

    def __init__(self, post: Post, session: Session) -> None:
        self.post = post
        self.session = session
        self.kept: deque[_Published] = deque()
        self.version_id = ""
        self.large = 0
        self.scratch = post.folder / "scratch" / post.name
        self.scratch.mkdir(parents=True, exist_ok=True)
        session.upload_options = UploadOptions(parallel=3, retry=_PATIENT, journals=self.scratch / "journals")
        session.locations.transfers = TransferSettings(workers=2, retry=RetryPolicy(attempts=3, first=0.1, most=0.5))
        accessor = DiskAccessor(post.files / "disk", durable=False)
        persistent(
            lambda: session.locations.register(
                Location(DISK, accessor=accessor, structure=IdStructure(), priority=10, create=False)
            )
        )

    def work(self) -> None:
        """Do one thing after another."""
        actions: Mapping[Callable[[], None], int] = {
            self.new_version: 10, self.publish_file: 25, self.publish_sequence: 15, self.upload: 30,
            self.upload_large: 3, self.read_back: 15,
        }  # fmt: skip
        while not self.version_id:
            self.new_version()
        while not self.kept:
            self.upload()
        self._leave_orphan()
        while self.post.rest():
            [action] = self.post.chance.choices(list(actions), list(actions.values()))
            action()
            while len(self.kept) > _MOST_KEPT:
                self.unpublish(self.kept.popleft())

    def new_version(self) -> None:
        """A version, whose number the server gives."""
        number = self.post.journal.next_number()
        asset = persistent(lambda: self.session.get(Asset, self.post.place["asset"]))
        assert asset is not None
        version = AssetVersion(asset=asset, comment=f"intent {number}")
        self.session.add(version)
        effects = [intents.create("AssetVersion", version.id, asset_id=asset.id, comment=f"intent {number}")]
        self.post.journal.before(number, "version", effects)
        outcome, unknown = committed(self.session)
        self.post.journal.after(number, outcome, unknown=unknown)
        if outcome == "done":
            self.version_id = version.id

    def publish_file(self) -> None:
        """One file, to the disk."""
        number = self.post.journal.next_number()
        content = self.post.chance.randbytes(self.post.chance.randrange(1, 200_000))
        path = self._written(f"plate {number}.exr", content)
        self._publish(number, "disk", path, {"": _digest(content)})

    def publish_sequence(self) -> None:
        """A few frames, to the disk."""
        number = self.post.journal.next_number()
        digests = {}
        for frame in range(1, self.post.chance.randrange(3, 7)):
            content = self.post.chance.randbytes(self.post.chance.randrange(1, 20_000))
            self._written(f"beauty {number}.{frame:04}.exr", content)
            digests[f"{frame:04}"] = _digest(content)
        path = self.scratch / f"beauty {number}.%04d.exr [1-{len(digests)}]"
        self._publish(number, "disk", path, digests)

    def upload(self) -> None:
        """A file, to the server."""
        number = self.post.journal.next_number()
        content = self.post.chance.randbytes(self.post.chance.randrange(1, 200_000))
        self._publish(number, "server", self._written(f"still {number}.png", content), {"": _digest(content)})

    def upload_large(self) -> None:
        """A file in several parts, to the server; one at a time is kept."""
        number = self.post.journal.next_number()
        path, digest = self.scratch / f"movie {number}.mov", hashlib.sha256()
        with path.open("wb") as file:  # piece by piece: memory is to stay at a few MiB, here too
            for _ in range(_LARGE_MIB):
                piece = self.post.chance.randbytes(_MIB)
                file.write(piece)
                digest.update(piece)
        if self._publish(number, "server", path, {"": digest.hexdigest()}) == "done":
            self.unpublish(self.kept.pop())

    def read_back(self) -> None:
        """Download the last file that was uploaded, and compare."""
        last = next((each for each in reversed(self.kept) if each.store == "server"), None)
        component = None if last is None else self._find(last)
        if component is None or last is None:
            return

        def read() -> bytes:
            with self.session.locations["ftrack.server"].open(component) as file:
                content: bytes = file.read()
                return content

        if len(persistent(read, (OSError,))) != component.size:
            self.post.wrong("another file was read than was uploaded", component=component.id)
        self.post.journal.note("read", what="download")

    def unpublish(self, published: _Published) -> None:
        """Remove a component: its files, then itself."""
        number = self.post.journal.next_number()
        effects = [intents.unfile(published.version_id, published.name)]
        self.post.journal.before(number, f"removal from {published.store}", effects)
        component = self._find(published)
        if component is None:
            self.post.wrong("a component is gone that nobody removed", name=published.name)
            self.post.journal.after(number, "failed")
            return
        if published.store == "disk":
            self._removed_from_disk(component)
        self.session.delete(component)
        outcome, unknown = committed(self.session)
        self.post.journal.after(number, outcome, unknown=unknown)

    def _removed_from_disk(self, component: Component) -> None:
        def remove() -> None:
            committed(self.session)  # where an earlier try was not settled
            try:
                self.session.locations[DISK].remove(component)
            except ComponentNotInLocationError:
                return

        persistent(remove, (TransferError,))

    def _publish(self, number: int, store: str, path: Path, digests: dict[str, str]) -> Outcome:
        """Publish a file until it is there, or has failed too often; what failed must have left nothing."""
        name = f"soak {self.post.name} {number}"
        version_id = self.version_id
        kind = "sequence" if "" not in digests else "file" if path.stat().st_size < _MIB else "large file"
        action = f"{kind} to {store}"
        self.post.journal.before(number, action, [intents.file(store, version_id, name, digests)])
        outcome, failures = self._tried(store, path, name, version_id)
        if outcome == "done":
            self.kept.append(_Published(store, version_id, name))
        self.post.journal.after(number, outcome, failures=failures)
        for each in self.scratch.glob(f"* {number}.*"):
            each.unlink()
        return outcome

    def _tried(self, store: str, path: Path, name: str, version_id: str) -> tuple[Outcome, list[str]]:
        version = persistent(lambda: self.session.get(AssetVersion, version_id))
        failures: list[str] = []
        left = False
        while True:
            try:
                if store == "server":
                    self.session.upload(path, version=version, name=name, progress=False)
                else:
                    self.session.create_component(path, version=version, name=name, location=DISK, progress=False)
                return "done", failures
            except CommitUnknown as error:
                failures.append(f"unknown: {error}")
                committed(self.session)
                if store == "disk" and self._find(_Published(store, version_id, name)) is not None:
                    return "done", failures
            except TransferError as error:
                failures.append(str(error))
                left = bool(error.left)
                if len(failures) >= _TRIES and not left:
                    return "failed", failures
            except TransportError as error:
                failures.append(str(error))
            self.post.stopping.wait(0.3)
            if len(failures) > 40:
                self.post.wrong("an upload does not come to an end", failures=failures[-3:])
                return "failed", failures

    def _find(self, published: _Published) -> Any:
        query = select(Component).where(Component.name == published.name, Component.version_id == published.version_id)
        return persistent(lambda: self.session.query(query.load(FileComponent.size, Component.name)).first())

    def _leave_orphan(self) -> None:
        if "orphan-file" in self.post.sabotages:
            orphan = self.post.files / "disk" / "orphan.exr"
            persistent(lambda: orphan.write_bytes(b"nobody's"), (OSError,))  # the disk may be full
            confess(self.post.folder, "orphan-file", orphan.name)

    def _written(self, name: str, content: bytes) -> Path:
        path = self.scratch / name
        path.write_bytes(content)
        return path


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
