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

from ftrack_orm.mapping.kind import KINDS, Computed, Kind, Scalar

__all__ = ["read_annotations"]

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
            continue
        if kind not in (Scalar, Computed):
            stated[name] = kind
        elif plain and isinstance(annotation, str):
            stated[name] = _evaluated(annotation, kind)
    return kinds


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
        return KINDS.get(annotation.partition("[")[0].strip().rpartition(".")[2])
    kind = get_origin(annotation) or annotation
    return kind if isinstance(kind, type) and issubclass(kind, Kind) else None
