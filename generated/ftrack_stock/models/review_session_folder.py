"""ReviewSessionFolder, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Link, Scalar

if TYPE_CHECKING:
    from .project import Project
    from .review_session import ReviewSession


class ReviewSessionFolder(Entity, entity_type="ReviewSessionFolder", primary_key=("id",), default_projections=("id",)):
    """ReviewSessionFolder: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default="New review session")
    """Default 'New review session'."""
    project: Link[Project] = Attribute(default=None, target="Project", key="project_id")
    """By its key `project_id`."""
    project_id: Scalar[str] = Attribute(default=None)
    """The key of `project`."""
    review_sessions: Collection[ReviewSession] = Attribute(default=None, target="ReviewSession")
