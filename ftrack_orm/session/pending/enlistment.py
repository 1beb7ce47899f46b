"""Take entities into a session's unit of work, and out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.deferral import deferred
from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.collections.custom_values import CustomValues
from ftrack_orm.mapping.declaring.metaclass import EntityMeta
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.state import adopt, loader_of
from ftrack_orm.mapping.vocabulary.word_entity import bind_words
from ftrack_orm.session.pending.cascade import cascade, stands_alone

if TYPE_CHECKING:
    from ftrack_orm.session.gateway import Gateway
    from ftrack_orm.session.loading.siblings import Siblings
    from ftrack_orm.session.pending.withdrawal import withdrawn_with
else:
    withdrawn_with = deferred("ftrack_orm.session.pending.withdrawal.withdrawn_with")

__all__ = ["delete", "add", "holds"]


def holds(gateway: Gateway, entity: Entity) -> bool:
    """Tell whether an entity is the session's: pending, or on the server and here."""
    return gateway.unit_of_work.is_new(entity) or entity in gateway.identities


def add(gateway: Gateway, entity: Entity, loader: Siblings) -> None:
    """Make an entity pending, and the new ones that it refers to; what is pending or held already stays.

    Raises:
        SessionError: It belongs to another session, or was deleted, or nothing is recorded now.
        UnknownKeyError: It has a value for a custom attribute that does not apply to it.
    """
    _check_entity(entity)
    if loader_of(entity) is None and _add_alone(gateway, entity, loader):
        return
    for reached in cascade(entity):
        if loader_of(reached) is None:
            bind_words(reached, gateway.ledger)
            for value in tuple(reached.__dict__.values()):
                if isinstance(value, CustomValues):
                    value.complete(gateway.ledger)
    with RECORDING:
        for reached in cascade(entity):
            if loader_of(reached) is None:
                _check_recording(gateway, reached)
                adopt(reached, loader)
                gateway.unit_of_work.add(reached)
            elif reached is entity and not holds(gateway, entity):
                raise SessionError(f"{entity!r} belongs to another session, or was deleted; merge() takes it in")


def _add_alone(gateway: Gateway, entity: Entity, loader: Siblings) -> bool:
    """Make a new entity pending that nothing comes along with; tell whether it is such a one."""
    with RECORDING:
        if not stands_alone(entity):
            return False
        _check_recording(gateway, entity)
        adopt(entity, loader)
        gateway.unit_of_work.add(entity)
        return True


def delete(gateway: Gateway, entity: Entity) -> None:
    """Delete an entity with the next commit; one that is still to be created is forgotten, and what hangs on it too.

    Raises:
        SessionError: The session does not hold it, something pending refers to it, or nothing is recorded now.
    """
    _check_entity(entity)
    _check_recording(gateway, entity)
    if not holds(gateway, entity):
        raise SessionError(f"{entity!r} is not held by this session; it cannot be deleted through it")
    with RECORDING:
        if id(entity) in gateway.in_flight:
            gateway.doomed.append(entity)
        elif gateway.unit_of_work.is_new(entity):
            gateway.unit_of_work.withdraw(withdrawn_with(entity, gateway.unit_of_work.changes))
        else:
            gateway.unit_of_work.delete(entity)


def _check_entity(entity: Entity) -> None:
    if not isinstance(type(entity), EntityMeta):
        raise SessionError(f"expected an entity, got {entity!r}")


def _check_recording(gateway: Gateway, entity: Entity) -> None:
    if not gateway.recording:
        raise SessionError(f"nothing is recorded inside recording(False): add or delete {entity!r} outside of it")
