"""Which entity type narrows which, where a server does not say so itself.

Newer servers state `$mixin`; older ones (up to 2021) state nothing, and their types are flat. The table holds what both
agree on; a kind of task is told by its server table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["base_of"]

_BASES: Mapping[str, str] = {
    "AssetVersionList": "List",
    "AssetVersionStatusChange": "StatusChange",
    "AssetVersionStatusRuleGroup": "StatusRuleGroup",
    "BaseUser": "Resource",
    "Collaborator": "BaseUser",
    "ContainerComponent": "Component",
    "CustomAttributeConfiguration": "CustomConfigurationBase",
    "CustomAttributeLinkConfiguration": "CustomConfigurationBase",
    "FileComponent": "Component",
    "Group": "Resource",
    "NoteAnnotationComponent": "NoteComponent",
    "NoteCategory": "NoteLabel",
    "Project": "Context",
    "SequenceComponent": "ContainerComponent",
    "TypedContext": "Context",
    "TypedContextList": "List",
    "TypedContextStatusChange": "StatusChange",
    "TypedContextStatusRuleGroup": "StatusRuleGroup",
    "User": "BaseUser",
} | {
    f"{owner}CustomAttributeLink{suffix}": f"CustomAttributeLink{suffix}"
    for owner in ("Context", "AssetVersion", "List", "User", "Group", "Asset", "Component")
    for suffix in ("", "From")
}


def base_of(raw: Mapping[str, Any], known: Mapping[str, Any]) -> str | None:
    """Return the nearest base of a wire schema among the `known` types, or None."""
    mixin = raw.get("$mixin")
    stated = mixin.get("$ref") if isinstance(mixin, Mapping) else None
    name = raw.get("id")
    if isinstance(stated, str) and stated in known and stated != name:
        return stated
    base = _BASES.get(str(name))
    if base is None and _is_kind_of_task(raw):
        base = "TypedContext"
    while base is not None and base not in known:
        base = "Context" if base == "TypedContext" else _BASES.get(base)
    return base if base != name else None


def _is_kind_of_task(raw: Mapping[str, Any]) -> bool:
    alias = raw.get("alias_for")
    return isinstance(alias, Mapping) and alias.get("id") == "Task"
