"""Fixtures of the whole suite: a sandbox over HTTP, and sessions on it that remember what they sent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, settings

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, RecordingTransport

OpenSession = Callable[[], Session]

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
"""A slow machine fails no test."""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A fresh workspace with the demo film, over HTTP on loopback."""
    with Sandbox(seed="demo") as sandbox:
        yield sandbox


@pytest.fixture
def sent(sandbox: Sandbox) -> Iterator[RecordingTransport]:
    """What the `session` fixture sends."""
    transport = RecordingTransport(HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key)))
    yield transport
    transport.close()


@pytest.fixture
def session(sent: RecordingTransport) -> Iterator[Session]:
    """A session on the sandbox."""
    with Session(transport=sent, models=ftrack_stock) as session:
        yield session


@pytest.fixture
def other(sandbox: Sandbox) -> Iterator[Session]:
    """A second session on the same sandbox, to see what the server holds."""
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as session:
        yield session


@pytest.fixture(autouse=True)
def _logging_is_on() -> None:
    """The official hub switches logging off for the whole process while it connects anew."""
    logging.disable(logging.NOTSET)
