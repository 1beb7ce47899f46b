"""The entities of one message, each once, and how they are written into it.

A message holds each entity in full once; every other mention is a reference of type and primary key. The full copy
stands where the entity is met first, going level by level, so that the message is never nested deeper than what was
asked for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ftrack_orm.transport.operation import JSON

__all__ = ["EntityGraph", "EntityRecord", "Identity"]

Identity: TypeAlias = tuple[str, tuple[Any, ...]]
"""The table and the primary key."""


@dataclass(slots=True, eq=False)
class EntityRecord:
    """What is known of an entity: encoded values, records, and lists of records."""

    reference: dict[str, JSON]
    data: dict[str, Any] = field(default_factory=dict)


class EntityGraph:
    """The records of one message."""

    def __init__(self) -> None:
        self._records: dict[Identity, EntityRecord] = {}
        self._written: set[int] = set()

    def record(self, identity: Identity, reference: dict[str, JSON]) -> EntityRecord:
        """Return the record of an entity, made when it is met first."""
        found = self._records.get(identity)
        if found is None:
            found = self._records[identity] = EntityRecord(reference)
        return found

    def write(self, records: Iterable[EntityRecord]) -> list[JSON]:
        """Return the rows of an answer: what was written into this message before is only referred to."""
        rows: list[JSON] = []
        pending: deque[tuple[EntityRecord, dict[str, JSON]]] = deque()
        for record in records:
            rows.append(self._mention(record, pending))
        while pending:
            record, row = pending.popleft()
            for name, value in record.data.items():
                if isinstance(value, EntityRecord):
                    row[name] = self._mention(value, pending)
                elif isinstance(value, list) and value and isinstance(value[0], EntityRecord):
                    row[name] = [self._mention(item, pending) for item in value]
                else:
                    row[name] = value
        return rows

    def _mention(self, record: EntityRecord, pending: deque[tuple[EntityRecord, dict[str, JSON]]]) -> dict[str, JSON]:
        row = dict(record.reference)
        if id(record) not in self._written:
            self._written.add(id(record))
            pending.append((record, row))
        return row
