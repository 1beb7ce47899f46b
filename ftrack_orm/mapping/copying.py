"""Copies of entities, in memory and in pickles: what is loaded and what was changed, held by no session.

A copy has the key of its original. What is on the server becomes a detached entity, which `session.merge()` takes in;
what is still to be created becomes a transient one.
"""

from __future__ import annotations

import copy
from collections.abc import Collection
from typing import Any, NamedTuple

from ftrack_orm.mapping.collections.keyed_view import KeyedView
from ftrack_orm.mapping.collections.relation_view import RelationView, aside, put_aside
from ftrack_orm.mapping.collections.relations import new_relation
from ftrack_orm.mapping.detachment import COPIED, Detachment
from ftrack_orm.mapping.loader import Loader
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.state import adopt, begin, loader_of
from ftrack_orm.mapping.vocabulary.word_entity import is_loose

__all__ = ["Held", "bare", "copied", "deeply_copied", "give", "held", "pickled"]


class Held(NamedTuple):
    """All that a copy takes over from its original."""

    values: dict[str, Any]
    content: dict[str, tuple[bool, Collection[Any]]]
    """Of each collection and mapping whether it is loaded, and its entities; those of a mapping by their keys."""
    changes: dict[str, Any] | None
    loader: Loader | None


def held(entity: Any) -> Held:
    """Return what is here of an entity; nothing is loaded."""
    with RECORDING:
        values, content = {}, {}
        for name, value in [*entity.__dict__.items(), *aside(entity).items()]:
            if isinstance(value, RelationView):
                content[name] = (value.is_loaded, _entities(value))
            else:
                values[name] = value
        changes = entity.__ftrack_changes__
        return Held(values, content, None if changes is None else dict(changes), _stand_in(entity))


def bare(entity_class: type[Any]) -> Any:
    """Return an entity that holds nothing yet, not even a key."""
    entity: Any = object.__new__(entity_class)
    begin(entity, {})
    return entity


def give(entity: Any, taken: Held) -> None:
    """Give a bare entity what another held."""
    with RECORDING:
        begin(entity, dict(taken.values))
        adopt(entity, taken.loader)
        object.__setattr__(entity, "__ftrack_changes__", taken.changes)
        for name, (is_loaded, entities) in taken.content.items():
            view = new_relation(entity, type(entity).__mapper__.attributes[name])
            if isinstance(view, KeyedView):
                view._hold(entities)  # type: ignore[arg-type]  # of a mapping they come by their keys
            elif is_loaded:
                view.fill(entities)
            if is_loaded:
                entity.__dict__[name] = view
                view.is_loaded = True
            else:
                put_aside(view)


def copied(entity: Any) -> Any:
    """Return a copy that holds the same related entities."""
    made = bare(type(entity))
    give(made, held(entity))
    return made


def deeply_copied(entity: Any, done: dict[int, Any]) -> Any:
    """Return a copy that holds copies of the related entities; `done` is the memo of `copy.deepcopy`."""
    made = done[id(entity)] = bare(type(entity))
    give(made, copy.deepcopy(held(entity), done))
    return made


def pickled(entity: Any) -> tuple[Any, ...]:
    """Return what a pickle keeps: the class, and what is here; no session, and so no key and no connection."""
    return bare, (type(entity),), held(entity)


def _entities(view: RelationView) -> Collection[Any]:
    return view._held if isinstance(view, KeyedView) else view.members()


def _stand_in(entity: Any) -> Loader | None:
    """Return what a copy loads from: no session."""
    loader = loader_of(entity)
    if loader is None or isinstance(loader, Detachment) or is_loose(entity):
        return loader
    return COPIED if loader.is_created(entity) else None
