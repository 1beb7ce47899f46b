"""AssetVersionStatusRuleGroup, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from .status_rule_group import StatusRuleGroup


class AssetVersionStatusRuleGroup(StatusRuleGroup, entity_type="AssetVersionStatusRuleGroup"):
    """AssetVersionStatusRuleGroup: narrows StatusRuleGroup; key id."""
