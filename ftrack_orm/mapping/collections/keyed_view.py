"""Related entities by key, seen as a mapping: metadata and custom attributes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping
from copy import copy
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar

from ftrack_orm.errors import InvalidValueError
from ftrack_orm.mapping.collections.membership import membership_of
from ftrack_orm.mapping.collections.relation_view import RelationView
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.state import assign, ledger_of

if TYPE_CHECKING:
    from ftrack_orm.mapping.attribute import MappedAttribute
    from ftrack_orm.mapping.collections.membership import Membership

__all__ = ["KeyedView", "place_entry"]

V = TypeVar("V")


class KeyedView(MutableMapping[str, V], RelationView):
    """A mapping of key to value over the entities that hold them; those themselves are in `entities`.

    It is loaded when it is read. Each change is one on one entity, so that a commit sends what was changed and nothing
    else. A copy, and what comes out of a pickle, is a plain dictionary.
    """

    __slots__ = ("_covered", "_entries", "attribute", "is_loaded", "key_name", "membership", "owner", "value_name")

    def __init__(self, owner: Any, attribute: MappedAttribute) -> None:
        assert attribute.mapping is not None
        self.owner: Any = owner
        self.attribute: MappedAttribute = attribute
        self.membership: Membership | None = membership_of(type(owner).__mapper__, attribute)
        self.is_loaded: bool = False
        self.key_name: str
        self.value_name: str
        self.key_name, self.value_name = attribute.mapping
        self._entries: dict[str, Any] = {}
        self._covered: dict[str, Any] = {}
        """What the server holds under a key that was made here too, not knowing of it."""

    @property
    def entities(self) -> Mapping[str, Any]:
        """The entities themselves, by key."""
        self.load()
        return dict(self._entries)

    @property
    def _held(self) -> dict[str, Any]:
        """What is here of them; nothing is loaded."""
        return dict(self._entries)

    def _hold(self, entities: Mapping[str, Any]) -> None:
        """Show these entities; nothing is asked of them, since they may be bare still."""
        self._entries = dict(entities)

    def __getitem__(self, key: str) -> V:
        value: V = getattr(self._entry(key), self.value_name)
        return copy(value) if value.__class__ is list else value  # a list changed in place would never be sent

    def __contains__(self, key: object) -> bool:
        self.load()
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        self.load()
        return iter(tuple(self._entries))

    def __len__(self) -> int:
        self.load()
        return len(self._entries)

    def __repr__(self) -> str:
        if not self.is_loaded:
            return f"<{self.attribute.name}: not loaded>"
        return repr({key: entry.__dict__.get(self.value_name) for key, entry in self._entries.items()})

    def __copy__(self) -> dict[str, V]:
        return dict(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, V]:
        return dict(self)

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        return dict, (dict(self),)

    def __setitem__(self, key: str, value: V) -> None:
        self._check_key(key)
        checked = self._checked(key, value)
        entry = self._writable(key)
        if entry is None:
            self._create(key, checked)
            return
        with RECORDING:
            place_entry(entry, self, key)
            ledger = ledger_of(entry)
            if ledger is not None and ledger.is_deleted(entry):
                ledger.keep(entry)
            assign(entry, type(entry).__mapper__.attributes[self.value_name], checked)

    def __delitem__(self, key: str) -> None:
        entry = self._entry(key)
        self._refuse_removal(key)
        place_entry(entry, self, key)
        ledger = ledger_of(entry)
        if ledger is not None:
            ledger.delete(entry)
        self.departed(entry)

    def replace(self, content: Mapping[str, V]) -> None:
        """Hold exactly this: keys that are not among it are removed."""
        if content is self:
            return
        if not isinstance(content, Mapping):
            raise InvalidValueError(f"{self._label()} takes a mapping of keys to values, got {content!r}")
        wanted = dict(content)
        for key, value in wanted.items():
            self._check_key(key)
            self._checked(key, value)
        for key in self:
            if key not in wanted:
                del self[key]
        self.update(wanted)

    def fill(self, members: Iterable[Any]) -> None:
        """Show these members and those that are about to come, without those that are about to go."""
        entries = {entry.__dict__[self.key_name]: entry for entry in members}
        self._covered = {}
        ledger, membership = ledger_of(self.owner), self.membership
        if ledger is not None and ledger.is_moving and membership is not None:
            owner = self.owner.__ftrack_key__[0]
            going, coming = ledger.departures(membership, owner), ledger.arrivals(membership, owner)
            if going:
                entries = {key: entry for key, entry in entries.items() if id(entry) not in going}
            new = {entry.__dict__[self.key_name]: entry for entry, _ in coming.values()}
            self._covered = {key: entry for key, entry in entries.items() if key in new}
            entries |= new
        self._entries = entries
        self._shown()

    def arrived(self, member: Any) -> None:
        """Show a member, if it does not."""
        if self.is_loaded:
            self._entries[member.__dict__[self.key_name]] = member

    def departed(self, member: Any) -> None:
        """Show a member no longer."""
        key = member.__dict__.get(self.key_name)
        if self._entries.get(key) is member:
            del self._entries[key]
            if key in self._covered:
                self._entries[key] = self._covered.pop(key)

    def members(self) -> list[Any]:
        """Return the entities that are shown now; nothing is loaded."""
        return list(self._entries.values())

    def restore(self, members: Collection[Any]) -> None:
        """Show what `members()` gave once; the entities themselves are restored by whoever calls this."""
        self._entries = {entry.__dict__[self.key_name]: entry for entry in members}
        self._shown()

    def _entry(self, key: str) -> Any:
        self.load()
        return self._entries[key]

    def _check_key(self, key: object) -> None:
        if not isinstance(key, str):
            raise InvalidValueError(f"{self._label()} has keys of text, got {key!r}")

    def _label(self) -> str:
        return f"{self.owner.__entity_type__}.{self.attribute.name}"

    @abstractmethod
    def _checked(self, key: str, value: V) -> V:
        """Return a value as it is kept, or refuse it."""

    @abstractmethod
    def _writable(self, key: str) -> Any | None:
        """Return the entity of a key to write to; None where there is none."""

    @abstractmethod
    def _create(self, key: str, value: V) -> None:
        """Make the entity of a key."""

    @abstractmethod
    def _refuse_removal(self, key: str) -> None:
        """Refuse to remove a key where that cannot be."""


def place_entry(entry: Any, view: KeyedView[Any], key: str) -> None:
    """Note on an entity of which owner's mapping it is the value, for a plan to tell it."""
    object.__setattr__(entry, "__ftrack_place__", (view.owner, f"{view.attribute.name}[{key!r}]"))
