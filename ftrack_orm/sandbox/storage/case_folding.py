"""Compare texts without case: what the database itself does for ASCII letters only.

Each character is folded by itself to one character, so that a text keeps its length and `_` in a pattern stands for one
character. Only an ASCII letter folds to an ASCII letter (the Kelvin sign is no k): what compares with plain ASCII text
can be left to the database.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

__all__ = ["fold", "folded_characters", "matches"]

_CASED = 0x1F000
"""No letter from here on has a case."""


def fold(text: str) -> str:
    """Return a text without case.

    >>> fold("STRAßE É")
    'straße é'
    """
    return text.lower() if text.isascii() else text.translate(_table())


def folded_characters() -> tuple[str, str]:
    """Return all characters that fold to another one, and in the same order those."""
    pairs = {chr(point): lower for point, lower in _table().items()}
    return "".join(pairs), "".join(pairs.values())


def matches(text: str, pattern: str) -> bool:
    r"""Tell whether a text is `like` a pattern: `%` any text, `_` one character, a backslash escapes.

    >>> matches("Édit 100%", r"é%0\%")
    True
    """
    return _expression(pattern).fullmatch(fold(text)) is not None


@cache
def _table() -> dict[int, str]:
    table = {}
    for point in range(_CASED):
        character = chr(point)
        for lower in (character.casefold(), character.lower()):
            if len(lower) == 1 and lower.isascii() == character.isascii():
                if lower != character:
                    table[point] = lower
                break
    return table


@lru_cache(maxsize=256)
def _expression(pattern: str) -> re.Pattern[str]:
    written = (_written(token) for token in re.findall(r"\\[%_\\]|.", fold(pattern), re.DOTALL))
    return re.compile("".join(written), re.DOTALL)


def _written(token: str) -> str:
    if len(token) == 2:
        return re.escape(token[1])
    return {"%": ".*", "_": "."}.get(token, re.escape(token))
