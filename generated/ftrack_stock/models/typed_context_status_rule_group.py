"""TypedContextStatusRuleGroup, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link, Scalar

from .status_rule_group import StatusRuleGroup

if TYPE_CHECKING:
    from .object_type import ObjectType


class TypedContextStatusRuleGroup(
    StatusRuleGroup,
    entity_type="TypedContextStatusRuleGroup",
    default_projections=("id", "object_type_id", "status_id", "entity_type"),
):
    """TypedContextStatusRuleGroup: narrows StatusRuleGroup; table TaskStatusRuleGroup; key id."""

    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id")
    """By its key `object_type_id`."""
    object_type_id: Scalar[str] = Attribute(default=None)
    """The key of `object_type`."""
