"""Project, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, CustomAttributes, Link, Scalar

from .context import Context

if TYPE_CHECKING:
    from ..custom_attributes import (
        ProjectCustomAttributes,
        ProjectCustomAttributesContent,
        ProjectCustomAttributesPaths,
    )
    from .project_schema import ProjectSchema


class Project(Context, entity_type="Project"):
    """Project: narrows Context; table Show; key id."""

    custom_attributes: CustomAttributes[ProjectCustomAttributes, ProjectCustomAttributesPaths, ProjectCustomAttributesContent] = Attribute(  # type: ignore[assignment, unused-ignore]  # stated otherwise in Context
        default=None, target="ContextCustomAttributeValue", mapping=("key", "value")
    )
    project_schema: Link[ProjectSchema] = Attribute(default=None, target="ProjectSchema", key="project_schema_id")
    """By its key `project_schema_id`."""
    project_schema_id: Scalar[str] = Attribute(default=None)
    """The key of `project_schema`."""
