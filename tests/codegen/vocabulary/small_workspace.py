"""A workspace with few entity types and every hard case of words and custom attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm.schema.vocabulary import CustomAttribute, CustomLink, ProjectSchema, Vocabulary, Word

__all__ = ["small_schema", "small_vocabulary"]

_CONTEXT = ("id", "name", "parent", "parent_id", "custom_attributes", "custom_attribute_links")
_TYPED = (*_CONTEXT, "status", "status_id", "type", "type_id", "priority", "priority_id", "object_type_id")
_KEPT: Mapping[str, tuple[str, ...]] = {
    "Context": _CONTEXT,
    "ContextCustomAttributeValue": ("configuration_id", "entity_id", "key", "value"),
    "CustomAttributeLink": ("id", "from_id", "to_id", "configuration_id"),
    "Project": (*_CONTEXT, "project_schema", "project_schema_id"),
    "ProjectSchema": ("id", "name"),
    "ObjectType": ("id", "name", "sort"),
    "Priority": ("id", "name", "color", "sort"),
    "Shot": _TYPED,
    "Status": ("id", "name", "color", "sort", "is_active"),
    "Task": _TYPED,
    "Type": ("id", "name", "color", "sort"),
    "TypedContext": _TYPED,
    "User": ("id", "username"),
}


def small_schema() -> Schema:
    """Return a part of the stock schema."""
    raw = [_kept(one) for one in stock_schema().to_json() if one["id"] in _KEPT]
    return Schema.from_json(raw)


def small_vocabulary() -> Vocabulary:
    """Return words whose names need care, and custom attributes of every kind."""
    shot = small_schema()["Shot"].object_type_id
    return Vocabulary(
        statuses=(
            Word("s1", "Not started", "#cacaca", 0, "NOT_STARTED"),
            Word("s2", "In progress", "#3498db", 1, "IN_PROGRESS"),
            Word("s3", "in-progress", "#3498db", 2, "IN_PROGRESS", active=False),
            Word("s4", "2D paint", None, 3),
            Word("s5", "镜头", None, 4, "DONE"),
            Word("s6", 'say "hi" \\ "', None, 5),
            Word("s7", "!!!", None, 6),
        ),
        types=(Word("t1", "FX"), Word("t2", "Animation", "#ffffff", 1.5)),
        priorities=(Word("p1", "High", "#ff0000", 1), Word("p2", "None")),
        object_types=(Word(str(shot), "Shot"),),
        project_schemas=(
            ProjectSchema(
                "w1",
                "VFX Scheme",
                statuses={"Task": ("s1", "s2", "gone"), "Shot": ("s4",)},
                types={"Task": ("t2", "t1")},
                overrides={"t1": ("s5",)},
            ),
        ),
        custom_attributes=(
            _attribute("a01", "fps", "number", 24.0, entity_type="show"),
            _attribute("a02", "fps", "number", 25, object_type_id=shot, whole=True),
            _attribute("a03", "ready", "boolean", False, entity_type="show", hierarchical=True),
            _attribute("a04", "due", "date"),
            _attribute(
                "a05", "light", "enumerator", ["day"], object_type_id=shot, choices=("day", "day for night", "'")
            ),
            _attribute("a06", "tags", "dynamic enumerator", []),
            _attribute("a07", "page", "url"),
            _attribute("a08", "length", "expression", "{self.fps}", object_type_id=shot),
            _attribute("a09", "3d note", "text", ""),
            _attribute("a10", "update", "text", "", object_type_id=shot),
            _attribute("a11", "own", "text", "x", project_id="project-1", label='Of "one" project only \\'),
            _attribute("a12", "odd", None, object_type_id=shot),
        ),
        custom_links=(CustomLink("l1", "director", "Director", "task", "user"),),
    )


def _attribute(identity: str, key: str, kind: Any, default: Any = None, **stated: Any) -> CustomAttribute:
    given: dict[str, Any] = {"entity_type": "task", "label": key.capitalize()} | stated
    return CustomAttribute(id=identity, key=key, kind=kind, default=default, **given)


def _kept(raw: dict[str, Any]) -> dict[str, Any]:
    kept = _KEPT[raw["id"]]
    lists = {name: [one for one in raw[name] if one in kept] for name in _LISTS if name in raw}
    return raw | lists | {"properties": {name: value for name, value in raw["properties"].items() if name in kept}}


_LISTS = ("computed", "default_projections", "immutable", "primary_key", "required")
