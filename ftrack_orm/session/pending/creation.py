"""Make an entity from values by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from ftrack_orm.mapping import Entity

__all__ = ["created"]

E = TypeVar("E", bound=Entity)


def created(entity: type[E], values: Mapping[str, object], given: Mapping[str, object]) -> E:
    """Return a new entity; `values` may hold the wire's names, as `_link` or `from`, where Python's differ.

    Raises:
        UnknownAttributeError: The entity type has no such attribute.
    """
    wire = entity.__mapper__.wire
    named: dict[str, Any] = {wire[name].name if name in wire else name: value for name, value in values.items()}
    return entity(**named, **given)
