"""One conformance workspace for each module, and sessions of the official client on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ftrack_orm.sandbox import Sandbox
from tests.official_client import connect, new_name

Make = Callable[..., Any]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(seed="conformance") as running:
        yield running


@pytest.fixture(scope="module")
def opened(sandbox: Sandbox) -> Iterator[tuple[Any, Any]]:
    with connect(sandbox) as first, connect(sandbox) as second:
        yield first, second


@pytest.fixture
def session(opened: tuple[Any, Any]) -> Any:
    """A session that knows nothing and has nothing pending."""
    opened[0].rollback()
    opened[0].reset()
    return opened[0]


@pytest.fixture
def other(opened: tuple[Any, Any]) -> Any:
    """Another session, to see what the server holds."""
    opened[1].rollback()
    opened[1].reset()
    return opened[1]


@pytest.fixture
def project(session: Any) -> Any:
    return session.get("Project", "5671dcb0-66de-11e1-8e6e-f23c91df25eb")


@pytest.fixture
def user(session: Any) -> Any:
    return session.query("User where username is jenkins").one()


@pytest.fixture
def task(session: Any, project: Any) -> Any:
    """A new task, committed."""
    created = session.create("Task", {"name": new_name("task"), "parent": project})
    session.commit()
    return created


@pytest.fixture
def version(session: Any) -> Any:
    """A new asset version, committed."""
    created = session.create("AssetVersion", {"asset": session.query("Asset").first()})
    session.commit()
    return created
