"""Cached properties of entity classes: what they cache is kept apart from the values of attributes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

__all__ = ["CachedValue", "kept_apart"]

_PLACE = "__pydantic_private__"
"""Pydantic's own slot for what is no field; entities have no other use for it."""


class CachedValue(property):
    """Does what a `cached_property` does, which would write among the attributes that a commit sends."""

    def __init__(self, stated: cached_property[Any]) -> None:
        super().__init__(self._value, doc=stated.__doc__)
        self._function = stated.func
        self._name = stated.attrname or stated.func.__name__

    def _value(self, entity: Any) -> Any:
        held = getattr(entity, _PLACE)
        if held is None:
            object.__setattr__(entity, _PLACE, held := {})
        if self._name not in held:
            held[self._name] = self._function(entity)
        return held[self._name]


def kept_apart(bases: tuple[type, ...], namespace: dict[str, Any]) -> dict[str, Any]:
    """Return what a class body says, with the cached properties of it and of its bases kept apart."""
    found = {name: CachedValue(value) for name, value in _stated(bases, namespace)}
    return {**namespace, **found} if found else namespace


def _stated(bases: tuple[type, ...], namespace: dict[str, Any]) -> Iterator[tuple[str, cached_property[Any]]]:
    hidden = set(namespace)
    for base in bases:
        for owner in base.__mro__ if not hasattr(base, "__mapper__") else ():
            yield from ((k, v) for k, v in vars(owner).items() if isinstance(v, cached_property) and k not in hidden)
            hidden.update(vars(owner))
    yield from ((name, value) for name, value in namespace.items() if isinstance(value, cached_property))
