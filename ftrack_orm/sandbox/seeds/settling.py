"""Make a store ready for its API user, whatever it holds."""

from __future__ import annotations

from sqlalchemy import literal, select

from ftrack_orm.sandbox.seeds.people import api_user, user_id
from ftrack_orm.sandbox.seeds.planting import plant, seed_rows
from ftrack_orm.sandbox.seeds.seed import Seed
from ftrack_orm.sandbox.store import Store

__all__ = ["settle"]


def settle(store: Store, seed: Seed, username: str) -> str:
    """Plant the seed if the store is empty, else add the API user if it is missing; return the user's id.

    Raises:
        ConfigurationError: The store's schema lacks what the seed is about.
    """
    if _is_empty(store):
        plant(store, seed_rows(seed, store.schema, username))
        return user_id(username)
    known = _known_user(store, username)
    if known is None:
        plant(store, api_user(username))
        return user_id(username)
    return known


def _is_empty(store: Store) -> bool:
    with store.begin(writes=False) as connection:
        for family in store.tables.families():
            if connection.execute(select(literal(1)).select_from(family.table).limit(1)).first() is not None:
                return False
    return True


def _known_user(store: Store, username: str) -> str | None:
    if "User" not in store.schema:
        return None
    users = store.tables.family("User").table.c
    with store.begin(writes=False) as connection:
        found = connection.execute(select(users.id).where(users.username == username)).scalar()
    return None if found is None else str(found)
