"""Custom attributes that hold entities, by their keys: `shot.custom_attribute_links.director`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftrack_orm.errors import NotLoadedError, UnknownAttributeError, UnknownKeyError
from ftrack_orm.mapping.state import ledger_of

if TYPE_CHECKING:
    from ftrack_orm.mapping.attribute import MappedAttribute

__all__ = ["LINK", "LinkViews"]

LINK = "CustomAttributeLink"
"""The entity type that ties an entity to those that a custom attribute of it holds."""


class LinkViews:
    """What one entity leads to, by key; which attribute a key stands for is asked once in a session."""

    __slots__ = ("_attribute", "_owner")

    def __init__(self, owner: Any, attribute: MappedAttribute) -> None:
        self._owner = owner
        self._attribute = attribute

    def __repr__(self) -> str:
        return f"<{self._attribute.name} of {self._owner!r}>"

    def __getitem__(self, key: str) -> Any:
        """Return the entities of a key.

        Raises:
            NotLoadedError: No session holds the entity yet.
            UnknownKeyError: No custom attribute of this key that holds entities applies to it.
        """
        ledger = ledger_of(self._owner)
        if ledger is None:
            why = "which entities it may lead to is known to a session; add() the entity first"
            raise NotLoadedError(self._owner.__entity_type__, self._attribute.name, why)
        return ledger.custom_links(self._owner, key)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except UnknownKeyError as error:
            label = f"{self._owner.__entity_type__}.{self._attribute.name}"
            raise UnknownAttributeError(label, name, error.known) from None
