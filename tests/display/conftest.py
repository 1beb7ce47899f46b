"""The whole suite has a `sent` of its own; here it is that of the test kit."""

from __future__ import annotations

import pytest

from ftrack_orm.testing import Sent


@pytest.fixture
def sent(_ftrack_sent: Sent) -> Sent:
    return _ftrack_sent
