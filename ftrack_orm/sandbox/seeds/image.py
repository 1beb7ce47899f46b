"""Keep what a seed makes, so that the next sandbox of this process starts with a copy of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from ftrack_orm.sandbox.seeds.planting import plant
from ftrack_orm.sandbox.seeds.seed import Seed
from ftrack_orm.sandbox.storage.store import Store

__all__ = ["plant_image"]

_Key: TypeAlias = tuple[str, Seed, str]

_images: dict[_Key, bytes] = {}
_MOST_IMAGES = 8
_MOST_BYTES = 32 * 2**20


def plant_image(store: Store, seed: Seed, username: str) -> None:
    """Plant a seed into an empty store in memory; after the first time in this process, within milliseconds.

    Raises:
        ConfigurationError: The store's schema lacks what the seed is about.
    """
    key = (store.schema.hash, seed, username)
    image = _images.get(key)
    if image is not None:
        with _driver(store) as driver:
            driver.deserialize(image)
        return
    plant(store, seed, username)
    with _driver(store) as driver:
        image = driver.serialize()
    if len(image) <= _MOST_BYTES:
        while len(_images) >= _MOST_IMAGES:
            _images.pop(next(iter(_images)))
        _images[key] = image


@contextmanager
def _driver(store: Store) -> Iterator[sqlite3.Connection]:
    """Yield the connection of SQLite itself, outside of a transaction: it cannot be replaced within one."""
    with store.begin(writes=False) as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.rollback()
        yield driver
