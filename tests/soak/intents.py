"""What commits change, as JSON that a journal keeps; and what a workspace must hold when they were carried out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.soak.journal import Effect, Intent

__all__ = [
    "Expected",
    "Made",
    "create",
    "custom",
    "delete",
    "ensured",
    "event",
    "expected",
    "file",
    "item",
    "metadata",
    "set_values",
    "unfile",
]


def create(entity_type: str, id: str, **values: Any) -> Effect:
    """An entity is there, with these values."""
    return ["create", entity_type, id, values]


def set_values(id: str, **values: Any) -> Effect:
    """An entity has these values."""
    return ["set", id, values]


def delete(id: str) -> Effect:
    """An entity is gone."""
    return ["delete", id]


def metadata(id: str, key: str, value: str | None) -> Effect:
    """An entity has this metadata, or, with None, has it no longer."""
    return ["metadata", id, key, value]


def custom(id: str, key: str, value: float) -> Effect:
    """An entity has this custom attribute."""
    return ["custom", id, key, value]


def item(list_id: str, id: str, *, within: bool) -> Effect:
    """An entity is in a list, or is not."""
    return ["item", list_id, id, within]


def ensured(parent_id: str, name: str, bid: float) -> Effect:
    """There is exactly one task of this name and parent, and it has this bid."""
    return ["ensured", parent_id, name, bid]


def event(uid: str) -> Effect:
    """An event is published."""
    return ["event", uid]


def file(store: str, version_id: str, name: str, digests: dict[str, str]) -> Effect:
    """A component of this version and name is in a store; its members, or itself, have these SHA-256 digests."""
    return ["file", store, version_id, name, digests]


def unfile(version_id: str, name: str) -> Effect:
    """A component is gone, with its files."""
    return ["unfile", version_id, name]


@dataclass(slots=True)
class Made:
    """An entity that must be there, and by which intent."""

    entity_type: str
    values: dict[str, Any]
    by: Intent


@dataclass(slots=True)
class Expected:
    """What a workspace must hold; `uncertain` are creations of which all or none are there."""

    entities: dict[str, Made] = field(default_factory=dict)
    deleted: dict[str, Intent] = field(default_factory=dict)
    metadata: dict[str, dict[str, str]] = field(default_factory=dict)
    custom: dict[str, dict[str, float]] = field(default_factory=dict)
    items: dict[str, set[str]] = field(default_factory=dict)
    ensured: dict[tuple[str, str], float] = field(default_factory=dict)
    events: dict[str, Intent] = field(default_factory=dict)
    possible_events: dict[str, Intent] = field(default_factory=dict)
    files: dict[tuple[str, str], tuple[str, dict[str, str], Intent]] = field(default_factory=dict)
    possible_files: dict[tuple[str, str], tuple[str, dict[str, str], Intent]] = field(default_factory=dict)
    uncertain: list[Intent] = field(default_factory=list)
    steps: dict[str, list[float]] = field(default_factory=dict)
    """Each bid that an entity must have had, in order; of what was deleted too."""

    @property
    def touched(self) -> set[str]:
        """The ids of what cannot be judged: nobody knows whether an intent on it was carried out."""
        changes = ("set", "delete", "metadata", "custom", "item")
        return {effect[1] for intent in self.uncertain for effect in intent.effects if effect[0] in changes}


def expected(done: Iterable[Intent]) -> Expected:
    """Return what must be there after intents, each worker's in its order."""
    state = Expected()
    for intent in done:
        if intent.outcome in ("abandoned", "open"):
            _uncertain(state, intent)
        elif intent.outcome == "done":
            for effect in intent.effects:
                _apply(state, effect, intent)
    return state


def _uncertain(state: Expected, intent: Intent) -> None:
    state.uncertain.append(intent)
    for kind, *rest in intent.effects:
        if kind == "event":
            state.possible_events[rest[0]] = intent
        elif kind == "file":
            store, version_id, name, digests = rest
            state.possible_files[version_id, name] = (store, digests, intent)


def _apply(state: Expected, effect: Effect, intent: Intent) -> None:
    match effect:
        case ["create", entity_type, id, values]:
            state.entities[id] = Made(entity_type, dict(values), intent)
            if "bid" in values:
                state.steps[id] = [values["bid"]]
        case ["set", id, values]:
            state.entities[id].values.update(values)
            if "bid" in values:
                state.steps[id].append(values["bid"])
        case ["delete", id]:
            del state.entities[id]
            state.deleted[id] = intent
            for kept in (state.metadata, state.custom):
                kept.pop(id, None)
            for members in state.items.values():
                members.discard(id)
        case ["metadata", id, key, None]:
            state.metadata[id].pop(key, None)
        case ["metadata", id, key, value]:
            state.metadata.setdefault(id, {})[key] = value
        case ["custom", id, key, value]:
            state.custom.setdefault(id, {})[key] = value
        case ["item", list_id, id, within]:
            members = state.items.setdefault(list_id, set())
            (members.add if within else members.discard)(id)
        case ["ensured", parent_id, name, bid]:
            state.ensured[parent_id, name] = bid
        case ["event", uid]:
            state.events[uid] = intent
        case ["file", store, version_id, name, digests]:
            state.files[version_id, name] = (store, digests, intent)
        case ["unfile", version_id, name]:
            del state.files[version_id, name]
        case _:
            raise ValueError(f"no effect: {effect}")
