"""Check the text of one query, with what is filled in later taken as values."""

from __future__ import annotations

import re

from ftrack_orm.cli.source.filled_text import Problem, filled
from ftrack_orm.cli.source.written_text import WrittenText
from ftrack_orm.errors import QuerySyntaxError, did_you_mean
from ftrack_orm.query.checking.checker import check_query
from ftrack_orm.query.syntax.parser import parse_query
from ftrack_orm.schema import Schema

__all__ = ["check_query_text", "may_be_query"]

_BARE = r"[^\s()\"',=<>!\[\]]*"
_VALUE_PLACE = re.compile(
    r"(?:[=<>]|(?<!\w)(?:is|is_not|is\s+not|before|after|less_than|greater_than|like|not_like|limit|offset)\s"
    rf"|(?<!\w)(?:in|not_in)\s*\([^()]*)\s*{_BARE}$",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"\s*(?:select\s.*?\sfrom\s+)?(\w+)", re.IGNORECASE | re.DOTALL)


def check_query_text(written: WrittenText, schema: Schema) -> list[Problem]:
    """Return what is wrong with a query, as far as it can be known before its placeholders are filled.

    Where one stands in place of more than a value (`f"Task where {criteria}"`), only what can be read is checked.
    """
    text = filled(written, _VALUE_PLACE)
    try:
        query = parse_query(text.text)
    except QuerySyntaxError as error:
        return text.syntax_problem(error.message, error.offset)
    return [
        Problem(found.severity, found.message, text.origins[found.offset])
        for found in check_query(query, schema)
        if not any(stand_in in found.message for stand_in in text.stand_ins)
    ]


def may_be_query(written: WrittenText, schema: Schema) -> bool:
    """Tell whether a text of unknown purpose is a query: it names an entity type, or nearly so and with a capital."""
    text = written.plain
    match = _ENTITY.match(text)
    if match is None or re.match(r"\s*select\s+\*", text, re.IGNORECASE):
        return False
    name = match[1]
    return name in schema or (name[0].isupper() and did_you_mean(name, tuple(schema.entity_types)) != "")
