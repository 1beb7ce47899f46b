"""Put a seed into a store, as far as the store's schema has a place for it."""

from __future__ import annotations

from ftrack_orm.sandbox.seeds.bench import bench
from ftrack_orm.sandbox.seeds.demo import demo
from ftrack_orm.sandbox.seeds.object_type import object_types
from ftrack_orm.sandbox.seeds.people import api_user
from ftrack_orm.sandbox.seeds.project_schema import project_schema
from ftrack_orm.sandbox.seeds.row import Rows
from ftrack_orm.sandbox.seeds.seed import Seed
from ftrack_orm.sandbox.seeds.vocabulary import vocabulary
from ftrack_orm.sandbox.store import Store
from ftrack_orm.schema import Schema

__all__ = ["plant", "seed_rows"]


def seed_rows(seed: Seed, schema: Schema, username: str) -> Rows:
    """Yield all rows of a seed.

    Raises:
        ConfigurationError: The schema lacks what the seed is about.
    """
    yield from vocabulary()
    yield "ObjectType", object_types(schema)
    yield from project_schema(schema)
    yield from api_user(username)
    if seed.name == "demo":
        yield from demo(schema, username)
    elif seed.name == "bench":
        yield from bench(schema, username, seed.tasks)


def plant(store: Store, rows: Rows) -> None:
    """Insert rows, those that the schema has no entity type or attribute for left out.

    Raises:
        ConfigurationError: The store's schema lacks what the seed is about.
    """
    for entity_type, found in _fitting(store.schema, rows):
        store.insert(entity_type, found)


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
