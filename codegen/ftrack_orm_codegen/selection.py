"""Which entity types are generated when only some are asked for."""

from __future__ import annotations

from collections.abc import Iterable

from ftrack_orm.errors import ConfigurationError, UnknownEntityTypeError
from ftrack_orm.schema import Schema

__all__ = ["closure"]


def closure(schema: Schema, only: Iterable[str]) -> frozenset[str]:
    """Return the entity types that are asked for, with all that their attributes lead to.

    A type comes with its bases and with what narrows it, since rows of a Context are shots and projects. What an
    attribute of one that is asked for leads to comes likewise; from there, relations to what was left out lead to
    entities of which type checkers know nothing. None asked for is all.

    Raises:
        ConfigurationError: The schema has no such entity type; the message suggests the nearest.
    """
    names = tuple(only)
    if not names:
        return frozenset(schema.entity_types)
    try:
        asked = frozenset(found for name in names for found in _family(schema, name))
    except UnknownEntityTypeError as error:
        raise ConfigurationError(f"--only: {error}") from error
    targets = {a.target for name in asked for a in schema[name].attributes.values() if a.target is not None}
    return asked.union(*(_family(schema, target) for target in targets))


def _family(schema: Schema, name: str) -> tuple[str, ...]:
    return (*schema.lineage(name), *schema.subtypes(name))
