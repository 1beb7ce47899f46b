"""How the values of each kind of attribute are kept in a column."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from sqlalchemy import BigInteger, Boolean, Float, String, Text
from sqlalchemy.types import TypeEngine

from ftrack_orm.schema.attribute import Attribute

__all__ = ["ColumnKind", "column_kind", "column_type"]

ColumnKind: TypeAlias = Literal["text", "id", "number", "integer", "boolean", "datetime", "object", "variable"]

_TYPES: dict[ColumnKind, TypeEngine[Any]] = {
    "text": Text().with_variant(Text(collation="NOCASE"), "sqlite").with_variant(Text(collation="C"), "postgresql"),
    "id": String(255).with_variant(String(255, collation="C"), "postgresql"),
    "number": Float(),
    "integer": BigInteger(),
    "boolean": Boolean(),
    "datetime": String(32).with_variant(String(32, collation="C"), "postgresql"),
    "object": Text().with_variant(Text(collation="C"), "postgresql"),
    "variable": Text().with_variant(Text(collation="C"), "postgresql"),
}


def column_kind(attribute: Attribute) -> ColumnKind:
    """Return how a scalar is kept: as its value kind, but integer keys are integers and `*_id` texts are ids."""
    if attribute.type == "integer":
        return "integer"
    kind = attribute.value_kind
    if kind == "text" and attribute.name.endswith("_id"):
        return "id"
    return kind


def column_type(kind: ColumnKind) -> TypeEngine[Any]:
    """Return the column type of a kind.

    Text compares without case (SQLite's NOCASE), ids exactly;
    on PostgreSQL both go by code points, whatever the locale. A datetime is ISO text without microseconds, so that it
    sorts as it is; objects and variables are JSON text.
    """
    return _TYPES[kind]
