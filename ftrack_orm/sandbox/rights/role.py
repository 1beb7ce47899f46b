"""What a security role lets its users do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import Connection, select

from ftrack_orm.sandbox.storage.tables import Tables

__all__ = ["HeldRole", "Level", "held_roles", "level_of"]


class Level(IntEnum):
    """How far a role goes; each level may do what the ones below it may."""

    READ = 0
    """Change nothing."""
    WORK = 1
    """Change what is inside of projects, and what belongs to nobody's project, as jobs and components."""
    PRODUCE = 2
    """Make and remove projects, and change the workspace's vocabulary, as statuses and custom attributes."""
    ADMINISTER = 3
    """Change users, roles, keys and settings."""


_LEVELS = {
    "administrator": Level.ADMINISTER,
    "api": Level.PRODUCE,
    "project manager": Level.PRODUCE,
    "reader": Level.READ,
    "read only": Level.READ,
    "client": Level.READ,
    "guest": Level.READ,
}


def level_of(role: str | None) -> Level:
    """Return the level of a role by its name; a studio's own role works inside of projects."""
    return _LEVELS.get((role or "").strip().lower(), Level.WORK)


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role of a user, and for which projects: None stands for all."""

    level: Level
    projects: frozenset[str] | None

    def covers(self, project_id: str | None) -> bool:
        """Tell whether it holds for a project, or for what is in none."""
        return self.projects is None or project_id is None or project_id in self.projects


def held_roles(connection: Connection, tables: Tables, user_id: str) -> list[HeldRole]:
    """Return the roles of a user; a schema without roles gives everybody all rights."""
    if not {"SecurityRole", "UserSecurityRole"} <= tables.schema.entity_types.keys():
        return [HeldRole(Level.ADMINISTER, None)]
    held, roles = tables.family("UserSecurityRole").table, tables.family("SecurityRole").table
    statement = select(held, roles.c["name"].label("role_name")).where(held.c["user_id"] == user_id)
    rows = connection.execute(statement.join(roles, roles.c["id"] == held.c["security_role_id"])).mappings().all()
    chosen = _chosen_projects(connection, tables, [row["id"] for row in rows])
    open_ones = _open_projects(connection, tables) if any(row["is_all_open_projects"] for row in rows) else frozenset()
    return [
        HeldRole(
            level_of(row["role_name"]),
            None
            if row["is_all_projects"]
            else chosen.get(row["id"], frozenset()) | (open_ones if row["is_all_open_projects"] else frozenset()),
        )
        for row in rows
    ]


def _chosen_projects(connection: Connection, tables: Tables, held: Iterable[str]) -> dict[str, frozenset[str]]:
    if "UserSecurityRoleProject" not in tables.schema:
        return {}
    table = tables.family("UserSecurityRoleProject").table
    statement = select(table.c["user_security_role_id"], table.c["project_id"])
    found: dict[str, frozenset[str]] = {}
    for role, project in connection.execute(statement.where(table.c["user_security_role_id"].in_(list(held)))):
        found[role] = found.get(role, frozenset()) | {project}
    return found


def _open_projects(connection: Connection, tables: Tables) -> frozenset[str]:
    table = tables.family("Context").table
    statement = select(table.c["id"]).where(table.c["context_type"] == "show", table.c["status"] == "active")
    return frozenset(connection.execute(statement).scalars())
