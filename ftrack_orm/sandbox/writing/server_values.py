"""What the server itself sets on new entities, by their kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.owner_type import find_owners, server_word
from ftrack_orm.sandbox.storage.entity_row import EntityRow
from ftrack_orm.sandbox.storage.tables import TYPE, TYPE_FROM
from ftrack_orm.sandbox.writing.server_values_context import fill_contexts
from ftrack_orm.sandbox.writing.server_values_version import fill_asset_versions, fill_assets

__all__ = ["fill_server_values"]

Filler: TypeAlias = Callable[[Message, Sequence[EntityRow]], None]

_USER_IS_AUTHOR = {
    "AssetVersion": "user_id",
    "Dashboard": "created_by_id",
    "Job": "user_id",
    "List": "user_id",
    "Note": "user_id",
    "Timelog": "user_id",
    "Timer": "user_id",
    "UserView": "user_id",
}
_OWNERS_FIRST = {"ProjectSchema": 0, "Context": 1, "Asset": 2, "AssetVersion": 3}
_COMPONENTS = {"FileComponent": "file", "SequenceComponent": "sequence", "ContainerComponent": "container"}


def fill_server_values(message: Message, rows: Sequence[EntityRow]) -> None:
    """Set what the server sets; rows of one family each time, parents among them or stored."""
    by_root: dict[str, list[EntityRow]] = {}
    for row in rows:
        by_root.setdefault(row.family.root, []).append(row)
    for root in sorted(by_root, key=lambda name: _OWNERS_FIRST.get(name, len(_OWNERS_FIRST))):
        members = by_root[root]
        _fill_author(message, root, members)
        if root in _FILLERS:
            _FILLERS[root](message, members)


def _fill_author(message: Message, root: str, rows: Sequence[EntityRow]) -> None:
    name = _USER_IS_AUTHOR.get(root, "created_by_id")
    if name in rows[0].family.kinds:
        for row in rows:
            if name in message.store.schema[row.entity_type] and row.values.get(name) is None:
                row.values[name] = message.user_id or None


def _fill_owned(message: Message, rows: Sequence[EntityRow]) -> None:
    """Set `parent_type`, and of notes the project, from the entity that they hang on."""
    owners = find_owners(message, (row.values.get("parent_id") for row in rows))
    for row in rows:
        owner = owners.get(row.values.get("parent_id"))
        if owner is None:
            continue
        if row.values.get("parent_type") is None:
            row.values["parent_type"] = server_word(message, owner.entity_type)
        if "project_id" in row.family.kinds and row.values.get("project_id") is None:
            row.values["project_id"] = owner.values.get("project_id")


def _fill_notes(message: Message, rows: Sequence[EntityRow]) -> None:
    """Set what notes take from their entity, and replies from their thread; a reply hangs on the thread alone."""
    _fill_owned(message, rows)
    threads = message.lookup.by_id(rows[0].family, (row.values.get("in_reply_to_id") for row in rows))
    for row in rows:
        thread = threads.get(row.values.get("in_reply_to_id"))
        if thread is not None:
            row.values["project_id"] = row.values.get("project_id") or thread["project_id"]


def _fill_components(_: Message, rows: Sequence[EntityRow]) -> None:
    for row in rows:
        row.values.setdefault("system_type", _COMPONENTS.get(row.entity_type, "file"))


def _fill_resources(_: Message, rows: Sequence[EntityRow]) -> None:
    for row in rows:
        row.values["resource_type"] = row.values.get("resource_type") or row.entity_type.lower()


def _fill_asset_types(_: Message, rows: Sequence[EntityRow]) -> None:
    for row in rows:
        row.values["short"] = row.values.get("short") or row.values.get("name")


def _fill_configurations(_: Message, rows: Sequence[EntityRow]) -> None:
    for row in rows:
        row.values["config"] = row.values.get("config") or "{}"


def _fill_schemas(_: Message, rows: Sequence[EntityRow]) -> None:
    """Keep both names of the object type equal: they are one column of the server."""
    for row in rows:
        both = row.values.get("type_id") or row.values.get("object_type_id")
        row.values |= {"type_id": both, "object_type_id": both}


def _fill_links(message: Message, rows: Sequence[EntityRow]) -> None:
    """Set the concrete types of a custom attribute link, seen from either end."""
    ends = find_owners(message, (row.values.get(name) for row in rows for name in ("from_id", "to_id")))
    for row in rows:
        for end, column, suffix in (("from", TYPE, ""), ("to", TYPE_FROM, "From")):
            owner = ends.get(row.values.get(f"{end}_id"))
            if owner is None:
                continue
            word = f"{end}_entity_type"
            row.values[word] = row.values.get(word) or server_word(message, owner.entity_type)
            for name in message.store.schema.lineage(owner.entity_type):
                if f"{name}CustomAttributeLink{suffix}" in message.store.schema:
                    row.values[column] = f"{name}CustomAttributeLink{suffix}"


def _fill_appointments(_: Message, rows: Sequence[EntityRow]) -> None:
    for row in rows:
        row.values["type"] = row.values.get("type") or "assignment"


_FILLERS: Mapping[str, Filler] = {
    "Appointment": _fill_appointments,
    "Asset": fill_assets,
    "AssetType": _fill_asset_types,
    "AssetVersion": fill_asset_versions,
    "Component": _fill_components,
    "Context": fill_contexts,
    "CustomAttributeLink": _fill_links,
    "CustomAttributeLinkFrom": _fill_links,
    "CustomConfigurationBase": _fill_configurations,
    "EntitySetting": _fill_owned,
    "Metadata": _fill_owned,
    "Note": _fill_notes,
    "Resource": _fill_resources,
    "Schema": _fill_schemas,
    "StatusChange": _fill_owned,
}
