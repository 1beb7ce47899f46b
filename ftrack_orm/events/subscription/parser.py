"""Parse the text of a subscription.

Lark is imported, and its grammar loaded, when the first text is parsed that is not as plain as `topic=ftrack.update`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ftrack_orm.errors import SubscriptionSyntaxError
from ftrack_orm.events.subscription.expression import Condition, Expression

__all__ = ["MOST_LEVELS", "parse_subscription"]

MOST_LEVELS = 200
"""Of parentheses and `not` within each other."""

_LONGEST_REMEMBERED = 1000

_PLAIN = re.compile(r"\s*([A-Za-z0-9_.]+)\s*=\s*([A-Za-z0-9\-_,./*@+]+)\s*")
# A string that is not closed is taken too: else each quotation mark in it would be searched from to the end.
_LEVEL = re.compile(
    r"""[()]|"(?:[^"\n\r\\]|""|\\[\s\S])*+"?|'(?:[^'\n\r\\]|''|\\[\s\S])*+'?|(?ai:not)(?![\w$.])(?!\s*(?:!=|[<>=]))""",
)


def parse_subscription(text: str) -> Expression:
    """Return the expression that a text states; `str()` of it is the canonical text.

    >>> parse_subscription("topic = ftrack.update and not source.user.username = 'ada'").matches(
    ...     {"topic": "ftrack.update", "source": {"user": {"username": "grace"}}}
    ... )
    True

    Raises:
        SubscriptionSyntaxError: The text is no subscription; it tells where it stops being one, and why.
    """
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _parsed(text)


@lru_cache(maxsize=1024)
def _remembered(text: str) -> Expression:
    return _parsed(text)


def _parsed(text: str) -> Expression:
    if plain := _PLAIN.fullmatch(text):
        return Condition(plain[1], "=", plain[2])
    from lark.exceptions import UnexpectedInput

    from ftrack_orm.events.subscription.grammar_table import grammar

    _check_levels(text)
    try:
        return grammar().parse(text)  # type: ignore[return-value]  # the tree builder makes no Lark trees
    except UnexpectedInput:
        from ftrack_orm.events.subscription.syntax_error import explain

        raise explain(grammar(), text) from None


def _check_levels(text: str) -> None:
    """Refuse a text whose tree would exhaust Python's stack; `not`s are counted as if all were nested."""
    level = negations = 0
    for found in _LEVEL.finditer(text):
        if found[0] == "(":
            level += 1
        elif found[0] == ")":
            level -= 1
        elif found[0][0] not in "\"'":
            negations = negations + 1 if _follows_not(text, found.start()) else 1
        if level + negations > MOST_LEVELS:
            raise SubscriptionSyntaxError(f"nested more than {MOST_LEVELS} levels deep", text, found.start())


def _follows_not(text: str, start: int) -> bool:
    while start and text[start - 1].isspace():  # a slice of all that stands before would be copied for each `not`
        start -= 1
    return text[max(0, start - 3) : start].lower().endswith(("not", "("))
