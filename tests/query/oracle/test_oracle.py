"""Every query that the checker accepts gives, in the sandbox, the rows that a plain-Python oracle gives."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, event, given, settings

from ftrack_orm.query.ast import Query
from ftrack_orm.query.checking.checker import check_query
from ftrack_orm.sandbox.executor import Executor
from ftrack_orm.sandbox.storage.store import Store
from tests.query.oracle.comparison import folded
from tests.query.oracle.evaluation import Oracle
from tests.query.oracle.generation import grouped_queries, queries
from tests.query.oracle.studio import studio
from tests.query.oracle.world import SCHEMA, plant

EXAMPLES = int(os.environ.get("FTRACK_ORM_ORACLE_EXAMPLES", "400"))
_SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
_many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=_SLOW)
_few = settings(_many, max_examples=max(EXAMPLES // 4, 1))
ORACLE = Oracle(studio())


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    store = Store(SCHEMA)
    plant(store, studio().entities)
    yield Executor(store)
    store.close()


def _rows(executor: Executor, query: Query) -> list[dict[str, Any]]:
    (answer,) = executor.execute([{"action": "query", "expression": str(query)}], user_id="user-ada", strict=True)
    rows: list[dict[str, Any]] = answer["data"]
    return rows


def _accepted(query: Query) -> bool:
    return not any(finding.severity == "error" for finding in check_query(query, SCHEMA))


@_many
@given(query=queries())
def test_the_sandbox_and_the_oracle_find_the_same_entities_in_the_same_order(executor: Executor, query: Query) -> None:
    assume(_accepted(query))
    expected = [entity.key for entity in ORACLE.entities(query)]
    event("found none" if not expected else "found some")
    keys = SCHEMA[query.entity_type].primary_key
    assert [tuple(row[name] for name in keys) for row in _rows(executor, query)] == expected


@_few
@given(query=grouped_queries())
def test_the_sandbox_and_the_oracle_make_the_same_groups(executor: Executor, query: Query) -> None:
    assume(_accepted(query))
    found = [_comparable(row) for row in _rows(executor, query)]
    expected = [_comparable(row) for row in ORACLE.groups(query)]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def _comparable(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row without case, with tagged values as they are within, and numbers as far as they are the same."""
    return {name: _plain(value) for name, value in sorted(row.items())}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        value = value["value"]
    if isinstance(value, str):
        return folded(value)
    return value if value is None else round(float(value), 6)
