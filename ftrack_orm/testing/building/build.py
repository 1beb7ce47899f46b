"""Build entities for tests."""

from __future__ import annotations

from typing import Any, TypeVar

from ftrack_orm.errors import InvalidValueError
from ftrack_orm.mapping import Entity, Mapper
from ftrack_orm.schema import Attribute, Schema
from ftrack_orm.testing.building.requirement import concrete_type, needed
from ftrack_orm.testing.building.value import value_for

__all__ = ["build", "build_many"]

E = TypeVar("E", bound=Entity)


def build(entity: type[E], /, **values: Any) -> E:
    """Return a new entity that a server takes: what is required and not given is filled in, at any depth.

    Names are unique, and entities that are needed twice are made once: the project of a task is that of its parent.
    No session knows it yet; `session.add()` takes along what it is linked to.

        task = build(Task, name="comp")
        assert task.parent is task.project

    Raises:
        InvalidValueError: A value does not fit, or one is needed that cannot be chosen.
        UnknownAttributeError: The entity type has no such attribute.
    """
    return build_many(entity, 1, **values)[0]


def build_many(entity: type[E], count: int, /, **values: Any) -> list[E]:
    """Return several new entities, as `build` does; what they need is shared, so that tasks are on one parent."""
    building = _Building()
    return [building.make(entity, values) for _ in range(count)]


class _Building:
    """One call: what was made in it for links, by entity type."""

    def __init__(self) -> None:
        self._made: dict[str, Entity] = {}
        self._underway: list[str] = []

    def make(self, entity: type[E], given: dict[str, Any]) -> E:
        mapper: Mapper = entity.__mapper__
        schema = mapper.registry.schema
        values = dict(given)
        self._underway.append(mapper.entity_type)
        for attribute in needed(schema, mapper.entity_type):
            known = mapper.wire[attribute.name].name
            key = mapper.attributes[known].key
            if known not in values and key not in values:
                values[known] = self._value(mapper, schema, attribute, values)
        self._underway.pop()
        return entity(**values)

    def _value(self, mapper: Mapper, schema: Schema, attribute: Attribute, values: dict[str, Any]) -> Any:
        if attribute.kind != "link":
            return value_for(mapper.entity_type, attribute)
        if attribute.name == "project" and "parent" in values:
            return _project_of(values["parent"])
        if attribute.name == "parent" and isinstance(values.get("project"), Entity):
            return values["project"]
        target = concrete_type(schema, mapper.entity_type, attribute)
        if target in self._underway:
            raise InvalidValueError(
                f"{mapper.entity_type}.{attribute.name} leads to another {target}, and so on: give it to build()"
            )
        if target not in self._made:
            self._made[target] = self.make(mapper.registry.mapper(target).entity_class, {})
        return self._made[target]


def _project_of(parent: Any) -> Any:
    return parent if parent.__entity_type__ == "Project" else parent.project
