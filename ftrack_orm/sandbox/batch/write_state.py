"""What a batch has written, to be completed and judged when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ftrack_orm.sandbox.storage.entity_row import EntityRow, Key
from ftrack_orm.sandbox.writing.deletion_rule import DeletionRule

__all__ = ["EntityChange", "ForeignKey", "WriteState"]


@dataclass(frozen=True, slots=True)
class EntityChange:
    """What became of one entity, for listeners: `action` is `add`, `update` or `remove`.

    `changes` is attribute -> (old, new), with values as they are stored; `values` is the whole row.
    """

    action: str
    entity_type: str
    key: Key
    changes: Mapping[str, tuple[Any, Any]]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A key that must lead to an entity of one of these types when the batch ends."""

    row: EntityRow
    attribute: str
    value: Any
    targets: tuple[str, ...]


@dataclass(slots=True)
class WriteState:
    """Everything that waits for the end of a batch."""

    foreign_keys: list[ForeignKey] = field(default_factory=list)
    judged: dict[tuple[str, Key], EntityRow] = field(default_factory=dict)
    """Rows whose required and unique values are judged at the end."""
    contents: list[EntityRow] = field(default_factory=list)
    """Rows that came with collections."""
    assets: set[str] = field(default_factory=set)
    """Assets whose versions changed, so that the latest is to be found again."""
    deleted: list[tuple[EntityRow, DeletionRule]] = field(default_factory=list)
    """Deleted rows, and who may not lead to them any more."""
    let_go: set[tuple[str, Key]] = field(default_factory=set)
    """Rows that went because the collection that they were in lists them no more."""
    notes: list[EntityRow] = field(default_factory=list)
    """New notes, whose authors become recipients."""
    changes: list[EntityChange] = field(default_factory=list)
