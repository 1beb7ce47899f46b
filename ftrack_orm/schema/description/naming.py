"""Python names for the wire's names: valid, predictable, and the same name wherever the same word stands.

Attributes keep their name unless Python, Pydantic or the mapper needs it for itself:

    name, status, type, list      as they are
    from, schema, global, copy    from_, schema_, global_, copy_     words that are taken
    _task_workflow, __x__         task_workflow_, x_                 leading underscores mean something to Python
    _link                         legacy_link                        the deprecated twin of `link`
    3d, model_id                  attribute_3d, attribute_model_id   cannot begin like this
    a-b, a b                      a_b, a_b_2                         two names that become one

Entity types become words with capitals: `Asset Build` is AssetBuild, `shot_v2` is ShotV2, `3D` is EntityType3D.
A name that needs no change always wins over one that becomes it.
"""

from __future__ import annotations

import keyword
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Set
from types import MappingProxyType

from ftrack_orm.schema.schema import Schema

__all__ = ["ANNOTATION_NAMES", "RESERVED_ATTRIBUTES", "SEAM", "VOCABULARY_NAMES", "attribute_names", "class_names"]

SEAM = (
    "Attribute", "Collection", "ComponentMedia", "Computed", "CustomAttributeLinks", "CustomAttributes", "Entity",
    "FileMedia", "Link", "Mapped", "Named", "OptionalLink", "Restricted", "Scalar", "ThumbnailMedia", "VersionMedia",
)  # fmt: skip
"""What generated code imports from `ftrack_orm.mapping.declarative`."""

ANNOTATION_NAMES = frozenset({"Any", "Literal", "bool", "datetime", "dict", "float", "int", "str", *SEAM})
"""What annotations of generated code are made of; a field of this name would hide it. (`list` is dealt with apart.)"""

_PYDANTIC = frozenset({
    "construct", "copy", "dict", "fields", "from_orm", "json", "parse_file", "parse_obj", "parse_raw", "schema",
    "schema_json", "update_forward_refs", "validate",
})  # fmt: skip
_ENTITY_CLASS = frozenset({"any", "as_", "has", "in_", "is_empty", "mro", "not_in", "register"})
_CALLS = frozenset({"cls", "self"})

VOCABULARY_NAMES = frozenset({
    "ObjectTypeName", "ObjectTypes", "Priorities", "PriorityName", "ProjectSchemaName", "ProjectSchemas", "StatusName",
    "Statuses", "TypeName", "Types",
})  # fmt: skip
"""What a generated package calls the words of its workspace."""

RESERVED_ATTRIBUTES = ANNOTATION_NAMES | VOCABULARY_NAMES | _PYDANTIC | _ENTITY_CLASS | _CALLS
"""Names that no attribute of a generated class may have. Names that begin with an underscore or `model_` are apart."""

_CLASSES_TAKEN = ANNOTATION_NAMES | VOCABULARY_NAMES | {"SCHEMA_HASH", "TYPE_CHECKING"}
_EXCEPTIONS: Mapping[str, str] = MappingProxyType({"_link": "legacy_link"})


def attribute_names(schema: Schema) -> dict[str, str]:
    """Return the Python name of each attribute name in a schema; it is the same in all its entity types."""
    wire = {name for entity_type in schema for name in entity_type.attributes}
    taken = RESERVED_ATTRIBUTES | frozenset(class_names(schema).values())
    return _assign(wire, lambda name: _attribute(name, taken), taken)


def class_names(schema: Schema) -> dict[str, str]:
    """Return the class name of each entity type of a schema."""
    return _assign((entity_type.name for entity_type in schema), _class, _CLASSES_TAKEN)


def _assign(wire: Iterable[str], wanted: Callable[[str], str], taken: Set[str]) -> dict[str, str]:
    """Give each name what it wants; unchanged names first, a number for those that come late."""
    wishes = {name: wanted(name) for name in sorted(wire)}
    given = {name: name for name, wish in wishes.items() if name == wish}
    used = set(given)
    for name, wish in wishes.items():
        if name not in given:
            free, number = wish, 2
            while free in used or free in taken:
                free, number = f"{wish.rstrip('_')}_{number}", number + 1
            used.add(free)
            given[name] = free
    return given


def _attribute(name: str, taken: Set[str]) -> str:
    if name in _EXCEPTIONS:
        return _EXCEPTIONS[name]
    words = "_".join(_words(name, underscore=True))
    plain = words.strip("_") if words.startswith("_") else words
    plain = plain or "attribute"
    if plain.startswith("model_") or not plain.isidentifier():
        plain = _normal(f"attribute_{plain}")
    if words.startswith("_"):
        plain += "_"
    while keyword.iskeyword(plain) or plain in taken:
        plain += "_"
    return plain


def _class(name: str) -> str:
    whole = "".join(_words(name, underscore=True))
    if whole == name and not name.startswith("_") and name[:1] == name[:1].upper() and name.isidentifier():
        plain = name
    else:
        plain = _normal("".join(word[:1].upper() + word[1:] for word in _words(name)))
    if not plain.isidentifier():
        plain = _normal(f"EntityType{plain}")
    while keyword.iskeyword(plain) or plain in _CLASSES_TAKEN:
        plain += "_"
    return plain


def _words(name: str, *, underscore: bool = False) -> list[str]:
    """Split a name at what no Python identifier may hold."""
    kept = (c if f"a{c}".isidentifier() and (c != "_" or underscore) else " " for c in _normal(name))
    return "".join(kept).split()


def _normal(name: str) -> str:
    """Return the form in which Python itself reads identifiers."""
    return unicodedata.normalize("NFKC", name)
