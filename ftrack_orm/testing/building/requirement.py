"""What an entity of a type needs before the server takes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from ftrack_orm.schema import Attribute, Schema

__all__ = ["concrete_type", "needed"]

_FILLED = frozenset(
    {
        "bid", "context_type", "created_at", "created_by_id", "object_type_id", "parent_type", "priority_id",
        "resource_type", "sort", "system_type",
    }
)  # fmt: skip
"""Required by the schema, and set by the server."""
_FILLED_OF: Mapping[str, frozenset[str]] = {
    "AssetVersion": frozenset({"status_id"}),
    "Note": frozenset({"user_id"}),
    "Project": frozenset({"project_schema_id", "status"}),
    "TypedContext": frozenset({"status_id", "type_id"}),
}
_ALSO: Mapping[str, tuple[str, ...]] = {
    "Asset": ("context_id",),
    "AssetVersion": ("asset_id",),
    "ComponentLocation": ("component_id", "location_id", "resource_identifier"),
    "CustomConfigurationBase": ("label", "key", "entity_type", "type_id"),
    "Manager": ("context_id", "type_id", "user_id"),
    "Metadata": ("value",),
    "Note": ("content", "parent_id"),
    "Project": ("full_name",),
    "ReviewSessionFolder": ("project_id",),
    "ReviewSessionObjectAnnotation": ("review_session_object_id",),
    "ReviewSessionObjectStatus": ("review_session_object_id", "status"),
    "Timelog": ("context_id", "user_id"),
    "TypedContext": ("parent_id", "project_id"),
    "UserSecurityRole": ("security_role_id", "user_id"),
}
"""Demanded by the server, or by common sense, though the schema does not say so."""
_CONCRETE: Mapping[str, tuple[str, ...]] = {
    "BaseUser": ("User",),
    "Component": ("FileComponent",),
    "Context": ("Task", "Shot", "Project"),
    "Resource": ("User",),
    "TypedContext": ("Task", "Shot"),
}
_PARENTS: Mapping[str, tuple[str, ...]] = {"Asset": ("Shot", "Project"), "TypedContext": ("Project",)}
"""What things hang on that may hang on several."""


@lru_cache(maxsize=512)
def _needed(schema: Schema, entity_type: str) -> tuple[Attribute, ...]:
    stated = schema[entity_type]
    lineage = schema.lineage(entity_type)
    filled = _FILLED.union(*(_FILLED_OF.get(name, ()) for name in lineage))
    names = [name for kind in lineage for name in _ALSO.get(kind, ()) if name in stated]
    names += [name for name in ("name",) if name in stated and not stated[name].computed]
    names += [name for name in stated.primary_key if name != "id"]
    names += [name for name, attribute in stated.attributes.items() if name not in filled and _is_demanded(attribute)]
    given = (stated[name] for name in dict.fromkeys(names))
    return tuple(stated[one.link] if one.link else one for one in given if one.kind in ("scalar", "link"))


def needed(schema: Schema, entity_type: str) -> Iterator[Attribute]:
    """Give the attributes that an entity of this type is to have; links stand for their foreign keys."""
    yield from _needed(schema, entity_type)


def concrete_type(schema: Schema, owner: str, attribute: Attribute) -> str:
    """Return the entity type to make for a link: of a wide one such as Context the most useful."""
    assert attribute.target is not None
    wanted: tuple[str, ...] = ()
    if attribute.name == "parent":
        wanted = next((_PARENTS[kind] for kind in schema.lineage(owner) if kind in _PARENTS), ())
    wanted += _CONCRETE.get(attribute.target, ())
    return next((name for name in wanted if name in schema), attribute.target)


def _is_demanded(attribute: Attribute) -> bool:
    has_default = attribute.has_default and attribute.default is not None
    return attribute.required and not attribute.computed and not has_default and attribute.name != "id"
