"""The books of a session, as collections and mappings ask for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from ftrack_orm.deferral import deferred
from ftrack_orm.mapping import Mapper
from ftrack_orm.mapping.collections.membership import Membership
from ftrack_orm.query.ast import And, AttributePath, Comparison, In, Query
from ftrack_orm.query.literal import literal
from ftrack_orm.session.loading.siblings import CHUNK, Siblings

if TYPE_CHECKING:
    from ftrack_orm.session.gateway import Gateway
    from ftrack_orm.session.pending.enlistment import add, delete
    from ftrack_orm.session.workflow.custom_configuration import Configurations
else:
    add = deferred("ftrack_orm.session.pending.enlistment.add")
    delete = deferred("ftrack_orm.session.pending.enlistment.delete")

__all__ = ["SessionLedger"]


class SessionLedger:
    """Implements `Ledger` for one session."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._work = gateway.unit_of_work
        self._loader = Siblings(gateway)
        self._configurations: Configurations | None = None

    @property
    def epoch(self) -> int:
        """A number that changes with every commit and rollback."""
        return self._work.epoch

    @property
    def is_moving(self) -> bool:
        """Whether anything may be about to come to or to leave any owner."""
        return self._work.is_pending

    def held(self, root: str, key: Any) -> Any | None:
        """Return the entity of a widest base and a key; see `Ledger.held`."""
        found = self._gateway.identities.of_root(root).get(key)
        return found if found is not None else self._work.pending_of(root, key)

    def add(self, entity: Any) -> None:
        """Create a new entity with the next commit; see `Ledger.add`."""
        add(self._gateway, entity, self._loader)

    def delete(self, entity: Any) -> None:
        """Delete an entity with the next commit; see `Ledger.delete`."""
        delete(self._gateway, entity)

    def keep(self, entity: Any) -> None:
        """Take a deletion back."""
        self._work.keep(entity)

    def is_deleted(self, entity: Any) -> bool:
        """Tell whether the entity is to be deleted."""
        return self._work.is_deleted(entity)

    def touched(self, entity: Any) -> None:
        """Take note that an entity may come to another owner now; see `Ledger.touched`."""
        self._work.touched(entity)

    def arrivals(self, membership: Membership, owner: str) -> Mapping[int, tuple[Any, Any]]:
        """Return the members that are about to come to an owner, by their `id()`."""
        return self._work.relocations.arrivals(membership, owner)

    def departures(self, membership: Membership, owner: str) -> Mapping[int, tuple[Any, Any]]:
        """Return the members that are about to leave an owner, by their `id()`."""
        return self._work.relocations.departures(membership, owner)

    def ties(self, owner: Any, membership: Membership, members: Sequence[Any]) -> dict[int, list[Any]]:
        """Return the entities on the server that tie these members to the owner; see `Ledger.ties`."""
        assert membership.member_key is not None
        mapper = type(owner).__mapper__.registry.mapper(membership.holder)
        key = owner.__ftrack_key__[0]
        if {membership.key, membership.member_key} == {*mapper.primary_key}:
            pair = {membership.key: key}
            return {
                id(member): [self.stub(mapper.entity_class, {**pair, membership.member_key: member.__ftrack_key__[0]})]
                for member in members
            }
        found: dict[int, list[Any]] = {id(member): [] for member in members}
        by_key = {member.__ftrack_key__[0]: member for member in members}
        for start in range(0, len(members), CHUNK):
            chunk = [member.__ftrack_key__[0] for member in members[start : start + CHUNK]]
            for tie in self._gateway.fetch(_ties_query(mapper, membership, key, chunk), mapper.registry, fresh=True):
                found[id(by_key[tie.__dict__[membership.member_key]])].append(tie)
        return found

    def shows(self, owner: Any, membership: Membership) -> None:
        """Take note that an owner shows a many-to-many collection; see `Ledger.shows`."""
        self._work.tied.setdefault(membership, WeakSet()).add(owner)

    def stub(self, entity_class: type[Any], values: dict[str, Any]) -> Any:
        """Return the entity on the server with this key; see `Ledger.stub`."""
        mapper: Mapper = entity_class.__mapper__
        row = {"__entity_type__": mapper.entity_type}
        row |= {mapper.attributes[name].api_name: value for name, value in values.items()}
        return self._gateway.merge([row], mapper.registry)[0]

    def configuration(self, owner: Any, key: str) -> str:
        """Return the id of the custom attribute that this key stands for; see `Ledger.configuration`."""
        if self._configurations is None:
            from ftrack_orm.session.workflow.custom_configuration import Configurations

            self._configurations = Configurations(self._gateway)
        return self._configurations.find(owner, key)

    def custom_links(self, owner: Any, key: str) -> Any:
        """Return the entities that the owner leads to by a custom attribute; see `Ledger.custom_links`."""
        from ftrack_orm.session.workflow.custom_links import custom_links, link_target  # seldom needed

        return custom_links(self._gateway, self._loader, [owner], key, link_target(self._gateway, owner, key))[0]


def _ties_query(mapper: Mapper, membership: Membership, owner: str, members: Sequence[str]) -> Query:
    def path(name: str) -> AttributePath:
        return AttributePath.of(mapper.attributes[name].api_name)

    assert membership.member_key is not None
    names = dict.fromkeys((*mapper.primary_key, membership.key, membership.member_key))
    chosen = In(path(membership.member_key), tuple(literal(key) for key in members))
    mine = Comparison(path(membership.key), "is", literal(owner))
    return Query(mapper.entity_type, tuple(map(path, names)), And.of((mine, chosen)))
