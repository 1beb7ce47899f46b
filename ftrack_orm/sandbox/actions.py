"""What the server can do: one function for each action, over a run of operations of that action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.operation_reading import Numbered, data_of, read_row
from ftrack_orm.sandbox.custom_attributes.value_upsert import upsert_custom_values
from ftrack_orm.sandbox.operations.delayed_job import delayed_job
from ftrack_orm.sandbox.operations.permission import permissions
from ftrack_orm.sandbox.operations.reset import reset_remote
from ftrack_orm.sandbox.operations.rollup import compute_rollups
from ftrack_orm.sandbox.operations.single_action import Action, each
from ftrack_orm.sandbox.reading.entity_graph import EntityGraph
from ftrack_orm.sandbox.reading.query_execution import execute_query, parse_expression
from ftrack_orm.sandbox.reading.search import execute_search
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.server_information import server_information
from ftrack_orm.sandbox.storage.entity_row import EntityRow, Values
from ftrack_orm.sandbox.writing.batch_end import end_batch, settle
from ftrack_orm.sandbox.writing.creation import create_rows
from ftrack_orm.sandbox.writing.deletion import delete_rows
from ftrack_orm.sandbox.writing.entity_data import read_entity_data
from ftrack_orm.sandbox.writing.updating import stored_values, update_rows
from ftrack_orm.sandbox.writing.write_answer import create_answer, delete_answer, update_answer
from ftrack_orm.transport.operation import JSON

__all__ = ["ACTIONS", "Action", "READING", "each", "end_batch"]

_VALUES = "CustomAttributeValue"


def _query(message: Message, operation: Mapping[str, JSON]) -> JSON:
    expression = operation.get("expression")
    if not isinstance(expression, str):
        raise Refusal("ValueError", "a query needs an 'expression'")
    settle(message)
    return execute_query(message, parse_expression(message, expression))


def _search(message: Message, operation: Mapping[str, JSON]) -> JSON:
    settle(message)
    return execute_search(message, operation)


def _rollups(message: Message, operation: Mapping[str, JSON]) -> JSON:
    settle(message)
    return compute_rollups(message, operation)


def _schemas(message: Message, _: Mapping[str, JSON]) -> JSON:
    return message.store.schema.to_json()


def _information(message: Message, operation: Mapping[str, JSON]) -> JSON:
    return server_information(message, operation.get("values"))


def _create(message: Message, numbered: Sequence[Numbered]) -> list[JSON]:
    rows = [read_row(message, item, key_required=False) for item in numbered]
    for row, item in zip(rows, numbered, strict=True):
        _read_data(message, row, item)
    created = [row for row in rows if row.family.root != _VALUES]
    create_rows(message, created)
    values = [row for row in rows if row.family.root == _VALUES]
    if values:
        for row, stored in zip(values, upsert_custom_values(message, values), strict=True):
            row.values = dict(stored)
    _written(message)
    return [create_answer(message, row) for row in rows]


def _update(message: Message, numbered: Sequence[Numbered]) -> list[JSON]:
    rows = [read_row(message, item, key_required=True) for item in numbered]
    entities = [row for row in rows if row.family.root != _VALUES]
    for row, stored in zip(entities, stored_values(message, entities), strict=True):
        row.entity_type = stored[row.family.type_column]
    for row, item in zip(rows, numbered, strict=True):
        _read_data(message, row, item)
    values = [row for row in rows if row.family.root == _VALUES]
    others = [row for row in rows if row.family.root != _VALUES]
    current: dict[int, Values] = {}
    if values:
        current |= {id(row): stored for row, stored in zip(values, upsert_custom_values(message, values), strict=True)}
    if others:
        update_rows(message, others)
        current |= {id(row): stored for row, stored in zip(others, stored_values(message, others), strict=True)}
    _written(message)
    return [update_answer(message, row, list(row.values), current[id(row)]) for row in rows]


def _delete(message: Message, numbered: Sequence[Numbered]) -> list[JSON]:
    settle(message)
    delete_rows(message, [read_row(message, item, key_required=True) for item in numbered])
    _written(message)
    return [delete_answer() for _ in numbered]


def _read_data(message: Message, row: EntityRow, item: Numbered) -> None:
    key = dict(row.values)
    read_entity_data(message.store.relations, row, data_of(item))
    if any(row.values[name] != part for name, part in key.items()):
        row.values |= key
        raise row.refusal("ValidationError", "entity_data and entity_key name different primary keys")


def _written(message: Message) -> None:
    message.graph = EntityGraph()


READING = frozenset({
    "compute_rollups", "generate_signed_url", "get_widget_url", "permissions", "query", "query_schemas",
    "query_server_information", "search",
})  # fmt: skip
"""Actions that change nothing; a batch of these alone does not wait for writers."""

ACTIONS: Mapping[str, Action] = {
    "compute_rollups": each(_rollups),
    "create": _create,
    "delayed_job": each(delayed_job),
    "delete": _delete,
    "permissions": each(permissions),
    "query": each(_query),
    "query_schemas": each(_schemas),
    "query_server_information": each(_information),
    "reset_remote": each(reset_remote),
    "search": each(_search),
    "update": _update,
}
"""The actions of the engine, by their names; a running sandbox adds those of its services."""
