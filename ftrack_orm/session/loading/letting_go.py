"""Let go of entities: what is here stays readable, nothing more is loaded or sent."""

from __future__ import annotations

from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.detachment import Detachment
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.state import adopt
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.reading.identity_map import IdentityMap

__all__ = ["expunge", "reset"]

_EXPUNGED = Detachment("it was expunged from its session; merge() takes it into one")
_RESET = Detachment("its session was reset")


def expunge(gateway: Gateway, entity: Entity) -> None:
    """Let go of one entity; its pending changes stay on it and are not sent. A new one is transient again.

    Raises:
        SessionError: The session does not hold it.
    """
    with RECORDING:
        if gateway.unit_of_work.is_new(entity):
            gateway.unit_of_work.forget(entity)
            adopt(entity, None)
        elif entity in gateway.identities:
            gateway.unit_of_work.forget(entity)
            gateway.identities.discard(entity)
            adopt(entity, _EXPUNGED)
        else:
            raise SessionError(f"{entity!r} is not held by this session; it cannot be expunged from it")


def reset(gateway: Gateway) -> None:
    """Drop what was not sent and let go of every entity."""
    with RECORDING:
        gateway.unit_of_work.rollback()
        gateway.unsettled = None
        gateway.commits += 1
        gateway.edition += 1
        for entity in gateway.identities:
            adopt(entity, _RESET)
        gateway.identities = IdentityMap()
