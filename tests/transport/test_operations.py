"""Operations as values: what they send, and how a person reads them."""

from __future__ import annotations

import pytest

from ftrack_orm.transport import (
    Call,
    Create,
    Delete,
    Operation,
    QueryExpression,
    QuerySchemas,
    QueryServerInformation,
    SearchExpression,
    Update,
)
from ftrack_orm.transport.operation import JSON

OPERATIONS: list[tuple[Operation, dict[str, JSON], str, bool]] = [
    (
        QueryExpression("Task where a is b"),
        {"action": "query", "expression": "Task where a is b"},
        "query Task where a is b",
        True,
    ),
    (
        SearchExpression("select id from Task", "Task", ("comp", "it's"), "1", ("2", "3")),
        {
            "action": "search",
            "expression": "select id from Task",
            "entity_type": "Task",
            "terms": ["comp", "it's"],
            "context_id": "1",
            "object_type_ids": ["2", "3"],
        },
        "search 'comp' \"it's\" in select id from Task",
        True,
    ),
    (
        SearchExpression("Task", "Task", ()),
        {
            "action": "search",
            "expression": "Task",
            "entity_type": "Task",
            "terms": [],
            "context_id": None,
            "object_type_ids": None,
        },
        "search  in Task",
        True,
    ),
    (QuerySchemas(), {"action": "query_schemas"}, "query_schemas", True),
    (QueryServerInformation(), {"action": "query_server_information"}, "query_server_information", True),
    (
        QueryServerInformation(("version", "schema_hash")),
        {"action": "query_server_information", "values": ["version", "schema_hash"]},
        "query_server_information",
        True,
    ),
    (Call({"action": "invite", "a": 1}), {"action": "invite", "a": 1}, "invite", False),
    (Call({"a": 1}), {"a": 1}, "call", False),
    (
        Create("Task", ("1",), {"id": "1", "name": "comp"}),
        {
            "action": "create",
            "entity_type": "Task",
            "entity_key": ["1"],
            "entity_data": {"__entity_type__": "Task", "id": "1", "name": "comp"},
        },
        "create Task 'comp' (1)",
        False,
    ),
    (
        Create("Metadata", ("1", "reel"), {"name": 3}),
        {
            "action": "create",
            "entity_type": "Metadata",
            "entity_key": ["1", "reel"],
            "entity_data": {"__entity_type__": "Metadata", "name": 3},
        },
        "create Metadata 1, reel",
        False,
    ),
    (
        Update("Task", ("1", "2"), {"name": "comp", "bid": 3}),
        {
            "action": "update",
            "entity_type": "Task",
            "entity_key": ["1", "2"],
            "entity_data": {"__entity_type__": "Task", "name": "comp", "bid": 3},
        },
        "update Task 1, 2 (name, bid)",
        False,
    ),
    (
        Delete("Task", ("1", "2")),
        {"action": "delete", "entity_type": "Task", "entity_key": ["1", "2"]},
        "delete Task 1, 2",
        False,
    ),
    (
        Create("Task", ("1", "2"), {"name": "comp"}),
        {
            "action": "create",
            "entity_type": "Task",
            "entity_key": ["1", "2"],
            "entity_data": {"__entity_type__": "Task", "name": "comp"},
        },
        "create Task 'comp' (1, 2)",
        False,
    ),
]


@pytest.mark.parametrize(("operation", "wire", "text", "reads_only"), OPERATIONS)
def test_an_operation_sends_this_and_reads_so(
    operation: Operation, wire: dict[str, JSON], text: str, reads_only: bool
) -> None:
    assert operation.to_json() == wire
    assert list(operation.to_json()) == list(wire)
    assert str(operation) == text
    assert operation.reads_only is reads_only


def test_data_of_its_own_does_not_change_what_an_operation_is() -> None:
    assert Create("Task", ("1",), {"name": "a"}) != Create("Task", ("1",), {"name": "b"})
    assert hash(Create("Task", ("1",), {"name": "a"})) == hash(Create("Task", ("1",), {"name": "b"}))
    payload = {"action": "x"}
    call = Call(payload)
    call.to_json()["action"] = "y"
    assert payload == {"action": "x"}
