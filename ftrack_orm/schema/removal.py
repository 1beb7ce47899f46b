"""What becomes of an entity that leaves a collection.

A schema tells which key puts an entity into a collection, and not whether it may do without. An appointment that is no
longer a task's is nothing; a component without a version stays; a shot must hang somewhere.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from ftrack_orm.schema.facts import is_optional
from ftrack_orm.schema.schema import Schema

__all__ = ["Removal", "removal"]

Removal: TypeAlias = Literal["delete", "clear", "refuse"]
"""Delete the entity, set its key to None, or refuse since it must belong to something."""

_TIES = frozenset({
    "Appointment", "AssetVersionLink", "CalendarEventResource", "ComponentLocation", "CustomAttributeLink",
    "CustomAttributeLinkFrom", "DashboardWidget", "ListObject", "Manager", "Membership", "ProjectSchemaOverride",
    "ReviewSessionInvitee", "ReviewSessionObject", "ReviewSessionObjectAnnotation", "ReviewSessionObjectStatus",
    "SplitTaskPart", "StatusRule", "TaskTemplateItem", "TypedContextLink", "UserSecurityRole",
    "UserSecurityRoleProject",
})  # fmt: skip
"""Entities that tie others together, or are a part of one: nothing without what they belong to."""

_HISTORY = frozenset({"Event", "StatusChange"})
"""What the server writes down; nobody takes it back."""


def removal(schema: Schema, entity_type: str, foreign_key: str) -> Removal:
    """Return what becomes of an entity of this type when it leaves the collection that `foreign_key` puts it in.

    >>> from ftrack_orm.schema.stock import stock_schema
    >>> removal(stock_schema(), "Appointment", "context_id"), removal(stock_schema(), "Task", "parent_id")
    ('delete', 'refuse')

    Raises:
        UnknownEntityTypeError: The schema has no such entity type.
        UnknownAttributeError: The entity type has no such attribute.
    """
    lineage = frozenset(schema.lineage(entity_type))
    if lineage & _HISTORY:
        return "refuse"
    if foreign_key in schema[entity_type].primary_key or lineage & _TIES:
        return "delete"
    key = schema[entity_type][foreign_key]
    if key.read_only:
        return "refuse"
    judged = [foreign_key, key.link] if key.link else [foreign_key]
    return "clear" if all(is_optional(schema, entity_type, name) for name in judged) else "refuse"
