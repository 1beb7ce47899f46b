"""Which keys of custom attributes are attributes too: `shot.custom_attributes.fps`; others are reached by `["key"]`."""

from __future__ import annotations

import keyword
import unicodedata

__all__ = ["TAKEN", "is_attribute"]

_MAPPING = frozenset({
    "attribute", "arrived", "clear", "complete", "departed", "entities", "fill", "get", "is_loaded", "items",
    "key_name", "keys", "load", "members", "membership", "owner", "owner_created", "pop", "popitem", "replace",
    "restore", "setdefault", "unload", "update", "value_name", "values",
})  # fmt: skip
_EXPRESSION = frozenset({"any", "as_", "has", "in_", "is_empty", "not_in"})
_ENTRY = frozenset({"configuration", "configuration_id", "entity_id", "key", "value"})
_ANNOTATIONS = frozenset({
    "Any", "ComputedValue", "KeyedPath", "LinkedEntities", "Literal", "Never", "None", "Value", "bool", "datetime",
    "float", "int", "list", "overload", "property", "self", "str",
})  # fmt: skip

TAKEN = _MAPPING | _EXPRESSION | _ENTRY | _ANNOTATIONS
"""What a mapping, an expression, an entry or an annotation has already."""


def is_attribute(key: str) -> bool:
    """Tell whether a key may be written behind a dot."""
    return (
        key.isidentifier()
        and not keyword.iskeyword(key)
        and not key.startswith("_")
        and key not in TAKEN
        and unicodedata.normalize("NFKC", key) == key
    )
