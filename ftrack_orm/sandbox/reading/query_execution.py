"""Run a query and make the rows of its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ftrack_orm.errors import QuerySyntaxError
from ftrack_orm.query.ast import Query
from ftrack_orm.query.checking.checker import check_query
from ftrack_orm.query.syntax.parser import parse_query
from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.reading.denormalization import Denormalization
from ftrack_orm.sandbox.reading.encoding import WIRE
from ftrack_orm.sandbox.reading.projection import ProjectionTree, projection_tree
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.sql.query_fault import QueryFault
from ftrack_orm.sandbox.sql.select import aggregate_select, entity_select
from ftrack_orm.transport.operation import JSON

__all__ = ["execute_query", "parse_expression", "select_query"]


def parse_expression(message: Message, expression: str) -> Query:
    """Parse a query and check it against the schema.

    Raises:
        Refusal: It is no query (ParseError), or the schema does not allow it (ValueError); the text shows a caret.
    """
    try:
        query = parse_query(expression)
    except QuerySyntaxError as error:
        raise Refusal("ParseError", str(error), offset=error.offset) from error
    errors = [finding for finding in check_query(query, message.store.schema) if finding.severity == "error"]
    if errors:
        raise QueryFault(errors[0].message, errors[0].offset).refusal(expression)
    return query


def execute_query(message: Message, query: Query) -> dict[str, JSON]:
    """Return the answer of a query: its page of rows, and the offset of the next page or None.

    Raises:
        Refusal: The query does not fit the schema.
    """
    try:
        rows, more = _aggregates(message, query) if query.group_by else _entities(message, query)
    except QueryFault as fault:
        raise fault.refusal(query.text) from fault
    following = (query.offset or 0) + query.limit if more and query.limit else None
    return {"action": "query", "data": rows, "metadata": {"next": {"offset": following}}}


def select_query(message: Message, query: Query, tree: ProjectionTree) -> tuple[list[dict[str, Any]], bool]:
    """Return the rows of a query's page with the columns that a tree needs, and whether there are more."""
    columns = message.fetching().columns(query.entity_type, tree)
    statement = entity_select(message.store.relations, query, columns, _look_ahead(query))
    rows = [dict(zip(columns, values, strict=True)) for values in message.connection.execute(statement)]
    return rows[: query.limit], _goes_on(query, rows)


def _look_ahead(query: Query) -> int | None:
    """Return a limit of one row more, which tells whether there is another page."""
    return None if query.limit is None else query.limit + 1


def _goes_on(query: Query, rows: Sequence[Any]) -> bool:
    return query.limit is not None and len(rows) > query.limit


def _entities(message: Message, query: Query) -> tuple[list[JSON], bool]:
    if query.entity_type not in message.store.schema:
        raise QueryFault(f"unknown entity type {query.entity_type!r}", query.start)
    tree = projection_tree(message.store.relations, query)
    rows, more = select_query(message, query, tree)
    records = message.fetching().records(query.entity_type, rows, tree)
    if message.denormalized:
        return Denormalization(message.store.relations, only_asked=message.strict).write(records, tree), more
    return message.graph.write(records), more


def _aggregates(message: Message, query: Query) -> tuple[list[JSON], bool]:
    if not message.strict:
        raise QueryFault("aggregates work in the strict API only (header ftrack-strict-api: true)", query.start)
    if query.entity_type in message.store.schema and not message.store.schema[query.entity_type].group_by:
        raise QueryFault(f"{query.entity_type} cannot be grouped", query.start)
    chosen = aggregate_select(message.store.relations, query, _look_ahead(query))
    encode = {name: WIRE[kind] for name, kind in chosen.kinds.items() if kind in WIRE}
    rows = [dict(row) for row in message.connection.execute(chosen.statement).mappings()]
    for row in rows:
        row |= {name: encoded(row[name]) for name, encoded in encode.items() if row[name] is not None}
    return rows[: query.limit], _goes_on(query, rows)
