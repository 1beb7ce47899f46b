"""The state of an entity beside its values: where it loads from, and what was changed since it was loaded.

`changes` maps the name of each changed attribute to the value it had (NOT_LOADED where it was not loaded). A foreign
key and its link change together. Only what was touched is recorded; nothing ever scans an entity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ftrack_orm.mapping.attribute import MappedAttribute
from ftrack_orm.mapping.collections.membership import memberships_touched
from ftrack_orm.mapping.collections.placement import follow, places
from ftrack_orm.mapping.collections.relation_view import RelationView
from ftrack_orm.mapping.identifier import new_id
from ftrack_orm.mapping.ledger import Ledger
from ftrack_orm.mapping.loader import Loader
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.rule import Rule
from ftrack_orm.sentinels import NOT_LOADED

__all__ = [
    "adopt",
    "assign",
    "begin",
    "changes_of",
    "drop_values",
    "forget_changes",
    "hydrated",
    "is_changed",
    "leads_to",
    "ledger_of",
    "loader_of",
    "made",
    "record_change",
    "restore",
    "saved",
    "settle_changes",
    "write",
]

_set = object.__setattr__


def begin(entity: Any, values: dict[str, Any]) -> None:
    """Give a new entity its values, as its own dictionary, and its empty state: no session, no changes."""
    _set(entity, "__dict__", values)
    _set(entity, "__ftrack_loader__", None)
    _set(entity, "__ftrack_changes__", None)
    _set(entity, "__ftrack_unloaded__", None)


def made(entity_class: type[Any], values: dict[str, Any] | None = None) -> Any:
    """Return a new entity with these values, past validation; `values` becomes its own dictionary."""
    entity: Any = object.__new__(entity_class)
    given = {} if values is None else values
    if entity_class.__mapper__.primary_key == ("id",):
        given.setdefault("id", new_id())
    begin(entity, given)
    return entity


def hydrated(entity_class: type[Any], values: dict[str, Any], loader: Loader) -> Any:
    """Return an entity that holds what the server sent, past validation; `values` becomes its own dictionary."""
    entity: Any = object.__new__(entity_class)
    _set(entity, "__dict__", values)
    _set(entity, "__ftrack_loader__", loader)
    _set(entity, "__ftrack_changes__", None)
    _set(entity, "__ftrack_unloaded__", None)
    return entity


def loader_of(entity: Any) -> Loader | None:
    """Return what loads the entity's attributes; None for one that no session knows."""
    loader: Loader | None = entity.__ftrack_loader__
    return loader


def ledger_of(entity: Any) -> Ledger | None:
    """Return the books of the entity's session; None for one that no session knows."""
    loader = entity.__ftrack_loader__
    return None if loader is None else loader.ledger


def adopt(entity: Any, loader: Loader | None) -> None:
    """Let the entity load through this from now on."""
    _set(entity, "__ftrack_loader__", loader)


def changes_of(entity: Any) -> dict[str, Any]:
    """Return the values that changed attributes had; empty for a clean entity."""
    return entity.__ftrack_changes__ or {}


def forget_changes(entities: Iterable[Any]) -> None:
    """Take the present values of entities for the loaded ones."""
    for entity in entities:
        _set(entity, "__ftrack_changes__", None)


def is_changed(entity: Any) -> bool:
    """Tell whether the entity has pending changes."""
    return bool(entity.__ftrack_changes__)


def saved(entity: Any, sent: Mapping[str, Any], *, created: bool) -> None:
    """Take the values that were sent for the loaded ones; what was changed after the sending stays pending."""
    values = entity.__dict__
    changes = dict(changes_of(entity))
    if created:
        key = type(entity).__mapper__.primary_key
        for value in list(values.values()):
            if isinstance(value, RelationView):
                value.owner_created()
        changes = {name: NOT_LOADED for name, value in values.items() if name not in key and not _is_view(value)}
    for name, value in _with_companions(entity, sent):
        if _same(values.get(name, NOT_LOADED), value):
            changes.pop(name, None)
            link = type(entity).__mapper__.key_links.get(name)
            if link is not None and link.name not in values:
                changes.pop(link.name, None)  # a key was set past its link
        elif name in changes:
            changes[name] = value
    _set(entity, "__ftrack_changes__", changes or None)


def restore(entity: Any, names: Iterable[str] | None = None) -> None:
    """Give changed attributes the values that they had; all of them, or those that are named."""
    mapper, changes = type(entity).__mapper__, changes_of(entity)
    chosen = {name: changes[name] for name in (changes if names is None else names) if name in changes}
    ledger = ledger_of(entity)
    touched = dict.fromkeys(m for name in chosen for m in memberships_touched(mapper, name)) if ledger else ()
    before = places(entity, touched, ledger) if ledger is not None and touched else []
    for name, value in chosen.items():
        _put(entity, name, value)
    left = {name: value for name, value in changes.items() if name not in chosen}
    _set(entity, "__ftrack_changes__", left or None)
    if ledger is not None and before:
        follow(entity, before, ledger)


def drop_values(entity: Any, names: Iterable[str]) -> None:
    """Forget values and their changes, as if they had not been loaded."""
    with RECORDING:
        chosen = list(names)
        changed = is_changed(entity)
        restore(entity, chosen)
        for name in chosen:
            value = entity.__dict__.get(name)
            if isinstance(value, RelationView):
                value.unload()
            else:
                entity.__dict__.pop(name, None)
        if changed and not is_changed(entity):
            entity.__ftrack_loader__.unchanged(entity)


