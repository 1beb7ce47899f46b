"""Check the text of one query, with what is filled in later taken as values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ftrack_orm.cli.source.written_text import Placeholder, WrittenText
from ftrack_orm.errors import QuerySyntaxError, did_you_mean
from ftrack_orm.query.checker import check_query
from ftrack_orm.query.parser import parse_query
from ftrack_orm.schema import Schema

__all__ = ["Problem", "check_query_text", "may_be_query"]

_STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", re.DOTALL)
_BARE = r"[^\s()\"',=<>!\[\]]*"
_VALUE_PLACE = re.compile(
    r"(?:[=<>]|(?<!\w)(?:is|is_not|is\s+not|before|after|less_than|greater_than|like|not_like|limit|offset)\s"
    rf"|(?<!\w)(?:in|not_in)\s*\([^()]*)\s*{_BARE}$",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"\s*(?:select\s.*?\sfrom\s+)?(\w+)", re.IGNORECASE | re.DOTALL)
_FIRST_STAND_IN = 7_310_000_001


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a text, and the offset of the source that it is about."""

    severity: Literal["error", "warning"]
    message: str
    origin: int


@dataclass(frozen=True, slots=True)
class _Filled:
    """A text with a number in each place that is filled in later: it may stand for a value, a count or a name."""

    text: str
    origins: tuple[int, ...]
    stand_ins: dict[str, str]
    """The numbers, and what to show for each."""
    values_only: bool
    """Whether each stands where a value does."""


def check_query_text(written: WrittenText, schema: Schema) -> list[Problem]:
    """Return what is wrong with a query, as far as it can be known before its placeholders are filled.

    Where one stands in place of more than a value (`f"Task where {criteria}"`), only what can be read is checked.
    """
    filled = _filled(written)
    try:
        query = parse_query(filled.text)
    except QuerySyntaxError as error:
        if not filled.values_only:
            return []
        return [Problem("error", _shown(filled, error.message), filled.origins[error.offset])]
    return [
        Problem(found.severity, found.message, filled.origins[found.offset])
        for found in check_query(query, schema)
        if not any(stand_in in found.message for stand_in in filled.stand_ins)
    ]


def may_be_query(written: WrittenText, schema: Schema) -> bool:
    """Tell whether a text of unknown purpose is a query: it names an entity type, or nearly so and with a capital."""
    text = written.plain
    match = _ENTITY.match(text)
    if match is None or re.match(r"\s*select\s+\*", text, re.IGNORECASE):
        return False
    name = match[1]
    return name in schema or (name[0].isupper() and did_you_mean(name, tuple(schema.entity_types)) != "")


def _filled(written: WrittenText) -> _Filled:
    texts: list[str] = []
    origins: list[int] = []
    stand_ins: dict[str, str] = {}
    starts: list[int] = []
    for piece, origin in written.pieces:
        text = piece if isinstance(piece, str) else str(_FIRST_STAND_IN + len(stand_ins))
        if isinstance(piece, Placeholder):
            stand_ins[text] = piece.shown
            starts.append(len(origins))
        texts.append(text)
        origins += [origin] * len(text)
    whole = "".join(texts)
    end = origins[-1] + 1 if origins else 0
    return _Filled(whole, (*origins, end), stand_ins, _are_values(whole, starts))


def _are_values(text: str, starts: list[int]) -> bool:
    quoted = [match.span() for match in _STRING.finditer(text)]
    return all(
        any(first < start < last for first, last in quoted) or _VALUE_PLACE.search(text[:start]) for start in starts
    )


def _shown(filled: _Filled, message: str) -> str:
    for stand_in, shown in filled.stand_ins.items():
        message = message.replace(stand_in, shown)
    return message
