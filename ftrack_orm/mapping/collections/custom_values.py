"""Custom attributes: a value for each that applies to the entity, whoever set it or nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ftrack_orm.errors import InvalidValueError, ReadOnlyError, UnknownAttributeError
from ftrack_orm.mapping.collections.keyed_view import KeyedView, place_entry
from ftrack_orm.mapping.ledger import Ledger
from ftrack_orm.mapping.state import assign, ledger_of, loader_of, made
from ftrack_orm.transport.codec import naive_moment

if TYPE_CHECKING:
    from ftrack_orm.mapping.attribute import MappedAttribute

__all__ = ["CustomValues", "is_custom_value"]

_CONFIGURATION = "configuration_id"
_ENTITY = "entity_id"


def is_custom_value(entity_class: type[Any]) -> bool:
    """Tell whether entities of a class are values of custom attributes: they are there as soon as their owner is."""
    found: bool = entity_class.__mapper__.is_custom_value
    return found


class CustomValues(KeyedView[Any]):
    """`shot.custom_attributes`: setting a key updates its value, which the server has for every entity.

    `shot.custom_attributes.fps` is the same as `shot.custom_attributes["fps"]`, for keys that are names and not taken
    by what a mapping has itself. Nothing need be loaded to set one; which attribute a key stands for is asked once for
    a session. What was not loaded is sent even where it is the same.
    """

    __slots__ = ("_rivals",)

    def __init__(self, owner: Any, attribute: MappedAttribute) -> None:
        super().__init__(owner, attribute)
        self._rivals: dict[str, list[Any]] = {}
        """The values of several custom attributes with one key: of the project, and of all projects."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name in _OWN:
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError:
            known = tuple(self._entries)
            raise UnknownAttributeError(self._label(), name, known) from None

    if not TYPE_CHECKING:

        def __setattr__(self, name, value):
            if name in _OWN:
                object.__setattr__(self, name, value)
            else:
                self[_settable(self, name)] = value

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *filter(str.isidentifier, self._entries)})

    def owner_created(self) -> None:
        """Take note that the owner is on the server now, with values for all that was not set."""
        self.unload()

    def fill(self, members: Iterable[Any]) -> None:
        """Show these values, and those that were set."""
        by_key: dict[str, list[Any]] = {}
        for entry in members:
            by_key.setdefault(entry.__dict__[self.key_name], []).append(entry)
        own = {key: entry for key, entry in self._entries.items() if self.value_name in entry.__dict__}
        self._entries = own | {key: entries[0] for key, entries in by_key.items()}
        self._rivals = {key: entries for key, entries in by_key.items() if len(entries) > 1}
        self._shown()

    def complete(self, ledger: Ledger) -> None:
        """Find out which attributes the keys stand for that were set while no session knew the owner.

        Raises:
            UnknownKeyError: One of them applies to no such entity.
        """
        for key, entry in self._entries.items():
            if _CONFIGURATION not in entry.__dict__:
                entry.__dict__[_CONFIGURATION] = ledger.configuration(self.owner, key)

    def _entry(self, key: str) -> Any:
        self._choose(key)
        held = self._entries.get(key)
        if held is not None and self.value_name in held.__dict__:
            return held
        self.load()
        self._choose(key)
        return super()._entry(key)

    def _choose(self, key: str) -> None:
        """Of values with the same key take that of the attribute which the key stands for on the owner."""
        ledger = ledger_of(self.owner)
        if key in self._rivals and ledger is not None:
            chosen = ledger.configuration(self.owner, key)
            rivals = self._rivals.pop(key)
            self._entries[key] = next((e for e in rivals if e.__dict__[_CONFIGURATION] == chosen), rivals[0])

    def _checked(self, key: str, value: Any) -> Any:
        known = type(self.owner).__mapper__.registry.custom_attributes(self.owner.__entity_type__).get(key, ())
        if known and all(one.kind == "expression" for one in known):
            name = f"{self.attribute.name}[{key!r}]"
            raise ReadOnlyError(self.owner.__entity_type__, name, "the server computes it")
        if isinstance(value, datetime):
            return naive_moment(value)
        if value is None or isinstance(value, (str, int, float, date)):
            return value
        if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
            return [*value]
        raise InvalidValueError(
            f"{self._label()}[{key!r}] is text, a number, a flag, a date or a list of text, got {value!r}"
        )

    def _writable(self, key: str) -> Any | None:
        self._choose(key)
        return self._entries.get(key)

    def _create(self, key: str, value: Any) -> None:
        target = type(self.owner).__mapper__.target(self.attribute)
        loader, ledger = loader_of(self.owner), ledger_of(self.owner)
        values = {_ENTITY: self.owner.__ftrack_key__[0], self.key_name: key}
        if ledger is not None:
            values[_CONFIGURATION] = ledger.configuration(self.owner, key)
        if ledger is not None and loader is not None and loader.is_created(self.owner):
            entry = ledger.stub(target.entity_class, values)
        else:
            entry = made(target.entity_class, {**values, self.value_name: value})
        place_entry(entry, self, key)
        if loader_of(entry) is not None:
            assign(entry, target.attributes[self.value_name], value)
        elif ledger is not None:
            ledger.add(entry)  # it may refuse
        self._entries[key] = entry

    def _refuse_removal(self, key: str) -> None:
        name = f"{self.attribute.name}[{key!r}]"
        raise ReadOnlyError(self.owner.__entity_type__, name, "a custom attribute is never removed; assign None")


def _settable(view: CustomValues, name: str) -> str:
    """Return the key that a name stands for, where it is none of the mapping's own."""
    if name.startswith("_") or hasattr(CustomValues, name):
        label = f"{view.owner.__entity_type__}.{view.attribute.name}"
        raise InvalidValueError(f"{label}.{name} is a part of the mapping itself; write {label}[{name!r}] = ...")
    return name


_OWN = frozenset((*KeyedView.__slots__, *CustomValues.__slots__))
"""What the mapping itself keeps; every other name is a key."""
