"""The words of `ftrack.update` for entity types and attributes; they are the server's own, not those of the schema."""

from __future__ import annotations

import json
from typing import Any

from ftrack_orm.sandbox.storage.column_kind import ColumnKind
from ftrack_orm.schema import Schema

__all__ = ["attribute_words", "changed_value", "entity_word"]

_WORDS = {"Project": "show", "TypedContext": "task", "BaseUser": "user"}


def entity_word(schema: Schema, entity_type: str) -> str:
    """Return the word of an entity type: `show`, `task` (of shots too), `assetversion`, `user`, `component`."""
    lineage = schema.lineage(entity_type)
    return next((_WORDS[name] for name in lineage if name in _WORDS), lineage[-1].lower())


def attribute_words(schema: Schema, entity_type: str, name: str) -> tuple[str, ...]:
    """Return the names that a change of an attribute is told by: the server's column, and the attribute's own.

    Real servers say `statusid`, and scripts look for that; who knows the schema looks for `status_id`.
    """
    attribute = schema[entity_type].attributes.get(name)
    alias = attribute.alias if attribute is not None else None
    return (alias, name) if alias and alias != name else (name,)


def changed_value(kind: ColumnKind | None, stored: Any) -> Any:
    """Return a stored value as a change tells it: moments as ISO text, JSON decoded."""
    if kind in ("object", "variable") and isinstance(stored, str):
        try:
            return json.loads(stored)
        except ValueError:
            return stored
    return stored
