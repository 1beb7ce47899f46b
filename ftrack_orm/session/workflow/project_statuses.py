"""Which statuses and types a project allows for which kind of entity, as its project schema says."""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeAlias, TypeVar, overload

from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity, Mapper, Registry
from ftrack_orm.query.ast import AttributePath, Comparison, Ordering, Query
from ftrack_orm.query.literal import literal
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.workflow.workflow_typing import (
    GivesStatus,
    GivesType,
    LinksStatus,
    LinksType,
    MayLinkStatus,
    MayLinkType,
)

__all__ = ["ProjectStatuses", "project_statuses"]

S = TypeVar("S")
E = TypeVar("E")
Class: TypeAlias = type[E]
"""Said here, since `type` is the name of a parameter below."""

_KEYS = ("_overrides.type_id", "_schemas.type_id")
_CHOICES = (
    "_overrides.workflow_schema.statuses",
    "_task_type_schema.types",
    "_task_workflow.statuses",
    "_version_workflow.statuses",
)
_SHOWN = ("name", "color", "sort", "is_active", "is_billable")


class ProjectStatuses:
    """The workflow of one project schema; what is asked for is read once.

    Tasks take their statuses from the task workflow, or from the override of their type; versions from the version
    workflow; everything else from the schema of its object type. So does the official client.
    """

    def __init__(self, gateway: Gateway, registry: Registry, project_schema_id: str) -> None:
        self._gateway = gateway
        self._registry = registry
        self._id = project_schema_id
        self._own: dict[tuple[str, str], list[Any]] = {}

    @overload
    def statuses(self, of: Class[LinksStatus[S]], type: Entity | str | None = None) -> list[S]: ...
    @overload
    def statuses(self, of: Class[MayLinkStatus[S]], type: Entity | str | None = None) -> list[S]: ...
    @overload
    def statuses(self, of: Class[GivesStatus[S]], type: Entity | str | None = None) -> list[S]: ...
    @overload
    def statuses(self, of: Class[Entity] | str, type: Entity | str | None = None) -> list[Any]: ...
    def statuses(self, of: Any, type: Entity | str | None = None) -> list[Any]:
        """Return the statuses that entities of a type may have; of tasks with this type (an entity or its id).

        Raises:
            SessionError: The project schema says nothing of such entities.
            UnknownEntityTypeError: There is no such entity type.
        """
        mapper = self._mapper(of)
        if mapper.entity_type == "AssetVersion":
            return list(_read(self._schema, "_version_workflow.statuses"))
        if mapper.entity_type != "Task":
            return self._of_object_type(mapper, "SchemaStatus", "task_status")
        wanted = type.__ftrack_key__[0] if isinstance(type, Entity) else type
        for override in _read(self._schema, "_overrides") if wanted is not None else ():
            if _read(override, "type_id") == wanted:
                return list(_read(override, "workflow_schema.statuses"))
        return list(_read(self._schema, "_task_workflow.statuses"))

    @overload
    def types(self, of: Class[LinksType[S]]) -> list[S]: ...
    @overload
    def types(self, of: Class[MayLinkType[S]]) -> list[S]: ...
    @overload
    def types(self, of: Class[GivesType[S]]) -> list[S]: ...
    @overload
    def types(self, of: Class[Entity] | str) -> list[Any]: ...
    def types(self, of: Any) -> list[Any]:
        """Return the types that entities of a type may have.

        Raises:
            SessionError: The project schema says nothing of such entities.
            UnknownEntityTypeError: There is no such entity type.
        """
        mapper = self._mapper(of)
        if mapper.entity_type == "Task":
            return list(_read(self._schema, "_task_type_schema.types"))
        return self._of_object_type(mapper, "SchemaType", "task_type")

    @cached_property
    def _schema(self) -> Entity:
        """The project schema with all that tasks and versions need, in one request."""
        mapper = self._registry.mapper("ProjectSchema")
        dotted = (*_KEYS, *self._with_values(mapper, *_CHOICES))
        query = Query("ProjectSchema", tuple(map(AttributePath.of, dotted)), _is("id", self._id))
        found = self._gateway.fetch(query, self._registry)
        if not found:
            raise SessionError(f"there is no project schema {self._id!r}")
        return found[0]

    def _with_values(self, mapper: Mapper, *paths: str) -> list[str]:
        """Return the paths of what people want to see of the targets: name, colour, order."""
        dotted = []
        for path in paths:
            target = mapper
            for step in path.split("."):
                target = target.target(target.wire[step])
            dotted += [f"{path}.{name}" for name in _SHOWN if name in target.wire]
        return dotted

    def _of_object_type(self, mapper: Mapper, entity_type: str, link: str) -> list[Any]:
        known = self._own.get((mapper.entity_type, link))
        if known is None:
            known = self._own[mapper.entity_type, link] = self._fetch_own(mapper, entity_type, link)
        return list(known)

    def _fetch_own(self, mapper: Mapper, entity_type: str, link: str) -> list[Any]:
        schema_id = self._schema_of(mapper)
        rows = self._registry.mapper(entity_type)
        paths = ("sort", *self._with_values(rows, link))
        order = (Ordering(AttributePath.of("sort")),) if "sort" in rows.wire else ()
        query = Query(entity_type, tuple(map(AttributePath.of, paths)), _is("schema_id", schema_id), order_by=order)
        return [_read(row, link) for row in self._gateway.fetch(query, self._registry)]

    def _schema_of(self, mapper: Mapper) -> str:
        object_type = mapper.attributes.get("object_type_id")
        for schema in _read(self._schema, "_schemas") if object_type is not None and object_type.default else ():
            if object_type is not None and _read(schema, "type_id") == object_type.default:
                return str(schema.__ftrack_key__[0])
        raise SessionError(f"the project schema has neither statuses nor types of its own for {mapper.entity_type}")

    def _mapper(self, of: Class[Entity] | str) -> Mapper:
        return self._registry.mapper(of if isinstance(of, str) else of.__entity_type__)


def _is(name: str, value: str) -> Comparison:
    return Comparison(AttributePath.of(name), "is", literal(value))


def _read(entity: Any, path: str) -> Any:
    """Read a dotted path of wire names."""
    for step in path.split("."):
        entity = getattr(entity, type(entity).__mapper__.wire[step].name)
    return entity


def project_statuses(gateway: Gateway, project: Entity) -> ProjectStatuses:
    """Return the workflow of a project, or of a project schema itself.

    Raises:
        SessionError: It is neither.
    """
    mapper = type(project).__mapper__ if isinstance(project, Entity) else None
    if mapper is not None and mapper.entity_type == "ProjectSchema":
        return ProjectStatuses(gateway, mapper.registry, project.__ftrack_key__[0])
    if mapper is None or "project_schema_id" not in mapper.wire:
        raise SessionError(f"project_schema() takes a Project or a ProjectSchema, got {project!r}")
    return ProjectStatuses(gateway, mapper.registry, getattr(project, mapper.wire["project_schema_id"].name))
