"""The custom attributes of a workspace: which one a key stands for on an entity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ftrack_orm.errors import UnknownKeyError
from ftrack_orm.mapping import Entity, Registry
from ftrack_orm.query.ast import AttributePath, Query

if TYPE_CHECKING:
    from ftrack_orm.session.gateway import Gateway

__all__ = ["Configuration", "Configurations", "LINKS", "VALUES"]

VALUES = ("CustomAttributeConfiguration", "custom_attributes")
LINKS = ("CustomAttributeLinkConfiguration", "custom_attribute_links")
"""The entity type of the configurations, and the attribute that they are for."""

_NAMES = ("id", "key", "entity_type", "object_type_id", "project_id", "is_hierarchical")
_HIERARCHICAL = frozenset({"Asset", "AssetVersion", "Context"})
_KINDS = {
    "asset": "Asset",
    "assetversion": "AssetVersion",
    "list": "List",
    "listobject": "ListObject",
    "show": "Project",
    "task": "TypedContext",
    "user": "User",
}
"""The server's words for the kinds of entities that custom attributes are made for."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """One custom attribute, and where it applies."""

    id: str
    key: str
    entity_type: str | None
    object_type_id: str | None
    project_id: str | None
    is_hierarchical: bool

    def applies_to(self, lineage: tuple[str, ...], object_type_id: str | None) -> bool:
        """Tell whether entities of a type have it, in some project at least."""
        if self.is_hierarchical:
            return bool(_HIERARCHICAL.intersection(lineage))
        if _KINDS.get(self.entity_type or "") not in lineage:
            return False
        return not self.object_type_id or object_type_id is None or self.object_type_id == object_type_id


class Configurations:
    """Asks the server once, and once more for a key that is not known: it may have been made since."""

    def __init__(self, gateway: Gateway, kind: tuple[str, str] = VALUES) -> None:
        self._gateway = gateway
        self._entity_type, self._attribute = kind
        self._known: tuple[Configuration, ...] | None = None

    def find(self, owner: Entity, key: str) -> str:
        """Return the id of the custom attribute that a key stands for on an entity.

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
        return _choice(owner, candidates[key]).id

    def _candidates(self, owner: Entity) -> dict[str, list[Configuration]]:
        registry = type(owner).__mapper__.registry
        if self._known is None:
            self._known = tuple(self._ask(registry))
        entity_type = owner.__entity_type__
        lineage = registry.schema.lineage(entity_type)
        object_type = registry.schema[entity_type].object_type_id or owner.__dict__.get("object_type_id")
        found: dict[str, list[Configuration]] = {}
        for configuration in self._known:
            if configuration.applies_to(lineage, object_type):
                found.setdefault(configuration.key, []).append(configuration)
        return found

    def _ask(self, registry: Registry) -> Iterable[Configuration]:
        known = registry.mapper(self._entity_type).wire
        query = Query(self._entity_type, tuple(AttributePath.of(name) for name in _NAMES if name in known))
        rows, following = self._gateway.cached_rows(query, registry)
        assert following is None
        for row in rows:
            yield Configuration(**{name: row.get(name) for name in _NAMES})


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
