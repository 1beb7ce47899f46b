"""What is known of one entity class: its entity type, key and attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cached_property, partial
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, Any

from pydantic_core import ValidationError

from ftrack_orm.errors import InvalidValueError, UnknownAttributeError
from ftrack_orm.mapping.attribute import MappedAttribute, accepted_types
from ftrack_orm.mapping.declaring.annotation import annotation_of
from ftrack_orm.mapping.declaring.deferred_model import field_validators
from ftrack_orm.mapping.rule import Rules
from ftrack_orm.query.ast import AttributePath, Segment
from ftrack_orm.query.building.path import Path
from ftrack_orm.query.building.relation_path import RelationPath
from ftrack_orm.transport.codec import naive_moment

if TYPE_CHECKING:
    from ftrack_orm.mapping.registry import Registry

__all__ = ["Mapper"]


class Mapper:
    """The description of an entity class; it is also the class side of query expressions (`AttributeSource`).

    `attributes` are by their Python names, `wire` by the wire's; both hold those of the bases too.
    """

    def __init__(
        self,
        entity_class: type[Any],
        entity_type: str,
        primary_key: tuple[str, ...],
        default_projections: tuple[str, ...],
        attributes: dict[str, MappedAttribute],
        registry: Registry,
        base: Mapper | None,
    ) -> None:
        self.entity_class = entity_class
        self.entity_type = entity_type
        self.primary_key = primary_key
        self.read_key: Callable[[Mapping[str, Any]], tuple[str, ...]] | None = (
            itemgetter(*primary_key) if len(primary_key) > 1 else None
        )
        """Reads a primary key of several parts from the values of an entity; None where it has one."""
        self.default_projections = default_projections
        self.attributes = attributes
        self.wire: dict[str, MappedAttribute] = {attribute.api_name: attribute for attribute in attributes.values()}
        self.registry = registry
        self.base = base
        self.root: str = base.root if base else entity_type
        self._validators: dict[str, Any] = {}
        self._annotations: dict[str, Any] = {}
        """Those of attributes that the class was given after it was made."""
        self.key_links: dict[str, MappedAttribute] = {
            a.key: a for a in attributes.values() if a.key is not None and a.is_link
        }

    def __repr__(self) -> str:
        return f"<Mapper of {self.entity_type}>"

    @cached_property
    def wire_key(self) -> tuple[str, ...]:
        """The wire's names of the key attributes."""
        return tuple(self.attributes[name].api_name for name in self.primary_key)

    @cached_property
    def stored(self) -> tuple[MappedAttribute, ...]:
        """Plain values that the server keeps; they are loaded together."""
        return tuple(attribute for attribute in self.attributes.values() if attribute.is_stored)

    @cached_property
    def is_custom_value(self) -> bool:
        """Whether its entities are values of custom attributes: they are there as soon as their owner is."""
        return frozenset(self.primary_key) == {"configuration_id", "entity_id"}

    @cached_property
    def rules(self) -> Rules:
        """How the attributes are written."""
        return Rules(self)

    def target(self, attribute: MappedAttribute) -> Mapper:
        """Return the mapper of the entity type that a relation leads to."""
        assert attribute.target is not None
        return self.registry.mapper(attribute.target)

    def is_structured(self, attribute: MappedAttribute) -> bool:
        """Tell whether an attribute's wire value may be an object or a list: a relation, a datetime, anything."""
        accepted = () if attribute.is_relation else self._accepted(attribute.name)
        return not accepted or date in accepted

    def is_moment(self, attribute: MappedAttribute) -> bool:
        """Tell whether an attribute's value is a datetime."""
        return not attribute.is_relation and date in self._accepted(attribute.name)

    def check_target(self, attribute: MappedAttribute, value: object) -> None:
        """Refuse what is no entity of the type that a relation leads to.

        Raises:
            InvalidValueError: It is something else.
        """
        target = self.target(attribute)
        if not isinstance(value, target.entity_class):
            shown = getattr(value, "__entity_type__", type(value).__name__)
            told = f"{self.entity_type}.{attribute.name} takes a {target.entity_type}, got {shown}"
            if isinstance(value, str) and attribute.key in self.attributes:
                told += f"; an id is assigned to {attribute.key}, a name must be looked up"
            raise InvalidValueError(told)

    def validate(self, attribute: MappedAttribute, value: object) -> Any:
        """Return a plain value as Pydantic reads it for the attribute.

        Raises:
            InvalidValueError: Pydantic refuses it.
        """
        validator = self._validators.get(attribute.name)
        if validator is None:
            from pydantic import TypeAdapter

            checked: Any = self.annotation(attribute.name)
            for each in self.validators(attribute):
                checked = _annotated(checked, each)
            validator = self._validators[attribute.name] = TypeAdapter(checked).validator
        try:
            found = validator.validate_python(value)
        except ValidationError as error:
            findings = "; ".join(finding["msg"] for finding in error.errors(include_url=False))
            link = self.key_links.get(attribute.name)
            remedy = f"; an entity is assigned to {link.name}" if link and hasattr(value, "__mapper__") else ""
            raise InvalidValueError(
                f"{self.entity_type}.{attribute.name}: {findings}, got {value!r}{remedy}"
            ) from error
        return naive_moment(found) if isinstance(found, datetime) else found

    def validators(self, attribute: MappedAttribute) -> list[Any]:
        """Return what the class checks of a plain value beside its annotation: its `@field_validator` functions."""
        return [] if attribute.is_relation else field_validators(self.entity_class, attribute.name)

    def annotation(self, name: str) -> Any:
        """Return what an attribute is annotated with, as `Scalar[str | None]`."""
        late = self._annotations.get(name)
        return annotation_of(self.entity_class, name) if late is None else late

    def extend(self, attribute: MappedAttribute, annotation: Any) -> None:
        """Take up an attribute that the class was made without."""
        self.attributes[attribute.name] = self.wire[attribute.api_name] = attribute
        self._annotations[attribute.name] = annotation
        if attribute.key is not None and attribute.is_link:
            self.key_links[attribute.key] = attribute
        for worked_out in ("rules", "stored"):
            vars(self).pop(worked_out, None)

    def narrows(self, other: Mapper) -> bool:
        """Tell whether this type is the other or a subtype of it."""
        return issubclass(self.entity_class, other.entity_class)

    def declaring(self, name: str) -> Mapper:
        """Return the widest base that has the attribute, so that one query serves all its subtypes."""
        mapper = self
        while mapper.base is not None and name in mapper.base.attributes:
            mapper = mapper.base
        return mapper

    def attribute(self, name: str) -> Path[Any] | RelationPath:
        """Return the class-level expression of an attribute; see `AttributeSource.attribute`."""
        attribute = self.attributes.get(name)
        if attribute is None:
            raise UnknownAttributeError(self.entity_type, name, tuple(self.attributes))
        return self.expression(attribute)

    def expression(self, attribute: MappedAttribute) -> Path[Any] | RelationPath:
        """Return the class-level expression of one of its attributes."""
        steps = (Segment(attribute.api_name),)
        if attribute.is_relation:
            target = self.target(attribute)
            keyed = attribute.mapping and (
                target._wire_name(attribute.mapping[0]),
                target._wire_name(attribute.mapping[1]),
            )
            path = partial(RelationPath, steps, self.entity_class, target, many=attribute.is_many, mapping=keyed)
            if keyed and target.is_custom_value:
                return path(keys=partial(self.registry.custom_attributes, self.entity_type))
            return path()
        return Path(AttributePath(steps), self.entity_class, self.entity_type, self._accepted(attribute.name))

    def subtype(self, entity: object) -> Mapper | None:
        """Return the mapper of a class that narrows this one; see `AttributeSource.subtype`."""
        mapper = getattr(entity, "__mapper__", None) if isinstance(entity, type) else None
        return mapper if isinstance(mapper, Mapper) and mapper.narrows(self) else None

    def names(self) -> Iterable[str]:
        """Return the Python names of all attributes."""
        return self.attributes

    def _wire_name(self, name: str) -> str:
        return self.attributes[name].api_name

    def _accepted(self, name: str) -> tuple[type, ...]:
        return accepted_types(self.annotation(name))


def _annotated(annotation: Any, validator: object) -> Any:
    return Annotated[annotation, validator]
