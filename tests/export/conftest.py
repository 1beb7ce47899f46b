"""A workspace that workers find in their environment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ftrack_orm.sandbox import Sandbox


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
    """2,500 tasks, whose ids differ in the last digits only."""
    with Sandbox(seed="bench:2500") as sandbox:
        connect_environment(sandbox, monkeypatch)
        yield sandbox
