from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import select

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.seeds import Seed, seed_rows, settle
from ftrack_orm.sandbox.storage.store import Store
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from tests.sandbox.wire import Wire


def _content(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return all that a store holds, by table."""
    content = {}
    with store.begin(writes=False) as connection:
        for family in store.tables.families():
            rows = connection.execute(select(family.table)).mappings()
            content[family.root] = sorted((dict(row) for row in rows), key=str)
    return content


def _settled(seed: str, *, in_memory: bool) -> dict[str, list[dict[str, Any]]]:
    store = Store(stock_schema())
    try:
        settle(store, Seed.parse(seed), "ada", in_memory=in_memory)
        return _content(store)
    finally:
        store.close()


def test_bulk_insertion_leaves_the_tables_as_insertion_one_by_one_does() -> None:
    store = Store(stock_schema())
    for entity_type, rows in seed_rows(Seed.parse("bench:23"), store.schema, "ada"):
        store.insert(entity_type, rows)
    assert _settled("bench:23", in_memory=False) == _content(store)
    store.close()


@pytest.mark.parametrize("seed", ["empty", "demo"])
def test_copy_of_an_earlier_seed_holds_the_same(seed: str) -> None:
    planted = _settled(seed, in_memory=False)
    assert sum(map(len, planted.values())) > 100
    assert _settled(seed, in_memory=True) == planted
    assert _settled(seed, in_memory=True) == planted


def test_what_one_sandbox_changes_no_later_one_sees() -> None:
    update = {"action": "update", "entity_type": "Status", "entity_data": {"__entity_type__": "Status", "name": "X"}}
    for _ in range(3):
        with Sandbox(seed="empty") as sandbox, requests.Session() as http:
            wire = Wire(sandbox, http)
            [status] = wire.query('Status where name is "Approved"')
            [result] = wire.post(update | {"entity_key": [status["id"]]}).json()
            assert result["action"] == "update"
            assert len(wire.query('Status where name is "X"')) == 1


def test_users_and_seeds_are_not_taken_for_one_another() -> None:
    figures = []
    for seed, user in (("empty", "one"), ("empty", "two"), ("demo", "one"), ("bench:5", "one"), ("bench:6", "one")):
        with Sandbox(seed=seed, api_user=user) as sandbox, requests.Session() as http:
            wire = Wire(sandbox, http)
            assert len(wire.query(f'User where username is "{user}"')) == 1
            figures.append(len(wire.query("select id from Task")))
    assert figures == [0, 0, 300, 5, 6]


def test_second_sandbox_of_a_process_starts_within_a_moment() -> None:
    with Sandbox():
        pass
    start = time.monotonic()
    with Sandbox():
        pass
    assert time.monotonic() - start < 1


def test_refused_seed_leaves_a_database_that_can_still_be_seeded(tmp_path: Path) -> None:
    path = tmp_path / "workspace.db"
    schema = Schema.from_json([{"id": "Status", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}])
    with pytest.raises(ConfigurationError, match="use 'empty'"), Sandbox(schema, "demo", path):
        pass
    with Sandbox(schema, "empty", path) as sandbox, requests.Session() as http:
        assert len(Wire(sandbox, http).query("Status")) == 8
