"""Which methods an entity class has beside its attributes: those about files, told by what the schema says of it.

An attribute that has the name of a method goes first: no class of that family has those methods then, which its
docstring says, and the session's own do the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ftrack_orm.schema.entity_type import EntityType
from ftrack_orm.schema.schema import Schema

__all__ = ["METHODS", "MethodsDescription", "methods_of", "withheld_line"]


@dataclass(frozen=True, slots=True)
class MethodsDescription:
    """Methods that a class has: what they are called together, and the entity types whose classes they mention."""

    name: str
    mentioned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Methods:
    """What a class of methods holds, and which entity types have it."""

    names: frozenset[str]
    mentioned: tuple[str, ...]
    fits: Callable[[EntityType], bool]


def _has_thumbnail(entity_type: EntityType) -> bool:
    key = entity_type.attributes.get("thumbnail_id")
    return key is not None and not key.read_only


METHODS: Mapping[str, _Methods] = {
    "ComponentMedia": _Methods(
        frozenset({"get_availability", "get_filesystem_path", "get_thumbnail_url", "get_url"}),
        (),
        lambda entity_type: entity_type.name in ("Component", "ContainerComponent", "FileComponent"),
    ),
    "FileMedia": _Methods(
        frozenset({"encode_media"}), ("AssetVersion",), lambda entity_type: entity_type.name == "FileComponent"
    ),
    "ThumbnailMedia": _Methods(
        frozenset({"create_thumbnail", "get_thumbnail_url"}), ("FileComponent",), _has_thumbnail
    ),
    "VersionMedia": _Methods(
        frozenset({"create_component", "encode_media", "upload", "upload_review_image", "upload_review_movie"}),
        ("Component", "FileComponent"),
        lambda entity_type: entity_type.name == "AssetVersion",
    ),
}
"""The classes of methods by name, as `ftrack_orm.mapping.declarative` has them."""


def methods_of(schema: Schema, entity_type: str, names: Mapping[str, str]) -> tuple[MethodsDescription, ...]:
    """Return the methods that a class has and its bases have not; `names` are Python's of attributes by the wire's."""
    return tuple(
        MethodsDescription(name, METHODS[name].mentioned)
        for name in _fitting(schema, entity_type)
        if not _taken(schema, entity_type, name, names)
    )


def withheld_line(schema: Schema, entity_type: str, names: Mapping[str, str]) -> str:
    """Say which methods a class lacks since attributes have their names; empty where it lacks none."""
    sentences = []
    for name in _fitting(schema, entity_type):
        taken = _taken(schema, entity_type, name, names)
        if taken:
            lacking = ", ".join(f"{method}()" for method in sorted(METHODS[name].names))
            sentences.append(
                f"Without the methods {lacking}, since the workspace has the attribute "
                f"{', '.join(sorted(taken))}: use the session's."
            )
    return " ".join(sentences)


def _fitting(schema: Schema, entity_type: str) -> list[str]:
    lineage = [schema[name] for name in schema.lineage(entity_type)]
    return [
        name
        for name, methods in METHODS.items()
        if methods.fits(lineage[0])
        and not any(methods.fits(base) for base in lineage[1:])
        and all(mentioned in schema for mentioned in methods.mentioned)
    ]


def _taken(schema: Schema, entity_type: str, name: str, names: Mapping[str, str]) -> frozenset[str]:
    """Return the attributes, of an entity type or of what narrows it, that are called like these methods."""
    family = (entity_type, *schema.subtypes(entity_type))
    attributes = {names[attribute] for one in family for attribute in schema[one].attributes}
    return METHODS[name].names & attributes
