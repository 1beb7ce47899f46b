"""What a class body says of its attributes' types, made cheap for Pydantic before it looks.

Pydantic evaluates each annotation of generated code, which is text: 1,000 calls of `compile()` for a workspace. Most
are one of a few, so they are evaluated once; of a relation it needs to know no more than its kind, so that the names of
other entity classes are never looked up, and their modules never imported.
"""

from __future__ import annotations

import sys
from datetime import datetime
from functools import lru_cache
from typing import Any, get_origin

from ftrack_orm.mapping.declaring.kind import KINDS, Computed, Kind, Scalar
from ftrack_orm.mapping.vocabulary.typed_kind import STAND_INS

__all__ = ["annotation_of", "read_annotations"]

_PLAIN: dict[str, Any] = {"str": str, "int": int, "float": float, "bool": bool, "datetime": datetime, "None": None}


def read_annotations(namespace: dict[str, Any]) -> dict[str, type[Kind] | None]:
    """Return the kind of each annotated name, and put what costs less in the place of its annotation."""
    stated = namespace.get("__annotations__")
    if not stated:
        return {}
    surroundings = vars(sys.modules.get(namespace.get("__module__", ""), sys))
    plain = surroundings.get("datetime", datetime) is datetime
    kinds: dict[str, type[Kind] | None] = {}
    for name, annotation in stated.items():
        kind = kinds[name] = _kind(annotation)
        if kind is None:
            stand_in = STAND_INS.get(_name(annotation)) if isinstance(annotation, str) else None
            if stand_in is not None:
                kinds[name], stated[name] = stand_in
            continue
        if kind not in (Scalar, Computed):
            stated[name] = kind
        elif plain and isinstance(annotation, str):
            stated[name] = _evaluated(annotation, kind)
    return kinds


def annotation_of(entity_class: type[Any], name: str) -> Any:
    """Return the annotation of an attribute of a class or of its nearest base that states it.

    Text is evaluated where it was written, as the standard library's `get_type_hints` does; what it names may be
    known to Pydantic alone.
    """
    for owner in entity_class.__mro__:
        stated = vars(owner).get("__annotations__", {})
        if name in stated:
            annotation = stated[name]
            if not isinstance(annotation, str):
                return annotation
            try:
                annotation = stated[name] = eval(annotation, vars(sys.modules[owner.__module__]))
            except (KeyError, NameError):
                break
            return annotation
    return entity_class.__pydantic_fields__[name].annotation


@lru_cache(maxsize=512)
def _evaluated(annotation: str, kind: Any) -> Any:
    """Return what `Scalar[str | None]` and its like mean; any other text as it is."""
    parts = annotation.partition("[")[2].removesuffix("]").split(" | ")
    if not all(part in _PLAIN for part in parts):
        return annotation
    value = _PLAIN[parts[0]]
    for part in parts[1:]:
        value = value | _PLAIN[part]
    return kind[value]


def _kind(annotation: Any) -> type[Kind] | None:
    if isinstance(annotation, str):
        return KINDS.get(_name(annotation))
    kind = get_origin(annotation) or annotation
    return kind if isinstance(kind, type) and issubclass(kind, Kind) else None


def _name(annotation: str) -> str:
    return annotation.partition("[")[0].strip().rpartition(".")[2]
