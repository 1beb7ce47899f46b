"""One custom attribute of a workspace: which entities have it, and what it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from ftrack_orm.schema.schema import Schema

__all__ = ["HIERARCHICAL", "OWNERS", "CustomAttribute", "CustomAttributeKind", "owns"]

CustomAttributeKind: TypeAlias = Literal[
    "text", "number", "boolean", "date", "enumerator", "dynamic enumerator", "url", "expression"
]

OWNERS: Mapping[str, str] = {
    "asset": "Asset",
    "assetversion": "AssetVersion",
    "list": "List",
    "listobject": "ListObject",
    "show": "Project",
    "task": "TypedContext",
    "user": "User",
}
"""The server's words for the kinds of entities that custom attributes are made for, and the entity types they mean."""

HIERARCHICAL = frozenset({"Asset", "AssetVersion", "Context"})
"""What has hierarchical attributes, its subtypes included."""

_KINDS: frozenset[str] = frozenset(get_args(CustomAttributeKind))


@dataclass(frozen=True, slots=True)
class CustomAttribute:
    """One `CustomAttributeConfiguration`.

    Several may share a key: `fps` of shots and `fps` of sequences are two, and so are that of one project and that of
    all others.
    """

    id: str
    key: str
    label: str
    kind: CustomAttributeKind | None
    """None for a kind that is not known here; its values are taken as they come."""
    entity_type: str | None
    """The server's word for its owners: task, show, assetversion ..."""
    object_type_id: str | None = None
    project_id: str | None = None
    """The project that alone has it; None where all have."""
    hierarchical: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    """What an enumerator offers, by value."""
    multiple: bool = False
    """Whether an enumerator takes several of its choices."""
    whole: bool = False
    """Whether a number has no decimals."""

    def applies_to(self, schema: Schema, entity_type: str, object_type_id: str | None = None) -> bool:
        """Tell whether entities of this type have it, in some project at least.

        `object_type_id` is what is known of one entity where its type does not tell.
        """
        lineage = schema.lineage(entity_type)
        if self.hierarchical:
            return bool(HIERARCHICAL.intersection(lineage))
        return owns(schema, entity_type, self.entity_type, self.object_type_id, object_type_id)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> CustomAttribute:
        """Read a configuration as the server answers it, its `type` in full."""
        kind = (row.get("type") or {}).get("name")
        config = _config(row.get("config"))
        object_type = row.get("object_type_id") or (row.get("object_type") or {}).get("id")
        return cls(
            id=str(row["id"]),
            key=str(row["key"]),
            label=str(row.get("label") or row["key"]),
            kind=kind if kind in _KINDS else None,
            entity_type=row.get("entity_type"),
            object_type_id=object_type or None,
            project_id=row.get("project_id") or None,
            hierarchical=row.get("is_hierarchical") is True,
            default=row.get("default"),
            choices=_choices(config.get("data")),
            multiple=config.get("multiSelect") is True,
            whole=config.get("isdecimal") is False,
        )


def owns(
    schema: Schema, entity_type: str, owner: str | None, object_type_id: str | None, known: str | None = None
) -> bool:
    """Tell whether an entity type is among the owners that a configuration states: by word, and by object type."""
    if OWNERS.get(owner or "") not in schema.lineage(entity_type):
        return False
    return not object_type_id or object_type_id == (schema[entity_type].object_type_id or known)


def _config(stated: Any) -> Mapping[str, Any]:
    """Read the configuration, which is JSON in a text; what is no JSON says nothing."""
    found = _read(stated)
    return found if isinstance(found, Mapping) else {}


def _choices(stated: Any) -> tuple[str, ...]:
    """Read the choices, which are JSON in a text of that JSON: `[{"menu": "Day for night", "value": "dfn"}]`."""
    found = _read(stated)
    if not isinstance(found, list):
        return ()
    values = (item.get("value") if isinstance(item, Mapping) else item for item in found)
    return tuple(dict.fromkeys(value for value in values if isinstance(value, str)))


def _read(stated: Any) -> Any:
    if not isinstance(stated, str):
        return stated
    try:
        return json.loads(stated)
    except ValueError:
        return None
