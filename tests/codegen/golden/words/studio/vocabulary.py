"""The words of one workspace, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Never, TypeAlias

from ftrack_orm.mapping.declarative import Refers, Words, Workflow

if TYPE_CHECKING:
    from .models import ObjectType, Priority, ProjectSchema, Status, Type

__all__ = [
    "ObjectTypeName",
    "ObjectTypes",
    "Priorities",
    "PriorityName",
    "ProjectSchemaName",
    "ProjectSchemas",
    "StatusName",
    "Statuses",
    "TypeName",
    "Types",
]

StatusName: TypeAlias = Literal[
    "Not started",
    "In progress",
    "in-progress",
    "2D paint",
    "镜头",
    'say "hi" \\ "',
    "!!!",
]
"""Names of Statuses."""

TypeName: TypeAlias = Literal[
    "FX",
    "Animation",
]
"""Names of Types."""

PriorityName: TypeAlias = Literal[
    "High",
    "None",
]
"""Names of Priorities."""

ObjectTypeName: TypeAlias = Literal[
    "Shot",
]
"""Names of ObjectTypes."""

ProjectSchemaName: TypeAlias = Literal[
    "VFX Scheme",
]
"""Names of ProjectSchemas."""


class Statuses(Refers["Status"], Words, entity_type="Status"):
    """The Status entities of the workspace."""

    NOT_STARTED = ("s1", "Not started", "#cacaca", 0, "NOT_STARTED")
    IN_PROGRESS = ("s2", "In progress", "#3498db", 1, "IN_PROGRESS")
    IN_PROGRESS_2 = ("s3", "in-progress", "#3498db", 2, "IN_PROGRESS", False)
    """Not active any more."""
    STATUS_2D_PAINT = ("s4", "2D paint", None, 3)
    镜头 = ("s5", "镜头", None, 4, "DONE")
    SAY_HI = ("s6", 'say "hi" \\ "', None, 5)
    STATUS = ("s7", "!!!", None, 6)


class Types(Refers["Type"], Words, entity_type="Type"):
    """The Type entities of the workspace."""

    FX = ("t1", "FX")
    ANIMATION = ("t2", "Animation", "#ffffff", 1.5)


class Priorities(Refers["Priority"], Words, entity_type="Priority"):
    """The Priority entities of the workspace."""

    HIGH = ("p1", "High", "#ff0000", 1)
    NONE = ("p2", "None")


class ObjectTypes(Refers["ObjectType"], Words, entity_type="ObjectType"):
    """The ObjectType entities of the workspace."""

    SHOT = ("bad911de-3bd6-47b9-8b46-3476e237cb36", "Shot")


class ProjectSchemas(Refers["ProjectSchema"], Workflow[Statuses, Types], Words, entity_type="ProjectSchema"):
    """The ProjectSchema entities of the workspace."""

    VFX_SCHEME = ("w1", "VFX Scheme")