def leads_to(values: Mapping[str, Any], link: str, key: Any) -> bool:
    """Tell whether a link is loaded among an entity's values, and leads to the entity of a foreign key."""
    linked = values.get(link, NOT_LOADED)
    if linked is NOT_LOADED:
        return False
    return bool(key is None if linked is None else linked.__ftrack_key__[0] == key)


def assign(entity: Any, attribute: MappedAttribute, value: Any) -> None:
    """Set an attribute, and the foreign key or link that says the same; record what they were."""
    write(entity, type(entity).__mapper__.rules.of(attribute.name), value)


def write(entity: Any, rule: Rule, value: Any) -> None:
    """Set an attribute by its rule; see `assign`."""
    with RECORDING:
        touched = memberships_touched(rule.mapper, rule.name)
        if rule.is_plain and not touched:  # nearly every value: no further call
            _set_plain(entity, rule.name, value)
            return
        ledger = ledger_of(entity) if touched else None
        if ledger is None:
            _set_value(entity, rule, value)
            return
        before = places(entity, touched, ledger)
        _set_value(entity, rule, value)
        follow(entity, before, ledger)


def _set_value(entity: Any, rule: Rule, value: Any) -> None:
    if rule.is_plain:
        _set_plain(entity, rule.name, value)
        return
    mapper, name = rule.mapper, rule.name
    _complete_key(entity, rule)
    _record(entity, name, value)
    if rule.companion is not None:
        _record(entity, rule.companion, None if value is None else value.__ftrack_key__[0])
    elif name in mapper.key_links:
        link = mapper.key_links[name].name
        present = entity.__dict__.get(link)
        agrees = present is not None and present.__ftrack_key__[0] == value
        if not agrees and (link in entity.__dict__ or link in changes_of(entity)):
            _record(entity, link, NOT_LOADED)
    settle_changes(entity)


def _complete_key(entity: Any, rule: Rule) -> None:
    """Take over the foreign key that a loaded link tells, so that setting the same or setting it back is no change."""
    name, links = rule.attribute.name, rule.mapper.key_links
    key, link = (name, links[name].name) if name in links else (rule.companion, name)
    values = entity.__dict__
    if key is None or key in values or entity.__ftrack_loader__ is None:
        return
    linked = values.get(link, NOT_LOADED)
    if linked is not NOT_LOADED:
        values[key] = None if linked is None else linked.__ftrack_key__[0]


def _set_plain(entity: Any, name: str, value: Any) -> None:
    """Set a value that no other attribute depends on; one entry of a dictionary records what was there before."""
    values, changes = entity.__dict__, entity.__ftrack_changes__
    before = values.get(name, NOT_LOADED)
    values[name] = value
    if changes is not None and name in changes:
        if _same(value, changes[name]):
            del changes[name]
            _clean_up(entity, changes)
        return
    loader = entity.__ftrack_loader__
    if loader is None or value is before:
        return
    if value.__class__ is str is before.__class__:  # most values are texts
        if value == before:
            return
    elif _same(value, before):
        return
    if not loader.records(entity):
        return
    if changes is None:
        _set(entity, "__ftrack_changes__", {name: before})
        loader.changed(entity)
    else:
        changes[name] = before


def _record(entity: Any, name: str, value: Any) -> None:
    record_change(entity, name, entity.__dict__.get(name, NOT_LOADED))
    if value is NOT_LOADED:
        entity.__dict__.pop(name, None)
    else:
        entity.__dict__[name] = value


def _put(entity: Any, name: str, value: Any) -> None:
    """Set a value past all recording; the content of a collection is given as a tuple."""
    values = entity.__dict__
    if value is NOT_LOADED:
        values.pop(name, None)
    elif isinstance(value, tuple) and _is_view(values.get(name)):
        values[name].fill(value)
    else:
        values[name] = value


def record_change(entity: Any, name: str, before: Any) -> None:
    """Take note of the value that an attribute has, before it changes."""
    loader = entity.__ftrack_loader__
    if loader is None or not loader.records(entity):
        return
    changes = entity.__ftrack_changes__
    if changes is None:
        changes = {}
        _set(entity, "__ftrack_changes__", changes)
        loader.changed(entity)
    changes.setdefault(name, before)


def settle_changes(entity: Any) -> None:
    """Drop what was set back to the value it had; an entity without changes is clean."""
    changes = entity.__ftrack_changes__
    if changes is None:
        return
    values = entity.__dict__
    links = type(entity).__mapper__.key_links
    for name in [name for name, before in changes.items() if _same(values.get(name, NOT_LOADED), before)]:
        link = links[name].name if name in links else None
        if link is not None and link in changes:
            # the key is back, so the link is too, though it may not have been loaded before
            before = changes.pop(link)
            if link not in values:
                _put(entity, link, before)
        changes.pop(name, None)
    _clean_up(entity, changes)


def _clean_up(entity: Any, changes: dict[str, Any]) -> None:
    """Take note that an entity without changes is clean."""
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
        return isinstance(value, list) and len(value) == len(before) and set(map(id, value)) == set(map(id, before))
    if value is before:
        return True
    if value.__class__ is before.__class__:
        return bool(value == before)
    return _kind(value) is _kind(before) and bool(value == before)


def _kind(value: Any) -> type:
    """Return what a value is for comparing: 24 and 24.0 are the same number, True is none."""
    return float if type(value) is int else type(value)


def _is_view(value: Any) -> bool:
    return isinstance(value, RelationView)
