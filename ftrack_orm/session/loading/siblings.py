"""Load what is missing for all entities of one answer at once.

Every entity that came with an answer shares one `Siblings`. Reading an attribute that was not loaded asks for it for
all of them: plain values come together, a relation brings the plain values of its target, so that `task.status.name`
over a page of tasks costs one request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ftrack_orm.errors import NotLoadedError
from ftrack_orm.mapping import Entity, MappedAttribute, Mapper
from ftrack_orm.mapping.collections.relations import relation_of
from ftrack_orm.mapping.state import changes_of
from ftrack_orm.query.ast import And, AttributePath, Comparison, Criterion, In, Or, Query, Segment
from ftrack_orm.query.literal import literal
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session.reading.identity_map import Key, key_of

if TYPE_CHECKING:
    from ftrack_orm.session.gateway import Gateway
    from ftrack_orm.session.pending.ledger import SessionLedger

__all__ = ["CHUNK", "Siblings", "key_criterion", "projections_of", "stored_paths"]

CHUNK = 500
"""Keys in one `in (...)`; a page of the server."""


class Siblings:
    """The entities of one answer, by keys, so that none keeps the others alive."""

    __slots__ = ("_gateway", "_keys")

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._keys: dict[str, dict[Key, None]] = {}

    def keys_of(self, root: str) -> dict[Key, None]:
        """Return the keys of the siblings of one root type, to add to."""
        return self._keys.setdefault(root, {})

    @property
    def ledger(self) -> SessionLedger:
        """The books of the session; see `Loader.ledger`."""
        return self._gateway.ledger

    @property
    def media(self) -> object | None:
        """The session, for what is done with files; see `Loader.media`."""
        return self._gateway.media

    def load(self, entity: Entity, attribute: MappedAttribute) -> object:
        """Load an attribute of an entity and its siblings; see `Loader.load`."""
        mapper = type(entity).__mapper__
        if attribute.key is not None and attribute.key in entity.__dict__:
            held = self._by_held_key(entity, mapper, attribute)
            if held is not NOT_LOADED:
                return held
        self._gateway.check_lazy(mapper, attribute)
        if attribute.key is not None and attribute.key in changes_of(entity):
            return self._by_changed_key(entity, mapper, attribute)
        declaring = mapper.declaring(attribute.name)
        wanted = self._lacking(entity, declaring, attribute)
        query = Query(
            declaring.entity_type, projections_of(declaring, attribute, entity), key_criterion(declaring, wanted)
        )
        found = self._gateway.fetch(query, declaring.registry)
        if attribute.name not in entity.__dict__:
            if not any(row is entity for row in found):
                raise NotLoadedError(mapper.entity_type, attribute.name, f"{entity!r} is not on the server any more")
            if attribute.is_many:
                relation_of(entity, attribute).fill(())
            else:
                vars(entity)[attribute.name] = None
        return entity.__dict__[attribute.name]

    def changed(self, entity: Entity) -> None:
        """Take note of an entity's first pending change; see `Loader.changed`."""
        self._gateway.unit_of_work.changed(entity)

    def unchanged(self, entity: Entity) -> None:
        """Take note that an entity is clean again; see `Loader.unchanged`."""
        self._gateway.unit_of_work.unchanged(entity)

    def is_created(self, entity: Entity) -> bool:
        """Tell whether an entity is on the server; see `Loader.is_created`."""
        return not self._gateway.unit_of_work.is_new(entity)

    def records(self, entity: Entity) -> bool:
        """Tell whether changes of an entity are to be recorded; see `Loader.records`."""
        gateway = self._gateway
        return gateway.switches.recording and not gateway.unit_of_work.is_new_id(id(entity))

    def state_of(self, entity: Entity) -> Literal["pending", "persistent", "deleted", "detached"]:
        """Tell where an entity stands in the session."""
        if self._gateway.closed:
            return "detached"
        if self._gateway.unit_of_work.is_new(entity):
            return "pending"
        return "deleted" if self._gateway.unit_of_work.is_deleted(entity) else "persistent"

    def belongs_to(self, gateway: Gateway) -> bool:
        """Tell whether the entities are those of a session."""
        return self._gateway is gateway

    def _lacking(self, entity: Entity, declaring: Mapper, attribute: MappedAttribute) -> list[Key]:
        """Return the keys to load for: the entity's own, then those of siblings that lack the attribute too.

        Siblings of its own class come first: who reads an attribute of 500 tasks must not pay for that of their shots.
        """
        own = key_of(entity)
        if self._gateway.lazy == "single":
            return [own]
        held = self._gateway.identities.of_root(declaring.root)
        keys = list(self._keys.get(declaring.root, ()))
        others = [
            (key, type(sibling) is type(entity))
            for key, sibling in zip(keys, held.get_all(keys), strict=True)
            if sibling is not None
            and key != own
            and isinstance(sibling, declaring.entity_class)
            and sibling.__dict__.get(attribute.name, NOT_LOADED) is NOT_LOADED
            and attribute.name not in changes_of(sibling)
            and not self._gateway.unit_of_work.is_new(sibling)
        ]
        alike = [key for key, same in others if same]
        return [own, *alike, *(key for key, same in others if not same)][:CHUNK]

    def _by_held_key(self, entity: Entity, mapper: Mapper, attribute: MappedAttribute) -> object:
        """Find a linked entity that is held already, by the foreign key that was loaded: no request."""
        assert attribute.key is not None
        key = entity.__dict__[attribute.key]
        linked = None if key is None else self._gateway.identities.get(mapper.target(attribute), key)
        if linked is None and key is not None:
            return NOT_LOADED
        vars(entity)[attribute.name] = linked
        return linked

    def _by_changed_key(self, entity: Entity, mapper: Mapper, attribute: MappedAttribute) -> object:
        """Load the entity that a foreign key was set to, since its link on the server is still another."""
        assert attribute.key is not None
        key = entity.__dict__[attribute.key]
        target = mapper.target(attribute)
        query = Query(target.entity_type, stored_paths(target), key_criterion(target, [key]))
        found = self._gateway.fetch(query, target.registry)
        if not found:
            raise NotLoadedError(mapper.entity_type, attribute.name, f"there is no {target.entity_type} {key!r}")
        vars(entity)[attribute.name] = found[0]
        return found[0]


def projections_of(mapper: Mapper, attribute: MappedAttribute, entity: Entity) -> tuple[AttributePath, ...]:
    """Return what to ask for when an attribute is missing: its group of plain values, or the target's."""
    if attribute.is_relation:
        step = Segment(attribute.api_name)
        target = mapper.target(attribute)
        return tuple(AttributePath((step, *path.segments)) for path in stored_paths(target))
    if not attribute.is_stored:
        return (AttributePath.of(attribute.api_name),)
    values = entity.__dict__
    missing = [a for a in mapper.stored if a.name not in values or a.name == attribute.name]
    return tuple(AttributePath.of(a.api_name) for a in missing)


def stored_paths(mapper: Mapper) -> tuple[AttributePath, ...]:
    """Return the paths of an entity type's plain values."""
    return tuple(AttributePath.of(attribute.api_name) for attribute in mapper.stored)


def key_criterion(mapper: Mapper, keys: list[Key]) -> Criterion:
    """Return the criterion that an entity has one of these keys."""
    names = mapper.wire_key
    if len(names) == 1:
        return In(AttributePath.of(names[0]), tuple(literal(key) for key in keys))
    return Or.of(
        And.of(Comparison(AttributePath.of(name), "is", literal(part)) for name, part in zip(names, key, strict=True))
        for key in keys
    )
