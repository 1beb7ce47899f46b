"""Make a store ready for its API user, whatever it holds."""

from __future__ import annotations

import sqlite3

from sqlalchemy import literal, select
from sqlalchemy.exc import IntegrityError

from ftrack_orm.sandbox.seeds.demo_film.people import user_id
from ftrack_orm.sandbox.seeds.image import plant_image
from ftrack_orm.sandbox.seeds.planting import empower_user, plant, plant_user
from ftrack_orm.sandbox.seeds.seed import Seed
from ftrack_orm.sandbox.storage.store import Store

__all__ = ["settle"]

_CAN_COPY = hasattr(sqlite3.Connection, "serialize")  # a build of SQLite may leave it out


def settle(store: Store, seed: Seed, username: str, *, in_memory: bool = False) -> str:
    """Plant the seed if the store is empty, else add the API user if it is missing; return the user's id.

    A store that is `in_memory` is empty, and may be given a copy of an earlier one.

    Raises:
        ConfigurationError: The store's schema lacks what the seed is about.
    """
    if in_memory and _CAN_COPY:
        plant_image(store, seed, username)
        return user_id(username)
    if _is_empty(store):
        try:
            plant(store, seed, username)
            return user_id(username)
        except IntegrityError:
            if _is_empty(store):
                raise  # else another process was faster
    known = _known_user(store, username)
    if known is None:
        plant_user(store, username)
        return user_id(username)
    empower_user(store, known)
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
