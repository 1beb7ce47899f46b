"""The queries of the oracle give on PostgreSQL what they give in plain Python."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, assume, given, settings

from ftrack_orm.query.ast import Query
from ftrack_orm.query.checking.checker import check_query
from ftrack_orm.sandbox.executor import Executor
from ftrack_orm.sandbox.storage.store import Store
from tests.query.oracle.evaluation import Oracle
from tests.query.oracle.generation import grouped_queries, queries
from tests.query.oracle.studio import studio
from tests.query.oracle.world import SCHEMA, plant
from tests.sandbox.engine.engine import Workspace
from tests.sandbox.engine.test_criteria import test_tasks_where  # noqa: F401  # pytest collects it anew
from tests.sandbox.postgresql.cluster import Cluster
from tests.sandbox.postgresql.snapshot import Snapshot

_HEALTH = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
_some = settings(max_examples=60, deadline=None, suppress_health_check=_HEALTH)
ORACLE = Oracle(studio())


@pytest.fixture(scope="module")
def w(filmed: tuple[Workspace, Snapshot]) -> Workspace:
    workspace, snapshot = filmed
    snapshot.restore()
    return workspace


@pytest.fixture(scope="module")
def executor(cluster: Cluster) -> Iterator[Executor]:
    store = Store(SCHEMA, cluster.create("oracle"))
    plant(store, studio().entities)
    yield Executor(store)
    store.close()


def _accepted(query: Query) -> bool:
    return not any(finding.severity == "error" for finding in check_query(query, SCHEMA))


@_some
@given(query=queries())
def test_entities_are_those_of_the_oracle_in_the_same_order(executor: Executor, query: Query) -> None:
    assume(_accepted(query))
    (answer,) = executor.execute([{"action": "query", "expression": str(query)}], user_id="user-ada", strict=True)
    keys = SCHEMA[query.entity_type].primary_key
    assert [tuple(row[name] for name in keys) for row in answer["data"]] == [e.key for e in ORACLE.entities(query)]


@_some
@given(query=grouped_queries())
def test_there_are_as_many_groups_as_the_oracle_makes(executor: Executor, query: Query) -> None:
    assume(_accepted(query))
    (answer,) = executor.execute([{"action": "query", "expression": str(query)}], user_id="user-ada", strict=True)
    assert len(answer["data"]) == len(ORACLE.groups(query))
