"""Write a schema as a JSON Schema document (draft 2020-12), from which datamodel-code-generator makes the classes.

Each entity type is a definition that refers to its base by `allOf`; it states what differs from that base. What JSON
Schema has no word for stands in `x-ftrack`, as data: the template writes it out as Python literals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from ftrack_orm.schema import Schema
from ftrack_orm.schema.description import (
    AttributeDescription,
    ClassDescription,
    Descriptions,
    MethodsDescription,
)

if TYPE_CHECKING:
    from ftrack_orm_codegen.vocabulary import VocabularyCode

__all__ = ["JsonSchema", "json_schema"]

JsonSchema: TypeAlias = dict[str, Any]


_OPAQUE = "Entity"
"""What stands for the class of an entity type that was left out."""


def json_schema(
    schema: Schema, chosen: Iterable[str] | None = None, vocabulary: VocabularyCode | None = None
) -> JsonSchema:
    """Return the document: one definition an entity type, named for its class.

    Where only some entity types are `chosen`, relations to others lead to entities of which nothing is known. What the
    `vocabulary` knows of names and custom attributes is mentioned where they stand.
    """
    names = frozenset(schema.entity_types if chosen is None else chosen)
    return _Document(Descriptions(schema), names, vocabulary).write()


@dataclass(frozen=True, slots=True)
class _Document:
    descriptions: Descriptions
    chosen: Set[str]
    vocabulary: VocabularyCode | None

    def write(self) -> JsonSchema:
        definitions = {described.name: self._definition(described) for described in self._chosen()}
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions}

    def _chosen(self) -> Iterator[ClassDescription]:
        schema = self.descriptions.schema
        return (self.descriptions[one.name] for one in schema if one.name in self.chosen)

    def _definition(self, described: ClassDescription) -> JsonSchema:
        own = self._properties(described)
        stated = {"entity_type": described.entity_type, **_keys(described)}
        extension: JsonSchema = {"class": described.name, "summary": described.summary}
        if described.methods:
            extension["methods"] = [self._methods(one) for one in described.methods]
        if described.base is None:
            return {"type": "object", "properties": own, "x-ftrack": extension | stated}
        base = described.base
        inherited = {name: self._typed(base, base.attributes[name]) for name in own if name in base.attributes}
        own = {name: _beside(stating, inherited.get(name), base.name) for name, stating in own.items()}
        as_in_base = _keys(base)
        stated = {key: value for key, value in stated.items() if value != as_in_base.get(key)}
        return {
            "allOf": [{"$ref": _reference(base.name)}, {"type": "object", "properties": own}],
            "x-ftrack": extension | {"base": base.name} | stated,
        }

    def _methods(self, methods: MethodsDescription) -> str:
        """Return a base that gives methods, with the classes that they mention in quotes: they are imported late."""
        names = [self.descriptions.classes[one] if one in self.chosen else _OPAQUE for one in methods.mentioned]
        quoted = ", ".join(f'"{name}"' for name in names)
        return f"{methods.name}[{quoted}]" if names else methods.name

    def _properties(self, described: ClassDescription) -> dict[str, JsonSchema]:
        """State the attributes that the base does not have, or has otherwise; the vocabulary may make them so."""
        base, own = described.base, described.own
        return {
            name: self._typed(described, attribute)
            for name, attribute in described.attributes.items()
            if name in own
            or (base is not None and self._known(described, attribute) != self._known(base, base.attributes[name]))
        }

    def _typed(self, described: ClassDescription, attribute: AttributeDescription) -> JsonSchema:
        """State one attribute of an entity type, with what the vocabulary knows of it."""
        stating = self._property(attribute)
        known = self._known(described, attribute)
        if known is None:
            return stating
        kind, content = known
        extension = stating["x-ftrack"] | {"kind": kind, "class": content}
        return {"type": "string" if kind == "Named" else "object", "x-ftrack": extension}

    def _known(self, described: ClassDescription, attribute: AttributeDescription) -> tuple[str, str] | None:
        """Return the kind, and what stands in its brackets, of an attribute that the vocabulary types."""
        vocabulary = self.vocabulary
        if vocabulary is None:
            return None
        found: tuple[str, str | None] | None = None
        match attribute.api_name:
            case "name" if attribute.kind == "Scalar" and attribute.value == {"type": "string"}:
                found = "Named", vocabulary.names_of(described.entity_type)
            case "custom_attributes" if attribute.kind == "Mapped":
                found = "CustomAttributes", vocabulary.custom_attributes(described.entity_type)
            case "custom_attribute_links" if attribute.kind == "Restricted" and attribute.target in self.chosen:
                views = vocabulary.custom_links(described.entity_type)
                target = self.descriptions.classes[str(attribute.target)]
                found = "CustomAttributeLinks", f"{views}, {target}" if views is not None else None
        return None if found is None or found[1] is None else (found[0], found[1])

    def _property(self, attribute: AttributeDescription) -> JsonSchema:
        """State one attribute as if there were no base."""
        extension: JsonSchema = {"name": attribute.name, "kind": attribute.kind, "default": attribute.default}
        if attribute.name != attribute.api_name:
            extension["api_name"] = attribute.api_name
        if attribute.immutable:
            extension["immutable"] = True
        if not attribute.init:
            extension["init"] = False
        if attribute.summary:
            extension["summary"] = attribute.summary
        if attribute.target is None:
            return {**(attribute.value or {}), "x-ftrack": extension}
        known = attribute.target in self.chosen
        name = self.descriptions.classes[attribute.target] if known else _OPAQUE
        extension |= {"target": attribute.target, "class": name}
        if attribute.key is not None:
            extension["key"] = attribute.key
        return self._relation(attribute, {"$ref": _reference(name)} if known else {"type": "object"}, extension)

    def _relation(self, attribute: AttributeDescription, reference: JsonSchema, extension: JsonSchema) -> JsonSchema:
        match attribute.kind:
            case "Link":
                return reference | {"x-ftrack": extension}
            case "OptionalLink":
                return {"anyOf": [reference, {"type": "null"}], "x-ftrack": extension}
            case "Mapped":
                extension["mapping"] = list(attribute.mapping or ())
                return {"type": "object", "additionalProperties": attribute.value, "x-ftrack": extension}
            case _:
                return {"type": "array", "items": reference, "x-ftrack": extension}


def _keys(described: ClassDescription) -> dict[str, Any]:
    return {
        "primary_key": list(described.primary_key),
        "default_projections": list(described.default_projections),
    }


def _beside(stating: JsonSchema, inherited: JsonSchema | None, base: str) -> JsonSchema:
    """Mark what is annotated otherwise than in the base, which type checkers must be told."""
    if inherited is None or _annotation(stating) == _annotation(inherited):
        return stating
    return stating | {"x-ftrack": stating["x-ftrack"] | {"differs_from": base}}


def _annotation(stating: JsonSchema) -> JsonSchema:
    extension = stating["x-ftrack"]
    return stating | {"x-ftrack": (extension["kind"], extension.get("class"))}


def _reference(class_name: str) -> str:
    return f"#/$defs/{class_name}"
