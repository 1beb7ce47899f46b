"""Python names for words: valid, unique, and the same whenever the words are.

    In progress         IN_PROGRESS
    2D paint            STATUS_2D_PAINT      no name begins with a digit
    镜头                 镜头                 letters of any script are letters
    On hold, On-Hold    ON_HOLD, ON_HOLD_2   two names that become one: a name that needs no change wins, then the first

Only what a name says decides, never the order in which the workspace tells its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set

__all__ = ["camel", "unique", "upper"]

_LONGEST = 80
_NO_LETTER = re.compile(r"\W+|_+")


def upper(name: str, prefix: str) -> str:
    """Return a name in the form of a constant."""
    return _valid("_".join(_words(name)).upper(), prefix.upper() + "_")


def camel(name: str, prefix: str) -> str:
    """Return a name in the form of a class."""
    return _valid("".join(word[:1].upper() + word[1:] for word in _words(name)), prefix)


def unique(wishes: Sequence[tuple[str, str, str]], taken: Set[str] = frozenset()) -> Mapping[str, str]:
    """Return a name for each key. A wish is the key, the name to be had and what it was made of."""
    given: dict[str, str] = {}
    used = set(taken)
    for key, wish, _ in sorted(wishes, key=lambda one: (one[1] != one[2], one[2], one[0])):
        free, number = wish, 2
        while free in used:
            free, number = f"{wish}_{number}", number + 1
        used.add(free)
        given[key] = free
    return given


def _words(name: str) -> Iterable[str]:
    plain = unicodedata.normalize("NFKC", name[: 4 * _LONGEST])
    kept = "".join(c if f"a{c}".isidentifier() else " " for c in plain)
    return _NO_LETTER.sub(" ", kept).split()


def _valid(name: str, prefix: str) -> str:
    plain = unicodedata.normalize("NFKC", name)[:_LONGEST].strip("_")
    return plain if plain.isidentifier() else unicodedata.normalize("NFKC", f"{prefix}{plain}").strip("_")
