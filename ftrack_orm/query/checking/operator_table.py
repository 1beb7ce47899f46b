"""Which operator works on what: the language's operator table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from ftrack_orm.query.ast import Operator
from ftrack_orm.query.checking.resolution import Variant
from ftrack_orm.schema import Attribute

__all__ = ["NOUNS", "Column", "Row", "allows", "column_of", "row_of"]

Column: TypeAlias = Literal["text", "id", "number", "boolean", "datetime", "variable", "link", "collection"]
Row: TypeAlias = Literal["is", "is none", "compare", "like", "in", "has", "any", "order by"]

_SORTED: frozenset[Column] = frozenset(("text", "id", "number", "boolean", "datetime"))
_SCALARS: frozenset[Column] = _SORTED | frozenset[Column](("variable",))

_TABLE: Mapping[Row, frozenset[Column]] = {
    "is": _SCALARS,
    "is none": frozenset(get_args(Column)),
    "compare": frozenset(("text", "number", "datetime", "variable")),
    "like": frozenset(("text", "id", "variable")),
    "in": _SCALARS,
    "has": frozenset(("link",)),
    "any": frozenset(("collection",)),
    "order by": _SORTED | frozenset[Column](("link",)),
}

NOUNS: Mapping[Column, str] = {
    "text": "text",
    "id": "an id",
    "number": "a number",
    "boolean": "a boolean",
    "datetime": "a date",
    "variable": "a custom attribute's value",
    "link": "a link",
    "collection": "a collection",
}
"""What to call them in messages."""


def column_of(attribute: Attribute) -> Column:
    """Return the column of the table that an attribute belongs to; a mapping is a collection, JSON is text."""
    if attribute.kind == "link":
        return "link"
    if attribute.kind != "scalar":
        return "collection"
    match attribute.value_kind:
        case "integer":
            return "number"
        case "object":
            return "text"
        case kind:
            return kind


def row_of(operator: Operator) -> Row:
    """Return the row of the table that an operator with a value belongs to."""
    match operator:
        case "is" | "is_not":
            return "is"
        case "like" | "not_like":
            return "like"
        case _:
            return "compare"


def allows(row: Row, variant: Variant) -> bool:
    """Return whether the table has a yes here."""
    return column_of(variant.attribute) in _TABLE[row]
