"""Undo points: the pending changes of a moment, to come back to. Their cost follows the changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.collections.relations import content_of, relation_of
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.state import assign, changes_of, loader_of
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.siblings import Siblings
from ftrack_orm.session.writing.committing import add

__all__ = ["UndoPoint"]


@dataclass(frozen=True, slots=True)
class _Memory:
    """A pending entity at the undo point, and the values that were pending; lists as tuples."""

    entity: Entity
    values: dict[str, Any]


class UndoPoint:
    """What was pending when it was made; `rollback()` brings that back, and may be called again.

    What a commit sent in between stays sent: only what was changed after that commit is undone then.
    """

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._commits = gateway.commits
        with RECORDING:
            pending = gateway.unit_of_work.pending
            self._new = [_Memory(entity, _copied(entity, tuple(entity.__dict__))) for entity in pending.created]
            self._dirty = [_Memory(entity, _copied(entity, tuple(changes_of(entity)))) for entity in pending.updated]
            self._deleted = pending.deleted

    def rollback(self) -> None:
        """Undo what was changed since; new entities that came since belong to no session."""
        with RECORDING:
            self._gateway.unit_of_work.rollback()
            if self._commits == self._gateway.commits:
                self._restore()

    def _restore(self) -> None:
        work = self._gateway.unit_of_work
        loader = Siblings(self._gateway)
        new = [memory for memory in self._new if loader_of(memory.entity) is None]
        for memory in new:
            for name in set(memory.entity.__dict__) - memory.values.keys():
                del vars(memory.entity)[name]
            _reapply(memory)
        for memory in new:  # all as they were before the first comes in, since it brings others along
            if loader_of(memory.entity) is None:
                add(self._gateway, memory.entity, loader)
        for memory in self._dirty:
            _reapply(memory)
        for entity in self._deleted:
            work.delete(entity)


def _copied(entity: Entity, names: tuple[str, ...]) -> dict[str, Any]:
    values = entity.__dict__
    found = ((name, values.get(name, NOT_LOADED)) for name in names)
    return {name: content_of(value) for name, value in found}


def _reapply(memory: _Memory) -> None:
    """Set what was pending once more; a foreign key follows from its link, or the other way round."""
    mapper = type(memory.entity).__mapper__
    for name, value in memory.values.items():
        link = mapper.key_links.get(name)
        told = link is not None and memory.values.get(link.name, NOT_LOADED) is not NOT_LOADED
        if value is NOT_LOADED or told or name in mapper.primary_key:
            continue
        if mapper.attributes[name].is_many:
            relation_of(memory.entity, mapper.attributes[name]).restore(value)
        else:
            assign(memory.entity, mapper.attributes[name], value)
