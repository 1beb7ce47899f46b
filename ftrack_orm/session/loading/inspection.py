"""Where an entity stands: its state, what is loaded of it, what was changed. Nothing is loaded to tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.detachment import Detachment
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.state import changes_of, loader_of
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session.loading.siblings import Siblings

__all__ = ["Inspection", "State", "inspect"]

State: TypeAlias = Literal["transient", "pending", "persistent", "deleted", "detached"]
"""No session knows it; to be created; on the server; deleted, or to be; its session let go of it, or was closed."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """An entity at one moment."""

    state: State
    loaded: tuple[str, ...]
    """The attributes whose values are here."""
    changes: Mapping[str, tuple[Any, Any]]
    """Of each changed attribute the loaded and the current value; NOT_LOADED stands for a value that is not here.

    Of an entity that is not on the server every given value is a change. Collections are given as tuples.
    """


def inspect(entity: Entity) -> Inspection:
    """Tell where an entity stands."""
    with RECORDING:
        state = _state(entity)
        loaded = tuple(name for name in entity.__dict__ if name in type(entity).__mapper__.attributes)
        return Inspection(state, loaded, dict(_changes(entity, state)))


def _state(entity: Entity) -> State:
    match loader_of(entity):
        case None:
            return "transient"
        case Detachment() as detachment:
            return detachment.state
        case Siblings() as siblings:
            return siblings.state_of(entity)
        case _:
            return "detached"


def _changes(entity: Entity, state: State) -> dict[str, tuple[Any, Any]]:
    values = entity.__dict__
    if state in ("transient", "pending"):
        key = type(entity).__mapper__.primary_key
        return {name: (NOT_LOADED, _shown(value)) for name, value in values.items() if name not in key}
    pairs = {name: (old, _shown(values.get(name, NOT_LOADED))) for name, old in changes_of(entity).items()}
    return {name: pair for name, pair in pairs.items() if not (isinstance(pair[0], tuple) and pair[0] == pair[1])}


def _shown(value: Any) -> Any:
    """Return a value as it is now, though a list may change later."""
    return tuple(value) if isinstance(value, list) else value
