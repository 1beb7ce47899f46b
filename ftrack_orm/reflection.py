"""Ask a workspace for its schema and its words."""

from __future__ import annotations

from ftrack_orm.schema import Schema
from ftrack_orm.schema.vocabulary import Vocabulary, questions
from ftrack_orm.transport import QueryExpression, QuerySchemas, Transport

__all__ = ["reflect_schema", "reflect_vocabulary"]


def reflect_schema(transport: Transport) -> Schema:
    """Read the schema of a workspace, in one request.

    Raises:
        SchemaError: It cannot be read.
        TransportError: The workspace did not answer, or refused.
    """
    (answer,) = transport.send([QuerySchemas()])
    return Schema.from_json(answer, keep_hash=True)


def reflect_vocabulary(transport: Transport, schema: Schema) -> Vocabulary:
    """Read the words of a workspace with this schema, in one request.

    Raises:
        SchemaError: An answer cannot be read.
        TransportError: The workspace did not answer, or refused.
    """
    asked = questions(schema)
    answers = transport.send([QueryExpression(expression) for expression in asked.values()])
    rows = {entity_type: answer["data"] for entity_type, answer in zip(asked, answers, strict=True)}
    return Vocabulary.from_answers(schema, rows)
