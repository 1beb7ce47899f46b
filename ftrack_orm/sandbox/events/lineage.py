"""The entities above others, whatever their types: from a version over its asset to the project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.owner_type import find_owners
from ftrack_orm.sandbox.events.wire_word import entity_word
from ftrack_orm.sandbox.storage.tables import TYPE

__all__ = ["Ancestors", "Node", "parent_of"]

_KEYS = (
    "asset_id",
    "parent_id",
    "context_id",
    "version_id",
    "container_id",
    "entity_id",
    "review_session_id",
    "project_id",
)
"""What leads upwards, the likeliest first."""

_TARGETS = {
    "asset_id": "Asset",
    "context_id": "Context",
    "version_id": "AssetVersion",
    "container_id": "Component",
    "review_session_id": "ReviewSession",
    "project_id": "Context",
}
_MOST_LEVELS = 64


@dataclass(frozen=True, slots=True)
class Node:
    """One entity on the way up."""

    id: Any
    entity_type: str
    values: Mapping[str, Any]


def parent_of(values: Mapping[str, Any]) -> tuple[str, Any] | None:
    """Return the attribute that leads to the parent and the parent's id, None at the top."""
    for name in _KEYS:
        value = values.get(name)
        if value is not None and value != values.get("id"):
            return name, value
    return None


class Ancestors:
    """Looks parents up, a level of all entities at a time; those that were deleted in the batch are known too."""

    def __init__(self, message: Message, known: Iterable[Node]) -> None:
        self._message = message
        self._nodes: dict[Any, Node | None] = {node.id: node for node in known}
        self._load()

    def path(self, node: Node) -> list[dict[str, Any]]:
        """Return the entity and all above it, nearest first, as `parents` has them."""
        found: list[dict[str, Any]] = []
        step: Node | None = node
        seen: set[Any] = set()
        while step is not None and step.id not in seen:
            seen.add(step.id)
            above = parent_of(step.values)
            found.append(
                {
                    "entityId": step.id,
                    "entityType": entity_word(self._message.store.schema, step.entity_type),
                    "entity_type": step.entity_type,
                    "parentId": above[1] if above else None,
                }
            )
            step = self._nodes.get(above[1]) if above else None
        return found

    def _load(self) -> None:
        frontier = [node for node in self._nodes.values() if node is not None]
        for _ in range(_MOST_LEVELS):
            wanted: dict[str, set[Any]] = {}
            for node in frontier:
                above = parent_of(node.values)
                if above is not None and above[1] not in self._nodes:
                    target = _TARGETS.get(above[0], "Context" if "Context" in self._lineage(node.entity_type) else "")
                    wanted.setdefault(target, set()).add(above[1])
            frontier = self._look_up(wanted)
            if not frontier:
                return

    def _look_up(self, wanted: Mapping[str, set[Any]]) -> list[Node]:
        found: list[Node] = []
        for target, ids in wanted.items():
            self._nodes |= dict.fromkeys(ids)
            if target and target in self._message.store.schema:
                family = self._message.store.tables.family(target)
                rows = self._message.lookup.by_id(family, ids)
                found += [Node(id, values[TYPE], values) for id, values in rows.items()]
            else:
                owners = find_owners(self._message, ids)
                found += [Node(id, owner.entity_type, owner.values) for id, owner in owners.items()]
        self._nodes |= {node.id: node for node in found}
        return found

    def _lineage(self, entity_type: str) -> tuple[str, ...]:
        return self._message.store.schema.lineage(entity_type)
