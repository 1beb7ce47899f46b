"""Add a user with roles and a key, from outside of any request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.rights.api_keys import issue_key
from ftrack_orm.sandbox.rights.credentials import Credentials
from ftrack_orm.sandbox.storage.seeding import insert_rows
from ftrack_orm.sandbox.storage.store import Store

__all__ = ["add_user", "give_role"]


def add_user(
    store: Store,
    connection: Connection,
    credentials: Credentials,
    roles: Iterable[str],
    projects: Iterable[str] | None,
    *,
    is_active: bool = True,
) -> str:
    """Add a user and return the id.

    Raises:
        ConfigurationError: The schema has no users or roles, the user exists, or a project does not.
    """
    if isinstance(roles, str):
        raise ConfigurationError(f"roles is a list of names: write roles=[{roles!r}]")
    needed = ("User", "SecurityRole", "UserSecurityRole")
    if missing := [name for name in needed if name not in store.schema]:
        raise ConfigurationError(f"the schema has no {', '.join(missing)}, so no user can be added")
    if _ids(store, connection, "User", "username", [credentials.user]):
        raise ConfigurationError(f"there is a user {credentials.user!r} already")
    chosen = None if projects is None else _projects(store, connection, list(projects))
    [(user_id,)] = _insert(store, connection, "User", _user(credentials.user, is_active))
    for role in roles:
        give_role(store, connection, user_id, role, chosen)
    issue_key(connection, store.tables, user_id, credentials.key)
    return str(user_id)


def _user(username: str, is_active: bool) -> dict[str, object]:
    email = username if "@" in username else f"{username}@sandbox.example"
    return {"username": username, "first_name": username, "last_name": "", "email": email, "is_active": is_active}


def _projects(store: Store, connection: Connection, names: Sequence[str]) -> list[str]:
    found = _ids(store, connection, "Project", "name", names)
    if unknown := [name for name in names if name not in found]:
        raise ConfigurationError(f"there is no project {unknown[0]!r}")
    return list(found.values())


def give_role(
    store: Store, connection: Connection, user_id: str, role: str, projects: Sequence[str] | None = None
) -> None:
    """Give a user a role in these projects (ids), or in all; make the role if nothing is called so yet."""
    known = _ids(store, connection, "SecurityRole", "name", [role])
    role_id = known.get(role) or _insert(store, connection, "SecurityRole", {"name": role, "type": "PROJECT"})[0][0]
    held = {"user_id": user_id, "security_role_id": role_id, "is_all_projects": projects is None}
    [(held_id,)] = _insert(store, connection, "UserSecurityRole", held | {"is_all_open_projects": False})
    for project in projects or ():
        row = {"user_security_role_id": held_id, "project_id": project}
        _insert(store, connection, "UserSecurityRoleProject", row)


def _ids(store: Store, connection: Connection, entity_type: str, name: str, values: Sequence[str]) -> dict[str, str]:
    table = store.tables.family(entity_type).table
    rows = connection.execute(select(table.c[name], table.c["id"]).where(table.c[name].in_(values)))
    return {value: id for value, id in rows if value in values}


def _insert(store: Store, connection: Connection, entity_type: str, row: Mapping[str, object]) -> list[tuple[Any, ...]]:
    known = {name: value for name, value in row.items() if name in store.schema[entity_type]}
    return insert_rows(store, connection, entity_type, [known])
