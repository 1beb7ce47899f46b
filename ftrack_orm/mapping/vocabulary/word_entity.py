"""The entity that a word stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftrack_orm.errors import InvalidValueError, NotLoadedError
from ftrack_orm.mapping.held_shape import held_shape
from ftrack_orm.mapping.state import hydrated, ledger_of

if TYPE_CHECKING:
    from ftrack_orm.mapping.attribute import MappedAttribute
    from ftrack_orm.mapping.ledger import Ledger
    from ftrack_orm.mapping.mapper import Mapper
    from ftrack_orm.mapping.vocabulary.words import Words

__all__ = ["bind_words", "entity_of", "is_loose"]

_SHOWN = ("color", "name", "sort")
"""What a word knows of its entity."""


def entity_of(word: Words, target: Mapper, owner: Any) -> Any:
    """Return the entity that a word stands for, as its owner's session has it; nothing is asked.

    Of an owner that no session knows it is one that knows no more than the word, until the owner is added.

    Raises:
        InvalidValueError: The target's entities are none of these.
    """
    if target.root != word.__entity_type__:
        raise InvalidValueError(f"expected a {target.entity_type}, got {word!r}, which is a {word.__entity_type__}")
    ledger = None if owner is None else ledger_of(owner)
    values = {target.primary_key[0]: word.id}
    if ledger is not None:
        return ledger.stub(target.entity_class, values)
    return hydrated(target.entity_class, values, _WordLoader(word))


def is_loose(entity: Any) -> bool:
    """Tell whether an entity came from a word, and no session holds it yet."""
    return isinstance(entity.__ftrack_loader__, _WordLoader)


def bind_words(entity: Any, ledger: Ledger) -> None:
    """Put the session's own entities in place of those that came from words."""
    values = entity.__dict__
    for name in held_shape(type(entity).__mapper__, values).links:
        linked = values[name]
        if linked is not None and is_loose(linked):
            values[name] = ledger.stub(type(linked), dict(linked.__dict__))


class _WordLoader:
    """Loads from a word what the word knows; implements `Loader` for entities that no session holds yet."""

    __slots__ = ("_word",)

    ledger = None
    media = None

    def __init__(self, word: Words) -> None:
        self._word = word

    def load(self, entity: Any, attribute: MappedAttribute) -> object:
        """Return what the word knows of its entity."""
        if attribute.api_name in _SHOWN:
            return getattr(self._word, attribute.api_name)
        raise NotLoadedError(entity.__entity_type__, attribute.name, f"{self._word!r} is in no session yet; add() it")

    def changed(self, entity: Any) -> None:
        """Take note of nothing."""

    def unchanged(self, entity: Any) -> None:
        """Take note of nothing."""

    def is_created(self, entity: Any) -> bool:
        """It is on the server, since it was there."""
        return True

    def records(self, entity: Any) -> bool:
        """Nothing is recorded of it."""
        return False
