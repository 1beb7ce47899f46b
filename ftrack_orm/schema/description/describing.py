"""Describe the entity types of a schema as classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from ftrack_orm.schema.attribute import Attribute
from ftrack_orm.schema.description.class_description import AttributeDescription, ClassDescription, KindName
from ftrack_orm.schema.description.documentation import attribute_line, class_line
from ftrack_orm.schema.description.methods import methods_of, withheld_line
from ftrack_orm.schema.description.naming import attribute_names, class_names
from ftrack_orm.schema.description.value_type import default_of, is_always_set, is_made_by_server, value_type
from ftrack_orm.schema.entity_type import EntityType
from ftrack_orm.schema.schema import Schema

__all__ = ["Descriptions"]


class Descriptions:
    """The classes of one schema; each is described when it is first asked for.

    >>> from ftrack_orm.schema import Schema
    >>> schema = Schema.from_json([{"id": "Asset Build", "properties": {"id": {"type": "string"}}}])
    >>> Descriptions(schema)["Asset Build"].name
    'AssetBuild'
    """

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._described: dict[str, ClassDescription] = {}

    @cached_property
    def classes(self) -> Mapping[str, str]:
        """The class names by entity type."""
        return class_names(self.schema)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Python's names of attributes by the wire's."""
        return attribute_names(self.schema)

    def __getitem__(self, entity_type: str) -> ClassDescription:
        """Return the description of an entity type.

        Raises:
            UnknownEntityTypeError: The schema does not have it.
        """
        found = self._described.get(entity_type)
        if found is None:
            found = self._described[entity_type] = self._describe(self.schema[entity_type])
        return found

    def __iter__(self) -> Iterator[ClassDescription]:
        return (self[entity_type.name] for entity_type in self.schema)

    def _describe(self, entity_type: EntityType) -> ClassDescription:
        stated = [self._attribute(entity_type, attribute) for attribute in entity_type.attributes.values()]
        asked = (self.schema, entity_type.name, self.names)
        return ClassDescription(
            entity_type=entity_type.name,
            name=self.classes[entity_type.name],
            base=None if entity_type.base is None else self[entity_type.base],
            primary_key=tuple(self.names.get(name, name) for name in entity_type.primary_key),
            default_projections=tuple(self.names[name] for name in entity_type.always_projected),
            attributes={one.name: one for one in sorted(stated, key=lambda one: one.name)},
            summary=f"{class_line(entity_type)} {withheld_line(*asked)}".rstrip(),
            methods=methods_of(*asked),
        )

    def _attribute(self, entity_type: EntityType, attribute: Attribute) -> AttributeDescription:
        always_set = is_always_set(self.schema, entity_type.name, attribute)
        made_by_server = is_made_by_server(self.schema, entity_type.name, attribute)
        kind = self._kind(attribute, always_set=always_set, made_by_server=made_by_server)
        return AttributeDescription(
            name=self.names[attribute.name],
            api_name=attribute.name,
            kind=kind,
            value=self._value(entity_type, attribute, kind, always_set=always_set),
            default=default_of(attribute) if kind == "Scalar" else None,
            init=not (made_by_server or kind == "Restricted"),
            target=attribute.target,
            key=None if attribute.foreign_key is None else self.names[attribute.foreign_key],
            mapping=self._mapping(attribute) if kind == "Mapped" else None,
            immutable=attribute.read_only if attribute.is_relation else attribute.immutable and kind == "Scalar",
            summary=attribute_line(self.schema, entity_type.name, attribute, self.names),
        )

    def _kind(self, attribute: Attribute, *, always_set: bool, made_by_server: bool) -> KindName:
        match attribute.kind:
            case "scalar":
                return "Computed" if made_by_server else "Scalar"
            case "link":
                return "Link" if always_set else "OptionalLink"
            case _ if attribute.restricted:
                return "Restricted"
            case "collection":
                return "Collection"
            case _:
                target = self.schema[str(attribute.target)]
                pair = (attribute.key_attribute, attribute.value_attribute)
                plain = all(name in target and not target[name].is_relation for name in pair if name is not None)
                return "Mapped" if plain and None not in pair else "Restricted"

    def _value(
        self, entity_type: EntityType, attribute: Attribute, kind: KindName, *, always_set: bool
    ) -> Mapping[str, Any] | None:
        if not attribute.is_relation:
            return value_type(self.schema, entity_type.name, attribute, optional=not always_set)
        if kind == "Mapped":
            target = self.schema[str(attribute.target)]
            return value_type(self.schema, target.name, target[str(attribute.value_attribute)], optional=False)
        return None

    def _mapping(self, attribute: Attribute) -> tuple[str, str]:
        return self.names[str(attribute.key_attribute)], self.names[str(attribute.value_attribute)]
