"""Requests as such: information, schemas, and what is no operation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftrack_orm.sandbox.actions import each
from ftrack_orm.sandbox.refusal import Refusal
from tests.sandbox.engine.engine import Workspace, film, query


@pytest.fixture(scope="module")
def w() -> Iterator[Workspace]:
    workspace = film()
    yield workspace
    workspace.store.close()


def test_the_schema_hash_is_that_of_the_schemas(w: Workspace) -> None:
    information, schemas = w.do({"action": "query_server_information"}, {"action": "query_schemas"})
    assert information["schema_hash"] == hashlib.md5(json.dumps(schemas, sort_keys=True).encode()).hexdigest()
    assert information["is_timezone_support_enabled"] is True


def test_information_may_be_asked_for_by_name(w: Workspace) -> None:
    assert w.do({"action": "query_server_information", "values": ["version"]})[0].keys() == {"version"}


@pytest.mark.parametrize(
    "operation",
    [
        5,
        None,
        [],
        {},
        {"action": "dance"},
        {"action": ["query"]},
        {"action": "query"},
        {"action": "query", "expression": 3},
        {"action": "create"},
        {"action": "create", "entity_type": "Nope", "entity_data": {}},
        {"action": "create", "entity_type": "Task", "entity_data": [1]},
        {"action": "create", "entity_type": "Task", "entity_key": {"id": {}}, "entity_data": {}},
        {"action": "create", "entity_type": "Task", "entity_key": ["a", "b"], "entity_data": {}},
        {"action": "create", "entity_type": "Scope", "entity_data": {"name": "\ud800"}},
        {"action": "create", "entity_type": "SequenceComponent", "entity_data": {"padding": 10**30}},
        {"action": "update", "entity_type": "Task", "entity_data": {}},
        {"action": "update", "entity_type": "Task", "entity_key": [None], "entity_data": {}},
        {"action": "delete", "entity_type": "Task", "entity_key": 3},
        {"action": "query_server_information", "values": "x"},
    ],
)
def test_what_is_no_operation_is_refused(w: Workspace, operation: Any) -> None:
    assert w.refused(query("Status"), operation).position == 1


_JSON: Any = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=4,
)
_OPERATION = st.fixed_dictionaries(
    {"action": st.sampled_from(("create", "update", "delete"))},
    optional={
        "entity_type": st.one_of(
            _JSON, st.sampled_from(("Task", "Metadata", "Note", "Status", "UserCustomAttributeValue"))
        ),
        "entity_key": _JSON,
        "entity_data": st.one_of(
            _JSON,
            st.dictionaries(
                st.sampled_from(("name", "id", "status", "key", "parent", "notes", "start_date", "value")), _JSON
            ),
        ),
    },
)


@settings(max_examples=150, deadline=None)
@given(operation=_OPERATION)
def test_no_operation_raises_anything_but_a_refusal(w: Workspace, operation: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as caught:
        w.do(operation, {"action": "delete", "entity_type": "Task", "entity_key": ["no such task"]})
    assert caught.value.content


def test_an_action_can_be_added(w: Workspace) -> None:
    w.executor.actions["greet"] = each(lambda message, operation: {"greeting": f"hello {operation['name']}"})
    assert w.do({"action": "greet", "name": "ada"}, query("Scope"))[0] == {"greeting": "hello ada"}
