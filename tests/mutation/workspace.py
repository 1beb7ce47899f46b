"""The fixtures of the suite without a server: one sandbox in this process, as new for each test.

A fork finds it open, so that a test costs milliseconds. Tests that need an address fail on it, and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ftrack_orm import Session
    from ftrack_orm.sandbox import Sandbox
    from ftrack_orm.transport import RecordingTransport

__all__ = ["InProcess", "held_sandbox"]


@cache
def held_sandbox() -> Sandbox:
    """Return the sandbox of this process, which stays open until it ends."""
    from ftrack_orm.sandbox import Sandbox  # imported anew where a mutant is

    sandbox = Sandbox(seed="demo", serve=False).__enter__()
    sandbox.hold()
    return sandbox


class InProcess:
    """The fixtures `sandbox`, `sent`, `session` and `other`."""

    @pytest.fixture
    def sandbox(self) -> Sandbox:
        """Return a workspace with the demo film."""
        sandbox = held_sandbox()
        sandbox.restore()
        return sandbox

    @pytest.fixture
    def sent(self, sandbox: Sandbox) -> Iterator[RecordingTransport]:
        """Give what the `session` fixture sends."""
        from ftrack_orm.transport import RecordingTransport

        transport = RecordingTransport(sandbox.transport())
        yield transport
        transport.close()

    @pytest.fixture
    def session(self, sent: RecordingTransport) -> Iterator[Session]:
        """Give a session on the sandbox."""
        import ftrack_stock
        from ftrack_orm import Session

        with Session(transport=sent, models=ftrack_stock) as session:
            yield session

    @pytest.fixture
    def other(self, sandbox: Sandbox) -> Iterator[Session]:
        """Give a second session on it."""
        import ftrack_stock
        from ftrack_orm import Session

        with Session(transport=sandbox.transport(), models=ftrack_stock) as session:
            yield session
