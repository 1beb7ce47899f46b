"""A cluster for each process of the tests, and the small film in it."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator

import pytest

from ftrack_orm.sandbox.storage.store import Store
from ftrack_orm.schema.stock import stock_schema
from tests.sandbox.engine.engine import Workspace, film
from tests.sandbox.postgresql.cluster import Cluster, is_installed, running_cluster
from tests.sandbox.postgresql.snapshot import Snapshot

_numbers = itertools.count()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    if not is_installed():
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed: run `make services`")
        pytest.skip("PostgreSQL is not installed: run `make services`")
    with running_cluster() as running:
        yield running


@pytest.fixture(scope="module")
def database(cluster: Cluster) -> str:
    """The URL of an empty database."""
    return cluster.create(f"database_{next(_numbers)}")


@pytest.fixture(scope="session")
def filmed(cluster: Cluster) -> Iterator[tuple[Workspace, Snapshot]]:
    workspace = film(Store(stock_schema(), cluster.create("film")))
    yield workspace, Snapshot(workspace.store)
    workspace.store.close()


@pytest.fixture
def film_workspace(filmed: tuple[Workspace, Snapshot]) -> Workspace:
    """The small film, as it was made."""
    workspace, snapshot = filmed
    snapshot.restore()
    return workspace
