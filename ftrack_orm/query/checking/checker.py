"""Check queries against a schema before they are sent.

Every path is followed, every operator looked up in the operator table, every value typed by its attribute. Nothing here
recurses, so a query of any depth can be checked.
"""

from __future__ import annotations

from ftrack_orm.errors import QuerySyntaxError, UnknownEntityTypeError
from ftrack_orm.query.ast import And, Comparison, Criterion, In, Not, Or, Query, RelationTest
from ftrack_orm.query.checking.clause_check import clause_findings
from ftrack_orm.query.checking.condition_check import comparison_findings, membership_findings, relation_findings
from ftrack_orm.query.checking.diagnostic import Diagnostic, Finding
from ftrack_orm.query.checking.resolution import PathProblem, follow_path
from ftrack_orm.query.compiler import compile_query
from ftrack_orm.query.syntax.parser import parse_query
from ftrack_orm.schema import Schema

__all__ = ["check_query"]


def check_query(query: Query, schema: Schema) -> list[Diagnostic]:
    """Return what the schema has against a syntax tree, in the order of the text.

    A query that was not parsed is shown, and its findings are placed, in the text that would be sent.
    """
    findings = _findings(query, schema)
    if not findings:
        return []
    text = query.text
    if text is None or any(finding.start is None for finding in findings):
        text = compile_query(query)
        nowhere = [finding._replace(start=None) for finding in findings]
        try:
            findings = _findings(parse_query(text), schema) or nowhere
        except QuerySyntaxError:  # built with names, or so deep, as no text can be: the places stay unknown
            findings = nowhere
    placed = [Diagnostic.at(severity, message, text, start or 0) for severity, message, start in findings]
    return sorted(placed, key=lambda diagnostic: diagnostic.offset)


def _findings(query: Query, schema: Schema) -> list[Finding]:
    found: list[Finding] = []
    pending: list[tuple[Query | Criterion, tuple[str, ...]]] = [(query, ())]
    while pending:
        node, types = pending.pop()
        match node:
            case Comparison():
                found += comparison_findings(schema, types, node)
            case And(parts) | Or(parts):
                pending += [(part, types) for part in parts]
            case Not(inner):
                pending.append((inner, types))
            case RelationTest():
                pending += _inside(schema, types, node, found)
            case In():
                found += membership_findings(schema, types, node)
                if isinstance(node.choices, Query):
                    pending.append((node.choices, ()))
            case Query():
                pending += _inside_query(schema, node, found)
    return found


def _inside(
    schema: Schema, types: tuple[str, ...], test: RelationTest, found: list[Finding]
) -> list[tuple[Criterion, tuple[str, ...]]]:
    resolution = follow_path(schema, types, test.path)
    if isinstance(resolution, PathProblem):
        found.append(Finding("error", resolution.message, resolution.start))
        return []
    step = resolution.last
    found += relation_findings(test, step)
    return [(test.criterion, step.targets)] if test.criterion is not None and step.targets else []


def _inside_query(schema: Schema, query: Query, found: list[Finding]) -> list[tuple[Criterion, tuple[str, ...]]]:
    if query.entity_type not in schema:
        message = str(UnknownEntityTypeError(query.entity_type, tuple(schema.entity_types)))
        found.append(Finding("error", message, query.start))
        return []
    found += clause_findings(schema, query)
    return [(query.where, (query.entity_type,))] if query.where is not None else []
