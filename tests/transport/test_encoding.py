"""The body of a request."""

from __future__ import annotations

import json

import pytest

from ftrack_orm.transport import Call, Create, Delete, Operation, QueryExpression, Update
from ftrack_orm.transport.encoding import encode

OPERATIONS: list[Operation] = [
    Create("Task", ("a",), {"id": "a", "name": 'Tür "1" \u2028', "bid": 1.5, "parent": {"id": "b"}}),
    Update("Task", ("a",), {"sort": 2**70, "description": None, "is": True}),
    Delete("Task", ("a",)),
]


@pytest.mark.parametrize(
    "operations", [OPERATIONS, [*OPERATIONS, QueryExpression("Task")], [Create("Task", ("a",), {"name": "\ud800"})]]
)
def test_a_body_holds_what_the_operations_say(operations: list[Operation]) -> None:
    assert json.loads(encode(operations)) == [operation.to_json() for operation in operations]


def test_what_has_no_form_in_json_is_refused() -> None:
    with pytest.raises(TypeError):
        encode([Call({"action": "x", "when": object()})])
