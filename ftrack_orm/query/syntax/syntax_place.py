"""The places of a query, told apart by a terminal that the grammar accepts there."""

from __future__ import annotations

from dataclasses import dataclass

from ftrack_orm.query.syntax.tree_building import SPELLINGS

__all__ = ["Place", "place_of"]

_CLAUSES = ("group by", "order by", "limit", "offset")
_OPERATORS = (*(word for word in SPELLINGS if word.isidentifier()), "in", "not_in", "any", "has")


@dataclass(frozen=True, slots=True)
class Place:
    """What may stand in one place of a query."""

    marker: str
    """The terminal that is accepted here, and in none of the places below it in the list."""
    needs: str | None = None
    """What has to stand here; None where the text may end."""
    where: str = ""
    """The place in words, where the text may end."""
    words: tuple[str, ...] = ()
    """The words that may stand here, for suggestions."""

    @property
    def may_close(self) -> bool:
        """Whether a parenthesis may be closed here."""
        return self.needs is None or "')'" in self.needs


_PLACES = (
    Place("OPERATOR", "an operator", words=_OPERATORS),
    Place("INTEGER", "a whole number"),
    Place("VALUE", "a value"),
    Place("NOT", "a condition", words=("not",)),
    Place("_WHERE", where="after the entity type", words=("where", *_CLAUSES)),
    Place("_AND", where="after the condition", words=("and", "or", *_CLAUSES)),
    Place("_OR", where="after the condition", words=("and", "or", *_CLAUSES)),
    Place("DIRECTION", where="after the ordering", words=("ascending", "asc", "descending", "desc", *_CLAUSES)),
    Place("_FROM", "',' or 'from'", words=("from",)),
    Place("_SELECT", "an entity type or 'select'", words=("select",)),
    Place("NAME", "an entity type"),
    Place("PATH", "an attribute"),
    Place("LPAR", "'('"),
    Place("LIMIT", where="after the clause", words=_CLAUSES),
    Place("COMMA", "',' or ')'"),
    Place("RPAR", "')'", words=("and", "or", *_CLAUSES)),
    Place("$END", where="after the end", words=("and", "or")),
)


def place_of(expected: frozenset[str]) -> Place:
    """Return the place in which these terminals are accepted."""
    return next((place for place in _PLACES if place.marker in expected), _PLACES[-1])
