"""An accessor that fails where a test wants it to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, BinaryIO

from ftrack_orm.media.accessor import FileFacts, Mode, Staged, StagingAccessor

__all__ = ["FaultyAccessor"]


class FaultyAccessor:
    """Passes everything on, counts the steps, and calls `fault` with the number and name of each before it."""

    def __init__(self, accessor: Any, fault: Callable[[int, str], object] = lambda number, name: None) -> None:
        self.accessor = accessor
        self.fault = fault
        self.steps: list[str] = []
        self._lock = threading.Lock()

    def step(self, name: str) -> None:
        with self._lock:
            number = len(self.steps)
            self.steps.append(name)
        self.fault(number, name)

    def open(self, resource_identifier: str, mode: Mode = "rb") -> BinaryIO:
        self.step("open")
        file: BinaryIO = self.accessor.open(resource_identifier, mode)
        return file

    def read(self, resource_identifier: str) -> bytes:
        self.step("read")
        return bytes(self.accessor.read(resource_identifier))

    def write(self, resource_identifier: str, content: bytes | BinaryIO) -> None:
        self.step("write")
        self.accessor.write(resource_identifier, content)

    def delete(self, resource_identifier: str) -> None:
        self.step("delete")
        self.accessor.delete(resource_identifier)

    def exists(self, resource_identifier: str) -> bool:
        self.step("exists")
        return bool(self.accessor.exists(resource_identifier))

    def facts(self, resource_identifier: str) -> FileFacts:
        self.step("facts")
        facts: FileFacts = self.accessor.facts(resource_identifier)
        return facts

    def filesystem_path(self, resource_identifier: str) -> str:
        return str(self.accessor.filesystem_path(resource_identifier))

    def url(self, resource_identifier: str) -> str:
        return str(self.accessor.url(resource_identifier))

    def stage(self, resource_identifier: str, token: str) -> Staged:
        self.step("stage")
        assert isinstance(self.accessor, StagingAccessor)
        return _FaultyStaged(self, self.accessor.stage(resource_identifier, token))

    def make_container(self, resource_identifier: str) -> tuple[str, ...]:
        self.step("make_container")
        made: tuple[str, ...] = self.accessor.make_container(resource_identifier)
        return made

    def remove_container(self, resource_identifier: str) -> None:
        self.accessor.remove_container(resource_identifier)


class _FaultyStaged:
    def __init__(self, accessor: FaultyAccessor, staged: Staged) -> None:
        self._accessor, self._staged = accessor, staged

    @property
    def offset(self) -> int:
        return self._staged.offset

    def write(self, chunk: bytes) -> None:
        self._accessor.step("staged.write")
        self._staged.write(chunk)

    def publish(self) -> None:
        self._accessor.step("publish")
        self._staged.publish()
        self._accessor.step("published")

    def pause(self) -> None:
        self._staged.pause()

    def discard(self) -> None:
        self._staged.discard()

    def withdraw(self) -> None:
        self._accessor.step("withdraw")
        self._staged.withdraw()

    def prune(self) -> bool:
        return self._staged.prune()
