"""Make entity classes at run time, from the description that generated code is written from too.

Nothing of a schema is run as code here: names are names of attributes, texts are texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, Literal

from ftrack_orm.mapping import declarative
from ftrack_orm.mapping.attribute import MappedAttribute
from ftrack_orm.mapping.declaring.declaration import Declaration
from ftrack_orm.mapping.declaring.descriptor import AttributeDescriptor
from ftrack_orm.mapping.declaring.kind import KINDS
from ftrack_orm.mapping.declaring.metaclass import EntityMeta
from ftrack_orm.mapping.mapper import Mapper
from ftrack_orm.schema.description import AttributeDescription, ClassDescription

__all__ = ["entity_class", "extend"]

_TYPES: Mapping[str, Any] = {"string": str, "number": float, "integer": int, "boolean": bool, "null": None}


def entity_class(described: ClassDescription, base: type[Any], module: str) -> type[Any]:
    """Return a new class that narrows another, in a module of this name."""
    own, inherited = described.own, described.base
    body: dict[str, Any] = {
        "__module__": module,
        "__qualname__": described.name,
        "__doc__": described.summary,
        "__annotations__": {name: _annotation(attribute) for name, attribute in own.items()},
        **{name: _declaration(attribute) for name, attribute in own.items()},
    }
    same_key = inherited is not None and inherited.primary_key == described.primary_key
    same_projections = inherited is not None and inherited.default_projections == described.default_projections
    metaclass: Any = EntityMeta
    made: type[Any] = metaclass(
        described.name,
        (base, *(getattr(declarative, methods.name) for methods in described.methods)),
        body,
        entity_type=described.entity_type,
        primary_key=None if same_key else described.primary_key,
        default_projections=None if same_projections else described.default_projections,
    )
    return made


def extend(mapper: Mapper, described: ClassDescription) -> bool:
    """Give a class the attributes of a description that it does not have; tell whether there were any.

    What it has stays as it is, whatever the description says.
    """
    stated = described.attributes
    new = {name: one for name, one in stated.items() if one.api_name not in mapper.wire}
    names = {name: mapper.wire[one.api_name].name for name, one in stated.items() if name not in new}
    names |= {name: _free_name(mapper, name) for name in new}
    for name, one in new.items():
        own = replace(one, name=names[name], key=None if one.key is None else names[one.key])
        added = MappedAttribute.of(own.name, KINDS[own.kind], _declaration(own))
        mapper.extend(added, _annotation(own))
        type.__setattr__(mapper.entity_class, own.name, AttributeDescriptor(added))
    return bool(new)


def _free_name(mapper: Mapper, name: str) -> str:
    free, number = name, 2
    while free in mapper.attributes:
        free, number = f"{name.rstrip('_')}_{number}", number + 1
    return free


def _declaration(attribute: AttributeDescription) -> Declaration:
    renamed = attribute.api_name if attribute.api_name != attribute.name else None
    return Declaration(
        default=attribute.default,
        init=attribute.init,
        target=attribute.target,
        key=attribute.key,
        api_name=renamed,
        immutable=attribute.immutable,
        mapping=attribute.mapping,
    )


def _annotation(attribute: AttributeDescription) -> Any:
    kind: Any = KINDS[attribute.kind]
    if attribute.kind not in ("Scalar", "Computed"):
        return kind  # whom a relation leads to is for type checkers
    return kind[_value_type(attribute.value or {})]


def _value_type(shape: Mapping[str, Any]) -> Any:
    """Return the Python type of a value, as datamodel-code-generator writes it for the same JSON Schema."""
    if "anyOf" in shape:
        return reduce(or_, [_value_type(part) for part in shape["anyOf"]])
    stated = shape.get("type")
    if isinstance(stated, list):
        return reduce(or_, [_value_type({**shape, "type": part}) for part in stated])
    if "enum" in shape:
        return Literal[tuple(shape["enum"])]
    if stated == "string" and shape.get("format") == "date-time":
        return datetime
    if stated == "array":
        items = shape.get("items")
        return list[_value_type(items)] if isinstance(items, Mapping) else list[Any]  # type: ignore[misc]  # made here
    if stated == "object":
        values = shape.get("additionalProperties")
        return dict[str, _value_type(values)] if isinstance(values, Mapping) else dict[str, Any]  # type: ignore[misc]  # made here
    return _TYPES.get(str(stated), Any)
