"""Errors of entities and their attributes."""

from __future__ import annotations

from collections.abc import Sequence

from ftrack_orm.errors.root import FtrackError, did_you_mean

__all__ = [
    "InvalidValueError",
    "MappingError",
    "NotLoadedError",
    "ReadOnlyError",
    "UnknownAttributeError",
    "UnknownKeyError",
]


class MappingError(FtrackError):
    """An entity was used in a way that its class does not allow."""


class UnknownAttributeError(MappingError, AttributeError, LookupError):
    """The entity type has no attribute of this name."""

    def __init__(self, entity_type: str, name: str, known: Sequence[str] = ()) -> None:
        self.entity_type = entity_type
        self.attribute = name
        super().__init__(f"unknown attribute {name!r} on {entity_type}{did_you_mean(name, known)}")


class UnknownKeyError(MappingError, LookupError):
    """No custom attribute of this key applies to the entity type."""

    def __init__(self, entity_type: str, name: str, key: str, known: Sequence[str] = ()) -> None:
        self.entity_type = entity_type
        self.attribute = name
        self.key = key
        self.known: tuple[str, ...] = tuple(known)
        super().__init__(f"unknown key {key!r} in {entity_type}.{name}{did_you_mean(key, known)}")


class ReadOnlyError(MappingError, AttributeError):
    """The attribute is computed by the server, or may be given only when the entity is created."""

    def __init__(self, entity_type: str, name: str, why: str) -> None:
        self.entity_type = entity_type
        self.attribute = name
        super().__init__(f"cannot assign {entity_type}.{name}: {why}")


class NotLoadedError(MappingError, LookupError):
    """The attribute was not loaded and may not, or cannot, be loaded now.

    No AttributeError, which `hasattr` and `getattr` with a default would swallow.
    """

    def __init__(self, entity_type: str, name: str, why: str) -> None:
        self.entity_type = entity_type
        self.attribute = name
        super().__init__(f"{entity_type}.{name} is not loaded: {why}")


class InvalidValueError(MappingError, ValueError, TypeError):
    """A value does not fit its attribute; the entity is unchanged."""
