"""The state of an entity beside its values: where it loads from, and what was changed since it was loaded.

`changes` maps the name of each changed attribute to the value it had (NOT_LOADED where it was not loaded). A foreign
key and its link change together. Only what was touched is recorded; nothing ever scans an entity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ftrack_orm.mapping.attribute import MappedAttribute
from ftrack_orm.mapping.loader import Loader
from ftrack_orm.mapping.tracked_list import TrackedList
from ftrack_orm.sentinels import NOT_LOADED

__all__ = [
    "adopt",
    "assign",
    "changes_of",
    "forget_changes",
    "hydrated",
    "is_changed",
    "loader_of",
    "new_state",
    "restore",
    "saved",
    "track_list",
]

_set = object.__setattr__


def new_state(entity: Any) -> None:
    """Give a new entity its empty state: no session, no changes."""
    _set(entity, "__ftrack_loader__", None)
    _set(entity, "__ftrack_changes__", None)


def hydrated(entity_class: type[Any], values: dict[str, Any], loader: Loader) -> Any:
    """Return an entity that holds what the server sent, past validation; `values` becomes its own dictionary."""
    entity: Any = object.__new__(entity_class)
    _set(entity, "__dict__", values)
    _set(entity, "__ftrack_loader__", loader)
    _set(entity, "__ftrack_changes__", None)
    return entity


def loader_of(entity: Any) -> Loader | None:
    """Return what loads the entity's attributes; None for one that no session knows."""
    loader: Loader | None = entity.__ftrack_loader__
    return loader


def adopt(entity: Any, loader: Loader | None) -> None:
    """Let the entity load through this from now on."""
    _set(entity, "__ftrack_loader__", loader)


def changes_of(entity: Any) -> dict[str, Any]:
    """Return the values that changed attributes had; empty for a clean entity."""
    return entity.__ftrack_changes__ or {}


def forget_changes(entity: Any) -> None:
    """Take the present values for the loaded ones."""
    _set(entity, "__ftrack_changes__", None)


def is_changed(entity: Any) -> bool:
    """Tell whether the entity has pending changes."""
    return bool(entity.__ftrack_changes__)


def saved(entity: Any, sent: Mapping[str, Any], *, created: bool) -> None:
    """Take the values that were sent for the loaded ones; what was changed after the sending stays pending."""
    values = entity.__dict__
    changes = dict(changes_of(entity))
    if created:
        mapper = type(entity).__mapper__
        changes = {name: NOT_LOADED for name in values if name not in mapper.primary_key}
    for name, value in _with_companions(entity, sent):
        if _same(values.get(name, NOT_LOADED), value):
            changes.pop(name, None)
        elif name in changes:
            changes[name] = value
    empty = [name for name in changes if isinstance(values.get(name), TrackedList) and changes[name] is NOT_LOADED]
    for name in empty if created else ():
        if not values[name]:
            del changes[name]
    _set(entity, "__ftrack_changes__", changes or None)


def restore(entity: Any) -> None:
    """Give every changed attribute the value that it had."""
    values = entity.__dict__
    for name, before in changes_of(entity).items():
        if before is NOT_LOADED:
            values.pop(name, None)
        elif isinstance(before, tuple):
            values[name] = track_list(entity, type(entity).__mapper__.attributes[name], before)
        else:
            values[name] = before
    forget_changes(entity)


def assign(entity: Any, attribute: MappedAttribute, value: Any) -> None:
    """Set an attribute, and the foreign key or link that says the same; record what they were."""
    mapper = type(entity).__mapper__
    _record(entity, attribute.name, value)
    if attribute.is_link and attribute.key is not None and attribute.key in mapper.attributes:
        _record(entity, attribute.key, None if value is None else value.__ftrack_key__[0])
    elif attribute.name in mapper.key_links:
        link = mapper.key_links[attribute.name].name
        present = entity.__dict__.get(link)
        if present is not None and present.__ftrack_key__[0] == value:
            return
        if link in entity.__dict__ or link in changes_of(entity):
            _record(entity, link, NOT_LOADED)
    _settle(entity)


def track_list(entity: Any, attribute: MappedAttribute, items: Iterable[Any]) -> TrackedList[Any]:
    """Return a list whose changes are recorded on the entity."""
    mapper = type(entity).__mapper__

    def accept(item: object) -> None:
        mapper.check_target(attribute, item)

    def before_change(present: TrackedList[Any]) -> None:
        _remember(entity, attribute.name, tuple(present))

    return TrackedList(items, accept, before_change)


def _record(entity: Any, name: str, value: Any) -> None:
    values = entity.__dict__
    before = values.get(name, NOT_LOADED)
    _remember(entity, name, tuple(before) if isinstance(before, TrackedList) else before)
    if value is NOT_LOADED:
        values.pop(name, None)
    else:
        values[name] = value


def _remember(entity: Any, name: str, before: Any) -> None:
    loader = entity.__ftrack_loader__
    if loader is None or not loader.is_created(entity):
        return
    changes = entity.__ftrack_changes__
    if changes is None:
        changes = {}
        _set(entity, "__ftrack_changes__", changes)
        loader.changed(entity)
    changes.setdefault(name, before)


def _settle(entity: Any) -> None:
    """Drop what was set back to the value it had; an entity without changes is clean."""
    changes = entity.__ftrack_changes__
    if changes is None:
        return
    values = entity.__dict__
    links = type(entity).__mapper__.key_links
    for name in [name for name, before in changes.items() if _same(values.get(name, NOT_LOADED), before)]:
        if name in links and links[name].name in changes and links[name].name in values:
            # the key is back, so the link is too, though it may not have been loaded before
            del changes[links[name].name]
        changes.pop(name, None)
    if not changes:
        _set(entity, "__ftrack_changes__", None)
        entity.__ftrack_loader__.unchanged(entity)


def _with_companions(entity: Any, sent: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give each sent value, and that of the foreign key which a sent link says too."""
    attributes = type(entity).__mapper__.attributes
    for name, value in sent.items():
        yield name, value
        key = attributes[name].key
        if attributes[name].is_link and key is not None and key not in sent:
            yield key, None if value is None else value.__ftrack_key__[0]


def _same(value: Any, before: Any) -> bool:
    if isinstance(before, tuple):
        return isinstance(value, list) and len(value) == len(before) and all(map(_is, value, before))
    return value is before or (type(value) is type(before) and bool(value == before))


def _is(one: object, other: object) -> bool:
    return one is other
