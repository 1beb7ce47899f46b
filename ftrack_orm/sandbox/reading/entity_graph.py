"""The entities of one message, each once, and how they are written into it.

A message holds each value of an entity once; every other mention is a reference of type and primary key. The full copy
stands where the entity is met first, going level by level, so that the message is never nested deeper than what was
asked for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
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

    def related(self, name: str) -> Sequence[EntityRecord]:
        """Return the records that a value leads to; none where it is no relation."""
        value = self.data[name]
        if isinstance(value, EntityRecord):
            return (value,)
        return value if isinstance(value, list) and value and isinstance(value[0], EntityRecord) else ()


class EntityGraph:
    """The records of one message."""

    def __init__(self) -> None:
        self._records: dict[Identity, EntityRecord] = {}
        self._written: dict[int, int] = {}
        """How many values each record was written with, by its id; later ones come after them."""

    def record(self, identity: Identity, reference: dict[str, JSON]) -> EntityRecord:
        """Return the record of an entity, made when it is met first."""
        found = self._records.get(identity)
        if found is None:
            found = self._records[identity] = EntityRecord(reference)
        return found

    def write(self, records: Sequence[EntityRecord]) -> list[JSON]:
        """Return the rows of an answer: what was written into this message before is only referred to.

        Where an earlier answer of the message held less of an entity, this one adds what it lacked.
        """
        rows: list[JSON] = []
        pending: deque[_Mention] = deque()
        outdated = self._outdated(records) if self._written else set()
        for record in records:
            rows.append(self._mention(record, outdated, pending))
        while pending:
            record, names, row = pending.popleft()
            for name in record.data if names is None else names:
                value = record.data[name]
                if isinstance(value, EntityRecord):
                    row[name] = self._mention(value, outdated, pending)
                elif isinstance(value, list) and value and isinstance(value[0], EntityRecord):
                    row[name] = [self._mention(item, outdated, pending) for item in value]
                else:
                    row[name] = value
        return rows

    def _mention(self, record: EntityRecord, outdated: set[int], pending: deque[_Mention]) -> dict[str, JSON]:
        row = dict(record.reference)
        key = id(record)
        if key not in self._written:
            self._written[key] = len(record.data)
            pending.append((record, None, row))
        elif key in outdated:
            outdated.discard(key)
            before, self._written[key] = self._written[key], len(record.data)
            names = [name for place, name in enumerate(record.data) if place >= before or record.related(name)]
            pending.append((record, names, row))
        return row

    def _outdated(self, records: Iterable[EntityRecord]) -> set[int]:
        """Return which records were written before with less than they, or what they lead to, hold now."""
        owners: dict[int, list[int]] = {}
        news: list[int] = []
        seen: set[int] = set()
        pending = deque(records)
        while pending:
            record = pending.popleft()
            if id(record) in seen:
                continue
            seen.add(id(record))
            if self._written.get(id(record)) != len(record.data):
                news.append(id(record))
            for name in record.data:
                for related in record.related(name):
                    owners.setdefault(id(related), []).append(id(record))
                    pending.append(related)
        outdated: set[int] = set()
        while news:
            key = news.pop()
            if key not in outdated:
                outdated.add(key)
                news += owners.get(key, ())
        return outdated


_Mention: TypeAlias = tuple[EntityRecord, list[str] | None, dict[str, JSON]]
"""A record whose values are still to be written, which of them (None for all), and its row."""
