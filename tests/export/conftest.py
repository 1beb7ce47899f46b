"""A workspace that workers find in their environment; FTRACK_ORM_EXPORT_TASKS=200000 makes it a large studio's."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from ftrack_orm.sandbox import Sandbox

TASKS = int(os.environ.get("FTRACK_ORM_EXPORT_TASKS", "2500"))
ROWS_PER_PART = max(300, TASKS // 10)


def connect_environment(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FTRACK_SERVER", sandbox.url)
    monkeypatch.setenv("FTRACK_API_USER", sandbox.api_user)
    monkeypatch.setenv("FTRACK_API_KEY", sandbox.api_key)


@pytest.fixture
def workspace(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """The demo film."""
    connect_environment(sandbox, monkeypatch)
    return sandbox


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Many tasks, whose ids differ in the last digits only."""
    with Sandbox(seed=f"bench:{TASKS}") as sandbox:
        connect_environment(sandbox, monkeypatch)
        yield sandbox
