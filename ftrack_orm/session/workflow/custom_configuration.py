"""The custom attributes of a workspace: which one a key stands for on an entity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

from ftrack_orm.errors import UnknownKeyError
from ftrack_orm.mapping import Entity, Registry
from ftrack_orm.query.ast import AttributePath, Query

if TYPE_CHECKING:
    from ftrack_orm.schema.vocabulary import CustomAttribute, CustomLink
    from ftrack_orm.session.gateway import Gateway

__all__ = ["Configuration", "Configurations", "LINKS", "VALUES"]

VALUES = ("CustomAttributeConfiguration", "custom_attributes")
LINKS = ("CustomAttributeLinkConfiguration", "custom_attribute_links")
"""The entity type of the configurations, and the attribute that they are for."""

_NAMES = (
    "id", "key", "entity_type", "object_type_id", "project_id", "is_hierarchical", "entity_type_to",
    "object_type_id_to",
)  # fmt: skip

Configuration: TypeAlias = "CustomAttribute | CustomLink"


class Configurations:
    """Asks the server once, and once more for a key that is not known: it may have been made since."""

    def __init__(self, gateway: Gateway, kind: tuple[str, str] = VALUES) -> None:
        self._gateway = gateway
        self._entity_type, self._attribute = kind
        self._known: tuple[Configuration, ...] | None = None

    def find(self, owner: Entity, key: str) -> str:
        """Return the id of the custom attribute that a key stands for on an entity; see `configuration`."""
        return self.configuration(owner, key).id

    def configuration(self, owner: Entity, key: str) -> Configuration:
        """Return the custom attribute that a key stands for on an entity.

        That of the entity's project comes before one of all projects.

        Raises:
            UnknownKeyError: No custom attribute of this key applies.
        """
        asked = self._known is None
        candidates = self._candidates(owner)
        if key not in candidates and not asked:
            self._gateway.cache.invalidate(self._entity_type)
            self._known = None
            candidates = self._candidates(owner)
        if key not in candidates:
            raise UnknownKeyError(owner.__entity_type__, self._attribute, key, tuple(candidates))
        return _choice(owner, candidates[key])

    def _candidates(self, owner: Entity) -> dict[str, list[Configuration]]:
        registry = type(owner).__mapper__.registry
        if self._known is None:
            self._known = tuple(self._ask(registry))
        entity_type = owner.__entity_type__
        object_type = owner.__dict__.get("object_type_id")
        found: dict[str, list[Configuration]] = {}
        for configuration in self._known:
            # where nothing tells the object type, it may be the one
            if configuration.applies_to(registry.schema, entity_type, object_type or configuration.object_type_id):
                found.setdefault(configuration.key, []).append(configuration)
        return found

    def _ask(self, registry: Registry) -> Iterable[Configuration]:
        from ftrack_orm.schema.vocabulary import CustomAttribute, CustomLink

        known = registry.mapper(self._entity_type).wire
        query = Query(self._entity_type, tuple(AttributePath.of(name) for name in _NAMES if name in known))
        rows, following = self._gateway.cached_rows(query, registry)
        assert following is None
        for row in rows:
            yield CustomLink.from_row(row) if self._attribute == LINKS[1] else CustomAttribute.from_row(row)


def _choice(owner: Entity, candidates: list[Configuration]) -> Configuration:
    if len(candidates) == 1:
        return candidates[0]
    project = _project(owner)
    return min(candidates, key=lambda c: (c.project_id != project if c.project_id else 0.5, c.id))


def _project(owner: Any) -> str | None:
    if owner.__entity_type__ == "Project":
        return str(owner.id)
    if "project_id" not in type(owner).__mapper__.attributes:
        return None
    found: str | None = owner.project_id
    return found
