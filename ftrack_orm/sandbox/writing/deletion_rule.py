"""What happens to the entities that lead to one that is deleted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeAlias

from sqlalchemy import Column, Table

from ftrack_orm.sandbox.storage.relation_catalogue import RelationCatalogue, ToOne
from ftrack_orm.sandbox.storage.tables import Family

__all__ = ["DeletionRule", "deletion_rules", "pair_columns"]

Effect: TypeAlias = Literal["delete", "clear", "refuse"]

_VOCABULARY = frozenset({
    "AssetType", "CustomAttributeType", "Disk", "ListCategory", "Location", "ManagerType", "ObjectType", "Priority",
    "ProjectSchema", "SecurityRole", "State", "Status", "TaskTypeSchema", "Type", "UserType", "WorkflowSchema",
})  # fmt: skip
"""What others merely use: it cannot be deleted while something that needs it is there."""
_DIES_WITH = frozenset({
    ("Asset", "context_id"),
    ("AssetVersion", "asset_id"),
    ("Component", "container_id"),
    ("Component", "version_id"),
    ("ComponentLocation", "component_id"),
    ("Context", "parent_id"),
    ("DashboardWidget", "dashboard_id"),
    ("Manager", "context_id"),
    ("Note", "in_reply_to_id"),
    ("ReviewSessionObjectAnnotation", "review_session_object_id"),
    ("ReviewSessionObjectStatus", "review_session_object_id"),
    ("Timelog", "context_id"),
    ("Timer", "context_id"),
    ("TaskTemplateItem", "template_id"),
    ("UserSecurityRole", "user_id"),
    ("UserSecurityRoleProject", "project_id"),
    ("UserSecurityRoleProject", "user_security_role_id"),
    ("UserSession", "user_id"),
})  # fmt: skip
"""Keys that are not required, of what dies with the entity that they lead to."""
_OUTLIVES = frozenset({
    ("CalendarEvent", "created_by_id"),
    ("CalendarEventResource", "created_by_id"),
    ("Note", "user_id"),
    ("ReviewSession", "created_by_id"),
    ("ReviewSessionInvitee", "created_by_id"),
})  # fmt: skip
"""Keys that are required when an entity is made, of what stays when its author goes."""
_NEEDS = frozenset({("ComponentLocation", "location_id")})
_POLYMORPHIC = (
    ("CustomAttributeLink", "from_id"),
    ("CustomAttributeLink", "to_id"),
    ("CustomAttributeValue", "entity_id"),
    ("EntitySetting", "parent_id"),
    ("ListObject", "entity_id"),
    ("Metadata", "parent_id"),
    ("Note", "parent_id"),
    ("StatusChange", "parent_id"),
)


@dataclass(frozen=True, slots=True, eq=False)
class DeletionRule:
    """The rows of a family that lead to a deleted entity by this column, and what becomes of them."""

    family: Family
    column: Column[str]
    effect: Effect


def deletion_rules(relations: RelationCatalogue, entity_type: str) -> tuple[DeletionRule, ...]:
    """Return the rules for entities of a concrete type."""
    return relations.tables.remembered("deletion", entity_type, partial(_rules, relations, entity_type))


def _rules(relations: RelationCatalogue, entity_type: str) -> tuple[DeletionRule, ...]:
    tables, schema = relations.tables, relations.schema
    lineage = schema.lineage(entity_type)
    found: dict[Column[str], DeletionRule] = {}
    for other in schema:
        for name, attribute in other.attributes.items():
            if attribute.kind != "link" or attribute.target not in lineage:
                continue
            relation = relations.relation(other.name, name)
            if isinstance(relation, ToOne) and len(relation.columns) == 1:
                family = tables.family(other.name)
                column = family.table.c[relation.columns[0]]
                required = _is_required(relations, family, column.name)
                found.setdefault(column, DeletionRule(family, column, _effect(family, column.name, lineage, required)))
    for owner, name in _POLYMORPHIC:
        if owner in schema and lineage[-1] not in _VOCABULARY:
            column = tables.family(owner).table.c[name]
            found[column] = DeletionRule(tables.family(owner), column, "delete")
    return tuple(found.values())


def _effect(family: Family, column: str, lineage: tuple[str, ...], required: bool) -> Effect:
    place = (family.root, column)
    if column in family.key:
        return "delete"
    if place in _OUTLIVES:
        return "clear"
    if place in _NEEDS:
        return "delete" if lineage[-1] != "Location" else "refuse"
    if lineage[-1] in _VOCABULARY:
        owned = (lineage[-1], family.root) in _OWNED_VOCABULARY
        return "delete" if owned else "refuse" if required else "clear"
    return "delete" if required or place in _DIES_WITH else "clear"


_OWNED_VOCABULARY = frozenset({
    ("ProjectSchema", "Schema"),
    ("ProjectSchema", "ProjectSchemaOverride"),
    ("ProjectSchema", "TaskTemplate"),
    ("ProjectSchema", "StatusRuleGroup"),
    ("WorkflowSchema", "ProjectSchemaOverride"),
    ("SecurityRole", "UserSecurityRole"),
})  # fmt: skip


def _is_required(relations: RelationCatalogue, family: Family, column: str) -> bool:
    for name in family.types:
        attribute = relations.schema[name].attributes.get(column)
        if attribute is not None and attribute.required:
            return True
    return False


def pair_columns(relations: RelationCatalogue) -> list[tuple[Table, str]]:
    """Return the columns of hidden pairs, which go with either side."""
    return [(table, name) for table in relations.tables.pairs() for name in ("owner_id", "target_id")]
