"""StatusRule, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .status import Status
    from .status_rule_group import StatusRuleGroup


class StatusRule(Entity, entity_type="StatusRule", primary_key=("id",), default_projections=("id", "status_id")):
    """StatusRule: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id")
    """By its key `status_id`."""
    status_id: Scalar[str] = Attribute(default=None)
    """The key of `status`."""
    status_rule_group: Link[StatusRuleGroup] = Attribute(
        default=None, target="StatusRuleGroup", key="status_rule_group_id"
    )
    """By its key `status_rule_group_id`."""
    status_rule_group_id: Scalar[str] = Attribute(default=None)
    """The key of `status_rule_group`."""
