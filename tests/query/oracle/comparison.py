"""What comparing one value with literals gives: true, false, or None where it cannot be known."""

from __future__ import annotations

import operator as python_operator
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

from ftrack_orm.query.ast import Boolean, Null, Number, String, Value

__all__ = ["Truth", "compared", "contained", "folded", "written"]

Truth: TypeAlias = bool | None

_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "is": python_operator.eq,
    "is_not": python_operator.ne,
    "<": python_operator.lt,
    ">": python_operator.gt,
    "<=": python_operator.le,
    ">=": python_operator.ge,
}


def folded(text: str) -> str:
    """Return a text without case, character by character."""
    return "".join(_folded(character) for character in text)


def written(value: Value) -> str:
    """Return a literal as it is spelled."""
    match value:
        case String(text) | Number(text):
            return text
        case Boolean(truth):
            return "true" if truth else "false"
        case Null():
            return "none"


def compared(kind: str, left: Any, operator: str, right: Value) -> Truth:
    """Return `left operator right` for a value of a kind (text, id, number, boolean, datetime, variable)."""
    if isinstance(right, Null):
        return (left is None) == (operator == "is") if operator in ("is", "is_not") else None
    if left is None:
        return None
    if operator in ("like", "not_like"):
        return _like(_as_text(left), written(right)) == (operator == "like")
    match kind:
        case "text":
            return _ORDER[operator](folded(left), folded(written(right)))
        case "id":
            return _ORDER[operator](left, written(right))
        case "number" | "integer":
            return _ORDER[operator](left, float(written(right)))
        case "boolean":
            return _ORDER[operator](left, written(right).lower() in ("true", "1"))
        case "datetime":
            return _moment(left, operator, written(right))
        case _:
            return _variable(left, operator, right)


def contained(kind: str, left: Any, choices: Iterable[Value], negated: bool) -> Truth:
    """Return `left in choices`: like asking for each of them, where nothing is equal to null."""
    if left is None:
        return None
    answers: list[Truth] = [
        None if isinstance(choice, Null) else compared(kind, left, "is", choice) for choice in choices
    ]
    found: Truth = True if True in answers else None if None in answers else False
    return not found if negated and found is not None else found


def _folded(character: str) -> str:
    for lower in (character.casefold(), character.lower()):
        if len(lower) == 1 and lower.isascii() == character.isascii():
            return lower
    return character


def _like(text: str, pattern: str) -> bool:
    """Match by the table of which prefixes of the text each prefix of the pattern fits."""
    tokens = _tokens(folded(pattern))
    text = folded(text)
    fits = [True] + [False] * len(text)
    for token in tokens:
        if token == "any":
            fits = [any(fits[: end + 1]) for end in range(len(text) + 1)]
        else:
            fits = [False] + [fits[end] and token in ("one", "=" + text[end]) for end in range(len(text))]
    return fits[-1]


def _tokens(pattern: str) -> list[str]:
    tokens: list[str] = []
    characters = iter(range(len(pattern)))
    for index in characters:
        character, following = pattern[index], pattern[index + 1 : index + 2]
        if character == "\\" and following in ("%", "_", "\\"):
            tokens.append("=" + following)
            next(characters)
        else:
            tokens.append({"%": "any", "_": "one"}.get(character, "=" + character))
    return tokens


def _number_or_none(text: str) -> float | None:
    if text.lower() in ("true", "false"):
        return float(text.lower() == "true")
    try:
        return float(text)
    except ValueError:
        return None


def _moment(left: str, operator: str, text: str) -> bool:
    """Compare a moment (UTC, whole seconds) with a moment, or with a whole day."""
    moment = datetime.fromisoformat(left)
    try:
        first = datetime.combine(date.fromisoformat(text), datetime.min.time())
        length = timedelta(days=1)
    except ValueError:
        first, length = datetime.fromisoformat(text), timedelta(seconds=1)
        if first.tzinfo is not None:
            first = first.astimezone(UTC).replace(tzinfo=None)
    before, within = moment < first, first <= moment and moment - first < length
    return {
        "is": within,
        "is_not": not within,
        "<": before,
        "<=": before or within,
        ">": not before and not within,
        ">=": not before,
    }[operator]


def _variable(left: Any, operator: str, right: Value) -> bool:
    """Compare numbers with what is a number, moments with what is one, everything else as text."""
    text = written(right)
    if isinstance(left, dict) and _is_moment(text):
        return _moment(left["value"], operator, text)
    number = _number_or_none(text)
    if isinstance(left, (bool, int, float)) and number is not None:
        return _ORDER[operator](float(left), number)
    return _ORDER[operator](folded(_as_text(left)), folded(text))


def _as_text(value: Any) -> str:
    if isinstance(value, dict):
        return str(value["value"])
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
