"""The tests of the same name, on PostgreSQL."""

from __future__ import annotations

import pytest

from tests.sandbox.engine import test_delete as on_sqlite
from tests.sandbox.engine.engine import Workspace

globals().update({name: found for name, found in vars(on_sqlite).items() if not name.startswith("__")})


@pytest.fixture
def w(film_workspace: Workspace) -> Workspace:
    return film_workspace
