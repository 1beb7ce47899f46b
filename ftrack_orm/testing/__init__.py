"""The test kit: a sandbox without sockets for each test, entities that are complete, sessions recorded and replayed.

The fixtures come with the pytest plugin, which is there once `ftrack-orm[testing]` is installed:

    def test_approve(ftrack_session, sent):
        task = build(Task)
        ftrack_session.add(task)
        ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftrack_orm.testing.building import build, build_many
    from ftrack_orm.testing.network import NetworkRefusedError, network_refused
    from ftrack_orm.testing.recording import recorded_session, replayed_session
    from ftrack_orm.testing.sent import Sent
    from ftrack_orm.testing.server_address import ServerAddress
else:
    from ftrack_orm.deferral import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "building": ["build", "build_many"],
            "network": ["NetworkRefusedError", "network_refused"],
            "recording": ["recorded_session", "replayed_session"],
            "sent": ["Sent"],
            "server_address": ["ServerAddress"],
        },
    )

__all__ = [
    "NetworkRefusedError",
    "Sent",
    "ServerAddress",
    "build",
    "build_many",
    "network_refused",
    "recorded_session",
    "replayed_session",
]
