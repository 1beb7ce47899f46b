"""Write a schema as a JSON Schema document (draft 2020-12), from which datamodel-code-generator makes the classes.

Each entity type is a definition that refers to its base by `allOf`; it states what differs from that base. What JSON
Schema has no word for stands in `x-ftrack`, as data: the template writes it out as Python literals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, TypeAlias

from ftrack_orm.schema import EntityType, Schema
from ftrack_orm.schema.attribute import Attribute
from ftrack_orm_codegen.documentation import attribute_line, class_line
from ftrack_orm_codegen.names import attribute_names, class_names
from ftrack_orm_codegen.value_type import default_of, is_always_set, is_made_by_server, value_type

__all__ = ["JsonSchema", "json_schema"]

JsonSchema: TypeAlias = dict[str, Any]


_OPAQUE = "Entity"
"""What stands for the class of an entity type that was left out."""


def json_schema(schema: Schema, chosen: Iterable[str] | None = None) -> JsonSchema:
    """Return the document: one definition an entity type, named for its class.

    Where only some entity types are `chosen`, relations to others lead to entities of which nothing is known.
    """
    names = frozenset(schema.entity_types if chosen is None else chosen)
    return _Document(schema, class_names(schema), attribute_names(schema), names).write()


@dataclass(frozen=True, slots=True)
class _Document:
    schema: Schema
    classes: Mapping[str, str]
    attributes: Mapping[str, str]
    chosen: Set[str]

    def write(self) -> JsonSchema:
        properties = {
            entity_type.name: {
                self.attributes[name]: self._property(entity_type, attribute)
                for name, attribute in sorted(entity_type.attributes.items(), key=lambda item: self.attributes[item[0]])
            }
            for entity_type in self._chosen()
        }
        definitions = {
            self.classes[entity_type.name]: self._definition(entity_type, properties) for entity_type in self._chosen()
        }
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions}

    def _chosen(self) -> Iterator[EntityType]:
        return (entity_type for entity_type in self.schema if entity_type.name in self.chosen)

    def _definition(self, entity_type: EntityType, properties: Mapping[str, Mapping[str, JsonSchema]]) -> JsonSchema:
        own: dict[str, JsonSchema] = dict(properties[entity_type.name])
        stated = {"entity_type": entity_type.name, **self._keys(entity_type)}
        extension: JsonSchema = {"class": self.classes[entity_type.name], "summary": class_line(entity_type)}
        if entity_type.base is None:
            return {"type": "object", "properties": own, "x-ftrack": extension | stated}
        base = self.classes[entity_type.base]
        inherited = properties[entity_type.base]
        own = {name: _beside(stating, inherited.get(name), base) for name, stating in own.items()}
        own = {name: stating for name, stating in own.items() if _fact(stating) != _fact(inherited.get(name))}
        as_in_base = self._keys(self.schema[entity_type.base])
        stated = {key: value for key, value in stated.items() if value != as_in_base.get(key)}
        return {
            "allOf": [{"$ref": _reference(base)}, {"type": "object", "properties": own}],
            "x-ftrack": extension | {"base": base} | stated,
        }

    def _keys(self, entity_type: EntityType) -> dict[str, Any]:
        return {
            "primary_key": [self.attributes.get(name, name) for name in entity_type.primary_key],
            "default_projections": [self.attributes[name] for name in entity_type.always_projected],
        }

    def _property(self, entity_type: EntityType, attribute: Attribute) -> JsonSchema:
        """State one attribute as if there were no base."""
        always_set = is_always_set(self.schema, entity_type.name, attribute)
        kind = self._kind(entity_type, attribute, always_set)
        extension: JsonSchema = {"name": self.attributes[attribute.name], "kind": kind, "default": None}
        if extension["name"] != attribute.name:
            extension["api_name"] = attribute.name
        if attribute.read_only if attribute.is_relation else attribute.immutable and kind == "Scalar":
            extension["immutable"] = True
        if kind in ("Computed", "Restricted") or is_made_by_server(self.schema, entity_type.name, attribute):
            extension["init"] = False
        if kind == "Scalar":
            extension["default"] = default_of(attribute)
        summary = attribute_line(self.schema, entity_type.name, attribute, self.attributes)
        if summary:
            extension["summary"] = summary
        if not attribute.is_relation:
            shape = value_type(self.schema, entity_type.name, attribute, optional=not always_set)
            return shape | {"x-ftrack": extension}
        assert attribute.target is not None
        known = attribute.target in self.chosen
        extension |= {"target": attribute.target, "class": self.classes[attribute.target] if known else _OPAQUE}
        if attribute.foreign_key is not None:
            extension["key"] = self.attributes[attribute.foreign_key]
        return self._relation(attribute, kind, extension)

    def _relation(self, attribute: Attribute, kind: str, extension: JsonSchema) -> JsonSchema:
        target = self.schema[str(attribute.target)]
        known = target.name in self.chosen
        reference = {"$ref": _reference(self.classes[target.name])} if known else {"type": "object"}
        if kind == "Link":
            return reference | {"x-ftrack": extension}
        if kind == "OptionalLink":
            return {"anyOf": [reference, {"type": "null"}], "x-ftrack": extension}
        if kind == "Mapped":
            pair = [str(attribute.key_attribute), str(attribute.value_attribute)]
            extension["mapping"] = [self.attributes[name] for name in pair]
            value = target[pair[1]]
            shape = value_type(self.schema, target.name, value, optional=False)
            return {"type": "object", "additionalProperties": shape, "x-ftrack": extension}
        return {"type": "array", "items": reference, "x-ftrack": extension}

    def _kind(self, entity_type: EntityType, attribute: Attribute, always_set: bool) -> str:
        match attribute.kind:
            case "scalar":
                return "Computed" if is_made_by_server(self.schema, entity_type.name, attribute) else "Scalar"
            case "link":
                return "Link" if always_set else "OptionalLink"
            case _ if attribute.restricted:
                return "Restricted"
            case "collection":
                return "Collection"
            case _:
                pair = (attribute.key_attribute, attribute.value_attribute)
                target = self.schema[str(attribute.target)]
                plain = all(name in target and not target[name].is_relation for name in pair if name is not None)
                return "Mapped" if plain and None not in pair else "Restricted"


def _beside(stating: JsonSchema, inherited: JsonSchema | None, base: str) -> JsonSchema:
    """Mark what is annotated otherwise than in the base, which type checkers must be told."""
    if inherited is None or _annotation(stating) == _annotation(inherited):
        return stating
    return stating | {"x-ftrack": stating["x-ftrack"] | {"differs_from": base}}


def _fact(stating: JsonSchema | None) -> JsonSchema | None:
    """Leave out the words for readers."""
    if stating is None:
        return None
    return stating | {"x-ftrack": {key: value for key, value in stating["x-ftrack"].items() if key != "summary"}}


def _annotation(stating: JsonSchema) -> JsonSchema:
    extension = stating["x-ftrack"]
    return stating | {"x-ftrack": (extension["kind"], extension.get("class"))}


def _reference(class_name: str) -> str:
    return f"#/$defs/{class_name}"
