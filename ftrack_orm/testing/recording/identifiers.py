"""Ids that the client makes are others in each run: they stand for those of the recording."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ftrack_orm.transport import JSON

__all__ = ["NewIds"]

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


class NewIds:
    """Pairs the ids of entities that a run creates with those that the recorded run created, in their order."""

    def __init__(self) -> None:
        self._actual: dict[str, str] = {}

    def learn(self, recorded: list[JSON], actual: list[JSON]) -> None:
        """Take note of the entities that a request creates."""
        for before, now in zip(_created(recorded), _created(actual), strict=False):
            self._actual.setdefault(before, now)

    def translate(self, recorded: JSON) -> JSON:
        """Return what was recorded with the ids of this run."""
        if isinstance(recorded, str):
            return _ID.sub(lambda found: self._actual.get(found[0], found[0]), recorded)
        if isinstance(recorded, list):
            return [self.translate(item) for item in recorded]
        if isinstance(recorded, dict):
            return {key: self.translate(value) for key, value in recorded.items()}
        return recorded


def _created(request: list[JSON]) -> Iterator[str]:
    for operation in request:
        if isinstance(operation, dict) and operation.get("action") == "create":
            yield from (part for part in operation.get("entity_key") or () if isinstance(part, str))
