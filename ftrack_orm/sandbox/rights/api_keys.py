"""Issue and revoke API keys, each within the transaction of a request.

A key has an entity `ApiKey` as well where the schema knows that type: deleting the entity revokes the key.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.write_state import EntityChange
from ftrack_orm.sandbox.rights.key_digest import KeyDigest, new_key
from ftrack_orm.sandbox.storage.tables import TYPE, Tables

__all__ = ["StoredKey", "issue_key", "reset_key", "stored_keys"]

_PREFIX = 8
"""How much of a key its entity shows, to tell keys apart."""


@dataclass(frozen=True, slots=True)
class StoredKey:
    """What is kept of a key; a global one has no user."""

    id: str
    user_id: str | None
    digest: KeyDigest


def reset_key(message: Message, user_id: str) -> str:
    """Revoke all keys of a user and return the new one, which nothing can tell again.

    Raises:
        Refusal: Somebody else's key, and the sender is no administrator (PermissionError).
    """
    if message.rights is not None:
        message.rights.judge_key_of(message, user_id)
    _revoke(message.connection, message.store.tables, user_id)
    key = issue_key(message.connection, message.store.tables, user_id)
    family = message.store.tables.family("User")
    values = message.lookup.by_id(family, [user_id]).get(user_id, {"id": user_id})
    message.state.changes.append(EntityChange("update", "User", (user_id,), {}, values))
    if "ApiKey" in message.store.schema:
        message.lookup.forget(message.store.tables.family("ApiKey"))
    return key


def issue_key(connection: Connection, tables: Tables, user_id: str | None, key: str | None = None) -> str:
    """Add a key of a user, or a global one without a user; return it, random unless given."""
    chosen = new_key() if key is None else key
    digest = KeyDigest.of(chosen)
    id = str(uuid.uuid4())
    connection.execute(
        tables.keys.insert(), {"id": id, "user_id": user_id, "salt": digest.salt, "digest": digest.digest}
    )
    if "ApiKey" in tables.schema:
        family = tables.family("ApiKey")
        shown = {"identifier": "API key", "prefix": chosen[:_PREFIX] if key is None else "", "resource_id": user_id}
        row = {"id": id, TYPE: "ApiKey"} | {name: text for name, text in shown.items() if name in family.kinds}
        connection.execute(family.table.insert(), row)
    return chosen


def stored_keys(connection: Connection, tables: Tables, user_id: str) -> list[StoredKey]:
    """Return the keys that a user may come with: their own and the global ones."""
    table = tables.keys
    statement = select(table.c.id, table.c.user_id, table.c.salt, table.c.digest)
    statement = statement.where(or_(table.c.user_id == user_id, table.c.user_id.is_(None)))
    if "ApiKey" in tables.schema:
        statement = statement.where(table.c.id.in_(select(tables.family("ApiKey").table.c["id"])))
    rows = connection.execute(statement.order_by(table.c.id))
    return [StoredKey(id, user, KeyDigest(salt, digest)) for id, user, salt, digest in rows]


def _revoke(connection: Connection, tables: Tables, user_id: str) -> None:
    mine = tables.keys.c.user_id == user_id
    if "ApiKey" in tables.schema:
        entities = tables.family("ApiKey").table
        connection.execute(entities.delete().where(entities.c["id"].in_(select(tables.keys.c.id).where(mine))))
    connection.execute(tables.keys.delete().where(mine))
