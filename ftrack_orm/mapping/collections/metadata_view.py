"""Metadata: text by key, each an entity of its own."""

from __future__ import annotations

from typing import Any

from ftrack_orm.errors import InvalidValueError
from ftrack_orm.mapping.collections.keyed_view import KeyedView, place_entry
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.state import ledger_of, loader_of, made

__all__ = ["MetadataView"]


class MetadataView(KeyedView[str]):
    """`shot.metadata`: setting a key creates, updates, or brings back one `Metadata`, deleting it deletes that."""

    __slots__ = ()

    def _checked(self, key: str, value: str) -> str:
        if not isinstance(value, str):
            remedy = "delete the key instead" if value is None else f"write str({value!r})"
            raise InvalidValueError(f"{self._label()}[{key!r}] is text, got {value!r}; {remedy}")
        return value

    def _writable(self, key: str) -> Any | None:
        self.load()
        return self._entries.get(key) or self._going(key)

    def _create(self, key: str, value: str) -> None:
        target = type(self.owner).__mapper__.target(self.attribute)
        values: dict[str, Any] = {self.key_name: key, self.value_name: value}
        if self.membership is not None:
            values[self.membership.key] = self.owner.__ftrack_key__[0]
            if self.membership.type_attribute is not None:
                values[self.membership.type_attribute] = self.owner.__entity_type__
        entry = made(target.entity_class, values)
        place_entry(entry, self, key)
        with RECORDING:
            ledger = ledger_of(self.owner)
            if ledger is not None:
                ledger.add(entry)  # first, since it may refuse
            self._entries[key] = entry

    def _refuse_removal(self, key: str) -> None:
        """Any key may be removed."""

    def _going(self, key: str) -> Any | None:
        """Return the entity of a key that was removed and is still on the server."""
        loader, membership = loader_of(self.owner), self.membership
        if loader is None or loader.ledger is None or membership is None or not loader.is_created(self.owner):
            return None  # of a new owner nothing is on the server
        ledger = loader.ledger
        going = ledger.departures(membership, self.owner.__ftrack_key__[0])
        return next((entry for entry, _ in going.values() if entry.__dict__.get(self.key_name) == key), None)
