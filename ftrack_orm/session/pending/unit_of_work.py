"""What is pending: entities to create, with changes, to delete. Nothing else is ever looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.collections.membership import Membership, memberships_held
from ftrack_orm.mapping.collections.placement import arrive, follow, places
from ftrack_orm.mapping.collections.relation_view import RelationView
from ftrack_orm.mapping.state import adopt, forget_changes, is_changed, ledger_of, restore, saved
from ftrack_orm.session.pending.authorship import Authorship
from ftrack_orm.session.pending.relocations import Relocations

__all__ = ["Changes", "UnitOfWork"]


@dataclass(frozen=True, slots=True)
class Changes:
    """The pending entities of a moment, each in the order in which it came."""

    created: tuple[Entity, ...]
    updated: tuple[Entity, ...]
    deleted: tuple[Entity, ...]


class UnitOfWork:
    """Holds pending entities strongly, so that no change is lost with its last reference."""

    def __init__(self) -> None:
        self.relocations: Relocations = Relocations(self._everything)
        self.authorship: Authorship = Authorship(self._everything)
        self.tied: dict[Membership, WeakSet[Entity]] = {}
        """Who shows a many-to-many collection: its members hold no key of the owner that would lead there."""
        self.epoch: int = 0
        self._new: dict[int, Entity] = {}
        self.is_new_id: Callable[[object], bool] = self._new.__contains__
        """Tell whether the entity of this `id()` is to be created; asked at each assignment."""
        self._new_keys: dict[object, Entity] = {}
        self._dirty: dict[int, Entity] = {}
        self._deleted: dict[int, Entity] = {}

    @property
    def changes(self) -> Changes:
        """What is pending now; an entity that is to be deleted needs no update."""
        updated = tuple(entity for key, entity in tuple(self._dirty.items()) if key not in self._deleted)
        return Changes(tuple(self._new.values()), updated, tuple(self._deleted.values()))

    @property
    def pending(self) -> Changes:
        """Everything that is pending now, the changes of what is to be deleted too."""
        return Changes(tuple(self._new.values()), tuple(self._dirty.values()), tuple(self._deleted.values()))

    @property
    def is_pending(self) -> bool:
        """Whether anything is pending."""
        return bool(self._new or self._dirty or self._deleted)

    def is_new(self, entity: Entity) -> bool:
        """Tell whether an entity is to be created."""
        return id(entity) in self._new

    def is_deleted(self, entity: Entity) -> bool:
        """Tell whether an entity is to be deleted."""
        return id(entity) in self._deleted

    def pending_of(self, root: str, key: object) -> Entity | None:
        """Return the entity of a widest base and a key that is to be created, if there is one."""
        found = self._new_keys.get(key)
        return found if found is not None and type(found).__mapper__.root == root else None

    def add(self, entity: Entity) -> None:
        """Create this entity with the next commit; the collections that it belongs to show it."""
        self.authorship.by_me(entity)
        self._new[id(entity)] = entity
        key = entity.__ftrack_key__
        if len(key) == 1:
            self._new_keys[key[0]] = entity
        held = memberships_held(type(entity).__mapper__)
        ledger = ledger_of(entity) if held else None
        if ledger is not None:
            arrive(entity, held, ledger)
            self.relocations.touched(entity)

    def delete(self, entity: Entity) -> None:
        """Delete this entity with the next commit; one that is still to be created is forgotten."""
        with _moving(entity):
            if self.is_new(entity):
                self._forget_new(entity)
                adopt(entity, None)
            else:
                self.authorship.by_me(entity)
                self._deleted[id(entity)] = entity

    def withdraw(self, entities: Sequence[Entity]) -> None:
        """Create these entities no longer; they stay in each other's collections, to come back together."""
        together = set(map(id, entities))
        for entity in entities:
            with _moving(entity, sparing=lambda owner: id(owner) in together):
                self._forget_new(entity)
                adopt(entity, None)

    def keep(self, entity: Entity) -> None:
        """Delete this entity no longer."""
        with _moving(entity):
            self._deleted.pop(id(entity), None)

    def changed(self, entity: Entity) -> None:
        """Update this entity with the next commit."""
        self.authorship.by_me(entity)
        self._dirty[id(entity)] = entity

    def unchanged(self, entity: Entity) -> None:
        """Forget an entity whose changes were set back."""
        self._dirty.pop(id(entity), None)
        self.touched(entity)

    def touched(self, entity: Entity) -> None:
        """Take note that an entity may come to another owner now, on the server or here."""
        if any(id(entity) in pending for pending in (self._new, self._dirty, self._deleted)):
            self.relocations.touched(entity)
        else:
            self.relocations.forget(entity)

    def forget(self, entity: Entity) -> None:
        """Send nothing of this entity; its changes stay on it."""
        if not self._forget_new(entity):
            self.relocations.forget(entity)
        for pending in (self._dirty, self._deleted):
            pending.pop(id(entity), None)

    def settled(self, *entities: Entity) -> None:
        """Take note that entities are on the server as they are here: nothing was changed since they were sent."""
        self.epoch += 1
        forget_changes(entities)
        new, keys = self._new, self._new_keys
        for entity in entities:
            if new and new.pop(id(entity), None) is not None:
                if keys.get(key := entity.__ftrack_key__[0]) is entity:
                    del keys[key]
            else:
                self._dirty.pop(id(entity), None)
        if self.is_pending:
            self.relocations.forget(*entities)
        else:
            self.relocations.clear()

    def created(self, entity: Entity, sent: Mapping[str, Any]) -> None:
        """Take note that an entity was created with these values."""
        self._forget_new(entity)
        saved(entity, sent, created=True)
        self._note(entity)

    def updated(self, entity: Entity, sent: Mapping[str, Any]) -> None:
        """Take note that these values of an entity were saved."""
        saved(entity, sent, created=False)
        self._note(entity)

    def gone(self, entity: Entity) -> None:
        """Take note that an entity was deleted; no collection shows it any more."""
        root = type(entity).__mapper__.root
        for membership, owners in self.tied.items():
            for owner in owners if membership.member_root == root else ():
                view = owner.__dict__.get(membership.attribute)
                if isinstance(view, RelationView):
                    view.departed(entity)
        self.epoch += 1
        forget_changes((entity,))
        self.relocations.forget(entity)
        self._dirty.pop(id(entity), None)
        self._deleted.pop(id(entity), None)

    def _everything(self) -> tuple[Entity, ...]:
        return (*self._new.values(), *self._dirty.values(), *self._deleted.values())

    def _forget_new(self, entity: Entity) -> bool:
        """Take note that an entity is to be created no longer; tell whether it was."""
        if self._new.pop(id(entity), None) is None:
            return False
        key = entity.__ftrack_key__[0]
        if self._new_keys.get(key) is entity:  # an entry of a mapping has its owner's key there
            del self._new_keys[key]
        self.relocations.forget(entity)
        return True

    def _note(self, entity: Entity) -> None:
        self.epoch += 1
        if is_changed(entity):
            self._dirty[id(entity)] = entity
        else:
            self._dirty.pop(id(entity), None)
        self.touched(entity)  # where it stands on the server is another place now

    def rollback(self) -> None:
        """Drop everything: new entities are transient again, changed ones have their loaded values."""
        for entity in [*self._deleted.values()][::-1]:
            self.keep(entity)
        for entity in [*self._dirty.values()][::-1]:
            restore(entity)
        for entity in [*self._new.values()][::-1]:
            with _moving(entity, sparing=self.is_new):  # those who were new together stay together
                adopt(entity, None)
        for pending in (self._new, self._new_keys, self._dirty, self._deleted):
            pending.clear()
        self.relocations.clear()
        self.epoch += 1


@contextmanager
def _moving(entity: Entity, *, sparing: Callable[[Entity], bool] | None = None) -> Iterator[None]:
    """Let collections follow what happens to an entity in the block."""
    held, ledger = memberships_held(type(entity).__mapper__), ledger_of(entity)
    if not held or ledger is None:
        yield
        return
    before = places(entity, held, ledger)
    yield
    follow(entity, before, ledger, sparing=sparing)
