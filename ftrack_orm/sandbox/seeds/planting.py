"""Put a seed into a store, as far as the store's schema has a place for it."""

from __future__ import annotations

from itertools import chain

from ftrack_orm.sandbox.rights.role import held_roles
from ftrack_orm.sandbox.rights.user_creation import give_role
from ftrack_orm.sandbox.seeds.bench import bench
from ftrack_orm.sandbox.seeds.bulk import insert_complete_rows
from ftrack_orm.sandbox.seeds.conformance import conformance
from ftrack_orm.sandbox.seeds.demo_film.demo import demo
from ftrack_orm.sandbox.seeds.demo_film.people import api_user, user_id
from ftrack_orm.sandbox.seeds.object_type import object_types
from ftrack_orm.sandbox.seeds.project_schema import project_schema
from ftrack_orm.sandbox.seeds.row import Rows
from ftrack_orm.sandbox.seeds.seed import Seed
from ftrack_orm.sandbox.seeds.vocabulary import vocabulary
from ftrack_orm.sandbox.storage.seeding import insert_rows
from ftrack_orm.sandbox.storage.store import Store
from ftrack_orm.schema import Schema

__all__ = ["empower_user", "plant", "plant_user", "seed_rows"]


def seed_rows(seed: Seed, schema: Schema, username: str) -> Rows:
    """Yield all rows of a seed, those included that the schema may have no place for.

    Raises:
        ConfigurationError: The schema lacks what the seed is about.
    """
    return chain(_workspace_rows(seed, schema, username), _bench_rows(seed, schema, username))


def plant(store: Store, seed: Seed, username: str) -> None:
    """Insert a seed into an empty store, all of it or nothing.

    Raises:
        ConfigurationError: The store's schema lacks what the seed is about.
    """
    with store.begin() as connection:
        for entity_type, rows in _fitting(store.schema, _workspace_rows(seed, store.schema, username)):
            insert_rows(store, connection, entity_type, rows)
        for entity_type, rows in _fitting(store.schema, _bench_rows(seed, store.schema, username)):
            insert_complete_rows(store, connection, entity_type, rows)
    if seed.name == "bench":
        store.optimize()


def plant_user(store: Store, username: str) -> None:
    """Insert the API user into a store that holds data but not this user."""
    for entity_type, rows in _fitting(store.schema, api_user(username)):
        if entity_type == "User":
            store.insert(entity_type, rows)
    empower_user(store, user_id(username))


def empower_user(store: Store, id: str) -> None:
    """Make a user who has no role at all an administrator: the sandbox's own user must be able to do something."""
    if not {"SecurityRole", "User", "UserSecurityRole"} <= store.schema.entity_types.keys():
        return
    with store.begin() as connection:
        if not held_roles(connection, store.tables, id):
            give_role(store, connection, id, "Administrator")


def _workspace_rows(seed: Seed, schema: Schema, username: str) -> Rows:
    yield from vocabulary()
    yield "ObjectType", object_types(schema)
    yield from project_schema(schema)
    yield from api_user(username)
    if seed.name == "demo":
        yield from demo(schema, username)
    if seed.name == "conformance":
        yield from conformance(schema, username)


def _bench_rows(seed: Seed, schema: Schema, username: str) -> Rows:
    if seed.name == "bench":
        yield from bench(schema, username, seed.tasks)


def _fitting(schema: Schema, rows: Rows) -> Rows:
    for entity_type, candidates in rows:
        if entity_type not in schema or not candidates:
            continue
        attributes = schema[entity_type].attributes
        surplus = [name for name in candidates[0] if name not in attributes]
        for row in candidates if surplus else ():
            for name in surplus:
                row.pop(name, None)
        yield entity_type, candidates
