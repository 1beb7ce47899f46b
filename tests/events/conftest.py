"""One workspace for all tests of events, and hubs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from ftrack_orm.events import EventHub
from ftrack_orm.sandbox import Sandbox
from tests.events.hubs import open_hub
from tests.session.cache.conftest import redis_url

__all__ = ["OpenHub", "hub", "open_", "other", "redis_url", "server"]

OpenHub = Callable[..., EventHub]


@pytest.fixture(scope="package")
def server() -> Iterator[Sandbox]:
    with Sandbox(seed="demo") as running:
        yield running


@pytest.fixture
def open_(server: Sandbox) -> Iterator[OpenHub]:
    """Opens hubs that are closed with the test."""
    with ExitStack() as opened:

        def make(sandbox: Sandbox = server, **options: Any) -> EventHub:
            return opened.enter_context(open_hub(sandbox, **options))

        yield make


@pytest.fixture
def hub(open_: OpenHub) -> EventHub:
    return open_()


@pytest.fixture
def other(open_: OpenHub) -> EventHub:
    return open_()
