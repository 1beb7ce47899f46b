"""A generated package as it starts: it names its classes, and each is imported when it is first used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ftrack_orm.deferral import LazyNames, lazy_names
from ftrack_orm.mapping.registry import Registry

__all__ = ["generated_package"]


def generated_package(
    package: str, homes: Mapping[str, Sequence[str]], entity_types: Mapping[str, str] | None = None
) -> LazyNames:
    """Make the `__getattr__` and `__dir__` of a generated package, and announce its classes to its registry.

    Args:
        package: Its full name.
        homes: For each module in it, the names that the package exports from there; "models" holds the classes.
        entity_types: The class names of entity types whose class has another name.
    """
    Registry.of_package(package).announce(homes["models"], entity_types or {})
    return lazy_names(package, homes)
