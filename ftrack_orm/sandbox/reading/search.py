"""Free-text search, as a query: every word must occur somewhere, at least one of them in the entity's own texts.

Where a word may occur besides is in the names of what the entity belongs to, as its link shows them: `bunny comp` finds
the task comp below anything that is called bunny.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ftrack_orm.query.ast import And, AttributePath, Comparison, Criterion, In, Or, Ordering, Query, String
from ftrack_orm.query.checking.resolution import PathProblem, follow_path
from ftrack_orm.query.literal import escape_like
from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.reading.query_execution import execute_query, parse_expression
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.schema import Schema
from ftrack_orm.transport.operation import JSON

__all__ = ["execute_search"]

_OWN = (
    "name", "full_name", "username", "first_name", "last_name", "email", "label", "title", "description", "content",
    "comment", "asset.name",
)  # fmt: skip
_ABOVE = (
    "parent.name",
    "context.name",
    "asset.parent.name",
    *(
        f"{way}{name}"
        for way in ("", "parent.", "context.", "asset.", "asset.parent.")
        for name in ("ancestors.name", "project.name", "project.full_name")
    ),
)
_WITHIN = (
    "id", "project_id", "ancestors.id", "context_id", "context.project_id", "context.ancestors.id", "parent_id",
    "parent.id", "asset.context_id", "asset.ancestors.id", "task_id",
)  # fmt: skip
_PLACED = frozenset(_WITHIN) - {"id", "parent_id", "task_id"}
"""Attributes that only entities inside of projects have."""


def execute_search(message: Message, operation: Mapping[str, JSON]) -> dict[str, JSON]:
    """Return the answer of a search, which is like that of a query.

    Raises:
        Refusal: The operation is malformed, or its entity type cannot be searched in this way.
    """
    query = _base(message, operation)
    tests = [] if query.where is None else [query.where]
    tests += _words(message.store.schema, query.entity_type, _texts(operation, "terms"))
    tests += _place(message.store.schema, query.entity_type, operation.get("context_id"))
    tests += _object_types(message.store.schema, query.entity_type, _texts(operation, "object_type_ids"))
    if not query.order_by and _leads("name", message.store.schema, query.entity_type):
        query = replace(query, order_by=(Ordering(AttributePath.of("name")),))
    found = execute_query(message, replace(query, where=And.of(tests) if tests else None))
    return found | {"action": "search"}


def _base(message: Message, operation: Mapping[str, JSON]) -> Query:
    """Return the query that says what to select, and from what."""
    expression, entity_type = operation.get("expression"), operation.get("entity_type")
    if not isinstance(expression, str) or not expression.strip():
        expression = entity_type
    if not isinstance(expression, str):
        raise Refusal("ValueError", "a search needs an 'expression' or an 'entity_type'")
    query = parse_expression(message, expression)
    if entity_type is not None and query.entity_type != entity_type:
        raise Refusal("ValueError", f"the expression is about {query.entity_type}, the entity_type is {entity_type!r}")
    if query.group_by:
        raise Refusal("ValueError", "a search cannot be grouped")
    return query


def _words(schema: Schema, entity_type: str, words: list[str]) -> list[Criterion]:
    words = [word for word in words if word]
    own = [path for path in _OWN if _leads(path, schema, entity_type)]
    above = [path for path in _ABOVE if _leads(path, schema, entity_type)]
    if words and not own:
        raise Refusal("ValueError", f"{entity_type} has no text to search in")
    tests = [_occurs(word, (*own, *above)) for word in words]
    return [*tests, Or.of(_occurs(word, own) for word in words)] if words else []


def _occurs(word: str, paths: Iterable[str]) -> Criterion:
    pattern = String(f"%{escape_like(word)}%")
    return Or.of(Comparison(AttributePath.of(path), "like", pattern) for path in paths)


def _place(schema: Schema, entity_type: str, context: JSON) -> list[Criterion]:
    """Return the test that an entity is a context, or below it."""
    if context is None:
        return []
    if not isinstance(context, str):
        raise Refusal("ValueError", "'context_id' must be an id or null")
    paths = [path for path in _WITHIN if _leads(path, schema, entity_type)]
    if not _PLACED.intersection(paths):
        raise Refusal("ValueError", f"{entity_type} is in no project; search it without a 'context_id'")
    return [Or.of(Comparison(AttributePath.of(path), "is", String(context)) for path in paths)]


def _object_types(schema: Schema, entity_type: str, ids: list[str]) -> list[Criterion]:
    if not ids:
        return []
    if not _leads("object_type_id", schema, entity_type):
        raise Refusal("ValueError", f"{entity_type} has no object type; search it without 'object_type_ids'")
    return [In(AttributePath.of("object_type_id"), tuple(map(String, ids)))]


def _texts(operation: Mapping[str, JSON], name: str) -> list[str]:
    texts = operation.get(name)
    if texts is None:
        return []
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise Refusal("ValueError", f"{name!r} must be a list of texts or null")
    return texts


def _leads(path: str, schema: Schema, entity_type: str) -> bool:
    """Tell whether a path leads to a plain value from an entity type."""
    found = follow_path(schema, (entity_type,), AttributePath.of(path))
    return not isinstance(found, PathProblem) and not found.last.attribute.is_relation
