"""Custom attribute links: which entities an entity leads to by a custom attribute that holds entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ftrack_orm.errors import InvalidValueError, SessionError
from ftrack_orm.mapping import Entity
from ftrack_orm.query.ast import And, AttributePath, Comparison, In, Query
from ftrack_orm.query.literal import literal
from ftrack_orm.session.loading.chunking import chunked
from ftrack_orm.session.loading.lookup import get_many
from ftrack_orm.session.workflow.custom_configuration import LINKS, Configurations
from ftrack_orm.session.writing.committing import add, delete

if TYPE_CHECKING:
    from ftrack_orm.session.gateway import Gateway
    from ftrack_orm.session.loading.siblings import Siblings

__all__ = ["CustomLinks", "custom_links", "link_target"]

E = TypeVar("E", bound=Entity)

_LINK = "CustomAttributeLink"
_NAMES = ("configuration_id", "from_id", "to_id")


class CustomLinks(Generic[E]):
    """The entities that one entity leads to by one custom attribute, each once; read when they are first needed.

    Adding and removing creates and deletes one `CustomAttributeLink` each, with the next commit. What a rollback drops
    is gone from here too.
    """

    def __init__(
        self, gateway: Gateway, loader: Siblings, owner: Entity, key: str, configuration: str, target: type[E]
    ) -> None:
        self.owner = owner
        self.key = key
        self.target = target
        self._gateway = gateway
        self._loader = loader
        self._configuration = configuration
        self._links: dict[str, Any] | None = None
        """The entities that tie owner and target, by the target's key."""
        self._targets: list[E | None] = []
        """The entities themselves, kept so that the session keeps them."""

    def __repr__(self) -> str:
        shown = "not loaded" if self._links is None else f"{len(self._shown())} entities"
        return f"<CustomLinks {self.key!r} of {self.owner!r}: {shown}>"

    def __iter__(self) -> Iterator[E]:
        return iter(self.all())

    def __len__(self) -> int:
        return len(self._shown())

    def __contains__(self, entity: object) -> bool:
        return isinstance(entity, self.target) and entity.__ftrack_key__[0] in self._shown()

    def all(self) -> list[E]:
        """Return the entities; one request for those that are not at hand."""
        keys = list(self._shown())
        root = self.target.__mapper__.root
        held: dict[str, Any] = {key: self._gateway.ledger.held(root, key) for key in keys}
        missing = [key for key, found in held.items() if found is None]
        held |= zip(missing, get_many(self._gateway, self.target, missing), strict=True)
        self._targets = list(held.values())
        return [found for found in held.values() if isinstance(found, self.target)]

    def add(self, entity: E) -> None:
        """Lead to an entity too; to one that is there already nothing happens.

        Raises:
            InvalidValueError: It is of another type.
        """
        if not isinstance(entity, self.target):
            raise InvalidValueError(f"{self!r} takes a {self.target.__entity_type__}, got {entity!r}")
        key = entity.__ftrack_key__[0]
        if key in self._shown():
            return
        gone = self._loaded().get(key)
        if gone is not None and self._gateway.unit_of_work.is_deleted(gone):
            self._gateway.unit_of_work.keep(gone)
            return
        mapper = type(self.owner).__mapper__.registry.mapper(_LINK)
        values = zip(_NAMES, (self._configuration, self.owner.__ftrack_key__[0], key), strict=True)
        link = mapper.entity_class(**{mapper.wire[name].name: value for name, value in values})
        add(self._gateway, link, self._loader)
        self._loaded()[key] = link

    def remove(self, entity: E) -> None:
        """Lead to an entity no longer.

        Raises:
            ValueError: It is not there.
        """
        if entity not in self:
            raise ValueError(f"{entity!r} is not in {self!r}")
        delete(self._gateway, self._loaded()[entity.__ftrack_key__[0]])

    def replace(self, entities: Iterable[E]) -> None:
        """Lead to exactly these: what differs is added and removed."""
        wanted = list(entities)
        for entity in wanted:
            self.add(entity)
        keys = {entity.__ftrack_key__[0] for entity in wanted}
        for key in [key for key in self._shown() if key not in keys]:
            delete(self._gateway, self._loaded()[key])

    def target_keys(self) -> tuple[str, ...]:
        """Return the keys of the entities."""
        return tuple(self._shown())

    def keep(self, targets: Sequence[E | None]) -> None:
        """Keep the entities at hand."""
        self._targets = list(targets)

    def fill(self, links: Iterable[Any]) -> None:
        """Show what the server has."""
        self._links = {getattr(link, type(link).__mapper__.wire["to_id"].name): link for link in links}

    def _loaded(self) -> dict[str, Any]:
        if self._links is None:
            self._links = {}
            _load(self._gateway, [self], self._configuration)
        return self._links

    def _shown(self) -> dict[str, Any]:
        """Return the links that will be there after the next commit."""
        work, held = self._gateway.unit_of_work, self._gateway.identities
        links = self._loaded()
        return {
            k: link for k, link in links.items() if work.is_new(link) or (link in held and not work.is_deleted(link))
        }


