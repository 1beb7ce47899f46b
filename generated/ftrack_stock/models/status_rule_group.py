"""StatusRuleGroup, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Link, OptionalLink, Scalar

if TYPE_CHECKING:
    from .project_schema import ProjectSchema
    from .security_role import SecurityRole
    from .status import Status
    from .status_rule import StatusRule


class StatusRuleGroup(
    Entity,
    entity_type="StatusRuleGroup",
    primary_key=("id",),
    default_projections=("id", "status_id", "entity_type"),
):
    """StatusRuleGroup: key id."""

    entity_type: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    role: OptionalLink[SecurityRole] = Attribute(default=None, target="SecurityRole", key="role_id")
    """By its key `role_id`."""
    role_id: Scalar[str | None] = Attribute(default=None)
    """The key of `role`."""
    schema_: Link[ProjectSchema] = Attribute(default=None, target="ProjectSchema", key="schema_id", api_name="schema")
    """By its key `schema_id`. The server calls it `schema`."""
    schema_id: Scalar[str] = Attribute(default=None)
    """The key of `schema_`."""
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id")
    """By its key `status_id`."""
    status_id: Scalar[str] = Attribute(default=None)
    """The key of `status`."""
    status_rules: Collection[StatusRule] = Attribute(default=None, target="StatusRule")
