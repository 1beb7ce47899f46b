"""Judge what a batch changed by the roles of its sender; a refusal rolls the whole batch back."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.write_state import EntityChange
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.rights.project_reach import projects_touched
from ftrack_orm.sandbox.rights.role import HeldRole, Level, held_roles
from ftrack_orm.sandbox.storage.tables import Tables

__all__ = ["Rights"]

_SECURITY = frozenset({"ApiKey", "SecurityRole", "Setting", "User", "UserSecurityRole", "UserSecurityRoleProject"})
_VOCABULARY = frozenset({
    "AssetType", "CustomAttributeConfiguration", "CustomAttributeGroup", "CustomAttributeLinkConfiguration",
    "CustomAttributeType", "Disk", "Group", "ListCategory", "Location", "ManagerType", "Membership", "NoteCategory",
    "NoteLabel", "ObjectType", "Priority", "ProjectSchema", "ProjectSchemaObjectType", "ProjectSchemaOverride",
    "Schema", "SchemaStatus", "SchemaType", "Scope", "State", "Status", "StatusRule", "StatusRuleGroup", "TaskTemplate",
    "TaskTemplateItem", "TaskTypeSchema", "TaskTypeSchemaType", "Type", "UserType", "WorkflowSchema",
    "WorkflowSchemaStatus",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rights:
    """What the sender of a batch may do, by the security roles held when it began.

    A user without any role may only read.
    """

    roles: tuple[HeldRole, ...]

    @classmethod
    def of(cls, connection: Connection, tables: Tables, user_id: str) -> Rights:
        """Return the rights that a user has now."""
        return cls(tuple(held_roles(connection, tables, user_id)))

    @property
    def highest(self) -> Level:
        """The level of the highest role, wherever it holds."""
        return max((role.level for role in self.roles), default=Level.READ)

    def judge(self, message: Message) -> None:
        """Judge all that a batch changed.

        Raises:
            Refusal: PermissionError; the sender may not change this.
        """
        if any(role.level is Level.ADMINISTER and role.projects is None for role in self.roles):
            return
        for change in message.state.changes:
            if not _is_own_key(message, change) and not self._allows(message, change):
                raise _refused(message, f"{change.action} {change.entity_type} {', '.join(map(str, change.key))}")

    def require(self, message: Message, level: Level = Level.WORK) -> None:
        """Judge an action that writes without changing an entity, as an upload.

        Raises:
            Refusal: PermissionError; the sender has no role of this level.
        """
        if self.highest < level:
            raise _refused(message, f"{level.name.lower()} in any project")

    def judge_key_of(self, message: Message, user_id: str) -> None:
        """Judge the reset of a user's key: one's own, or anybody's for an administrator.

        Raises:
            Refusal: PermissionError.
        """
        if user_id != message.user_id and self.highest < Level.ADMINISTER:
            raise _refused(message, "reset the key of another user")

    def _allows(self, message: Message, change: EntityChange) -> bool:
        needed = _needed(message, change)
        able = [role for role in self.roles if role.level >= needed]
        if any(role.projects is None for role in able):
            return True
        touched = projects_touched(message, change) if able else set()
        return bool(able) and all(any(role.covers(project) for role in able) for project in touched)


def _is_own_key(message: Message, change: EntityChange) -> bool:
    """Tell whether it is the reset of one's own key, which everybody may do."""
    own = change.entity_type == "User" and change.key == (message.user_id,)
    return own and change.action == "update" and not change.changes


def _needed(message: Message, change: EntityChange) -> Level:
    if change.entity_type in _SECURITY:
        mine = change.entity_type == "User" and change.key == (message.user_id,) and change.action == "update"
        personal = mine and not change.changes.keys() & {"is_active", "username", "user_type_id"}
        return Level.WORK if personal else Level.ADMINISTER
    if change.entity_type in _VOCABULARY or (change.entity_type == "Project" and change.action != "update"):
        return Level.PRODUCE
    return Level.WORK


def _refused(message: Message, what: str) -> Refusal:
    family = message.store.tables.family("User") if "User" in message.store.schema else None
    user = message.lookup.by_id(family, [message.user_id]).get(message.user_id, {}) if family is not None else {}
    named = user.get("username") or message.user_id
    return Refusal("PermissionError", f"The security roles of {named!r} do not allow to {what}.")