def custom_links(
    gateway: Gateway, loader: Siblings, owners: Sequence[Entity], key: str, target: type[E]
) -> list[CustomLinks[E]]:
    """Return what entities lead to by one custom attribute; of several it is read at once, two requests for each 500.

    Raises:
        UnknownKeyError: No custom attribute of this key that holds entities applies to one of them.
        SessionError: One is not the session's.
    """
    configurations = _configurations(gateway)
    by_configuration: dict[str, list[CustomLinks[E]]] = {}
    made = []
    for owner in owners:
        if not (gateway.unit_of_work.is_new(owner) or owner in gateway.identities):
            raise SessionError(f"{owner!r} is not held by this session; add() or merge() takes it in")
        configuration = configurations.find(owner, key)
        links = CustomLinks(gateway, loader, owner, key, configuration, target)
        by_configuration.setdefault(configuration, []).append(links)
        made.append(links)
    if len(made) > 1:
        for configuration, group in by_configuration.items():
            for chunk in chunked(group):
                _load(gateway, chunk, configuration)
        _load_targets(gateway, made, target)
    return made


def link_target(gateway: Gateway, owner: Entity, key: str) -> type[Any]:
    """Return the class of the entities that a custom attribute holds, as its configuration says.

    Raises:
        UnknownKeyError: No custom attribute of this key that holds entities applies.
    """
    registry = type(owner).__mapper__.registry
    configuration: Any = _configurations(gateway).configuration(owner, key)
    target = configuration.target(registry.schema)
    return Entity if target is None else registry.mapper(target).entity_class


def _configurations(gateway: Gateway) -> Configurations:
    if gateway.link_configurations is None:
        gateway.link_configurations = Configurations(gateway, LINKS)
    return gateway.link_configurations


def _load_targets(gateway: Gateway, views: Sequence[CustomLinks[E]], target: type[E]) -> None:
    """Get what several owners lead to at once."""
    keys = list(dict.fromkeys(key for view in views for key in view.target_keys()))
    new = {key for key in keys if gateway.unit_of_work.pending_of(target.__mapper__.root, key) is not None}
    asked = [key for key in keys if key not in new]
    found = dict(zip(asked, get_many(gateway, target, asked), strict=True))
    for view in views:
        view.keep([found.get(key) for key in view.target_keys()])


def _load(gateway: Gateway, views: Sequence[CustomLinks[Any]], configuration: str) -> None:
    """Read the links of several owners; new ones have none on the server."""
    mapper = type(views[0].owner).__mapper__.registry.mapper(_LINK)
    by_owner: dict[str, list[Any]] = {view.owner.__ftrack_key__[0]: [] for view in views}
    asked = [view.owner.__ftrack_key__[0] for view in views if not gateway.unit_of_work.is_new(view.owner)]
    if asked:
        mine = Comparison(AttributePath.of("configuration_id"), "is", literal(configuration))
        theirs = In(AttributePath.of("from_id"), tuple(map(literal, asked)))
        paths = tuple(AttributePath.of(name) for name in _NAMES)
        offset: int | None = 0
        while offset is not None:
            query = Query(_LINK, paths, And.of((mine, theirs)), offset=offset or None)
            found, offset = gateway.fetch_page(query, mapper.registry)
            for link in found:
                by_owner[getattr(link, mapper.wire["from_id"].name)].append(link)
    for link in gateway.unit_of_work.changes.created:
        if link.__entity_type__ == _LINK and link.__dict__.get("configuration_id") == configuration:
            by_owner.get(link.__dict__.get("from_id", ""), []).append(link)
    for view in views:
        view.fill(by_owner[view.owner.__ftrack_key__[0]])
