"""Job, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, OptionalLink, Scalar

if TYPE_CHECKING:
    from .job_component import JobComponent
    from .user import User


class Job(Entity, entity_type="Job", primary_key=("id",), default_projections=("id",)):
    """Job: key id."""

    created_at: Scalar[datetime] = Attribute(default=None)
    data: Scalar[str | None] = Attribute(default=None)
    finished_at: Scalar[datetime | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    job_components: Collection[JobComponent] = Attribute(default=None, target="JobComponent")
    status: Scalar[Literal['queued', 'running', 'done', 'failed']] = Attribute(default="queued")
    """Default 'queued'."""
    type: Scalar[str] = Attribute(default="api_job", immutable=True)
    """Default 'api_job'. Immutable once created."""
    user: OptionalLink[User] = Attribute(default=None, target="User", key="user_id")
    """By its key `user_id`."""
    user_id: Scalar[str | None] = Attribute(default=None)
    """The key of `user`."""
