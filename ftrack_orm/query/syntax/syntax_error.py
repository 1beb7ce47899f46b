"""Say why a text is no query.

The parser tells where it stopped and what it would have accepted there. From this, and from the words around it, rules
make the message, tried in order; where none has an answer the place alone is described. The lexer's word for an
unexpected token can be wrong, so only its text is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from ftrack_orm.errors import QuerySyntaxError, did_you_mean
from ftrack_orm.query.ast import String
from ftrack_orm.query.compiler import compile_value
from ftrack_orm.query.syntax.syntax_place import Place, place_of
from ftrack_orm.query.syntax.tree_building import SPELLINGS

if TYPE_CHECKING:
    from lark import Lark, Token

__all__ = ["explain"]

_ADVICE = {
    "==": "use a single '=' (or 'is') to compare",
    "<>": "use '!=' (or 'is_not')",
    "=>": "use '>='",
    "=<": "use '<='",
    "=~": "use 'like' with the wildcard %",
    "!": "use 'not'",
    "&": "use 'and'",
    "&&": "use 'and'",
    "|": "use 'or'",
    "||": "use 'or'",
    "~": "use 'like' with the wildcard %",
    "contains": "use 'like' with the wildcard %: like \"%...%\"",
    "startswith": "use 'like' with the wildcard %: like \"...%\"",
    "endswith": "use 'like' with the wildcard %: like \"%...\"",
    "equals": "use '=' (or 'is')",
    "*": "name the attributes, or leave 'select ... from' out to get the default ones",
}
"""For what other languages write."""

_SWALLOWED = {
    "NAME": ("an entity type", {"and", "from", "group", "limit", "offset", "or", "order", "where"}),
    "PATH": ("an attribute", {"and", "from", "or", "where"}),
    "VALUE": ("a value", {"and", "group", "limit", "not", "offset", "or", "order", "where"}),
}
"""Keywords that were taken for something else, where nothing makes sense after them."""

_FOUND = re.compile(r"""(?s:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|[^\s()"',=<>!\[\]]+|[=<>!]+|\S""")
_STRING = re.compile(r"""\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)')""", re.DOTALL)
_NEXT_WORD = re.compile(r"\s+(\w+)")
_QUOTES = "\"'"
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class _Failure:
    """Where the parser stopped: what it found, what it had read, and what it would have accepted."""

    text: str
    offset: int
    found: str
    tokens: tuple[Token, ...]
    place: Place

    @property
    def at_end(self) -> bool:
        return self.offset == len(self.text)

    @property
    def shown(self) -> str:
        return _shown(self.found)

    @property
    def after(self) -> str:
        return f" after {_shown(self.tokens[-1].value)}" if self.tokens else ""

    @property
    def after_bare_value(self) -> bool:
        return bool(self.tokens) and self.tokens[-1].type == "VALUE" and self.tokens[-1][0] not in _QUOTES

    @property
    def touching(self) -> str | None:
        """The kind of the token that ends where the parser stopped, if one does."""
        return self.tokens[-1].type if self.tokens and self.tokens[-1].end_pos == self.offset else None


_Answer: TypeAlias = tuple[str, int] | None


def explain(grammar: Lark, text: str, start: str) -> QuerySyntaxError:
    """Return the error that tells where this text stops being a query (or criterion), and why."""
    failure = _failure(grammar, text, start)
    for rule in _RULES:
        if (answer := rule(failure)) is not None:
            return QuerySyntaxError(answer[0], text, answer[1])
    return QuerySyntaxError(_description(failure), text, failure.offset)


def _failure(grammar: Lark, text: str, start: str) -> _Failure:
    tokens: list[Token] = []
    parser = grammar.parse_interactive(text, start=start)
    try:
        for token in parser.lexer_thread.lex(parser.parser_state):  # type: ignore[no-untyped-call]  # untyped in Lark
            parser.feed_token(token)
            tokens.append(token)
        parser.feed_eof()  # type: ignore[no-untyped-call]  # untyped in Lark
    except UnexpectedInput as error:
        offset, expected = _stop(error, len(text))
    else:
        raise AssertionError(f"this text is no syntax error: {text!r}")
    found = _FOUND.match(text, offset)
    return _Failure(text, offset, found[0] if found else "", tuple(tokens), place_of(expected))


def _stop(error: UnexpectedInput, end: int) -> tuple[int, frozenset[str]]:
    if isinstance(error, UnexpectedCharacters):
        return error.pos_in_stream or 0, frozenset(error.allowed or ())
    assert isinstance(error, UnexpectedToken)
    offset = end if error.token.type == "$END" else error.token.start_pos
    return offset or 0, frozenset(error.expected)


def _unclosed_quote(failure: _Failure) -> _Answer:
    if failure.found in {'"', "'"}:
        return "this quote is never closed", failure.offset
    return None


def _foreign_word(failure: _Failure) -> _Answer:
    found = failure.found.lower()
    if failure.touching == "OPERATOR":
        found = (failure.tokens[-1].value + found)[:2]
    advice = _ADVICE.get(found) if failure.touching != "VALUE" else None
    return (advice, failure.offset) if advice else None


def _split_operator(failure: _Failure) -> _Answer:
    """Answer `is not`, `not like`, `less than`: words that make an operator when joined."""
    following = _NEXT_WORD.match(failure.text, failure.offset + len(failure.found))
    pairs = [(failure.found, following[1] if following else "", failure.offset)]
    if len(failure.tokens) > 1 and failure.after_bare_value:
        first, second = failure.tokens[-2:]
        # The caret stands inside the word that is too much: so is the language's table of errors.
        pairs.append((first.value, second.value, (second.start_pos or 0) + 1))
    for first_word, second_word, offset in pairs:
        joined = f"{first_word}_{second_word}".lower()
        if joined in SPELLINGS:
            return f"there is no '{first_word} {second_word}' operator, use '{joined}'", offset
    return None


def _subscript(failure: _Failure) -> _Answer:
    if failure.found != "[" or not failure.tokens or failure.tokens[-1].type != "PATH":
        return None
    inside = failure.offset + 1
    key = _STRING.match(failure.text, inside)
    if key is None:
        return "expected an entity type and ']' after '['", inside
    path = failure.tokens[-1].value
    if failure.place.needs != "an operator":
        return f"a single key cannot stand here; name {path!r} as a whole", inside
    name = compile_value(String(key[1] or key[2] or ""))
    return f"write: {path} any (key is {name} and value is ...)", inside


def _misspelt_select(failure: _Failure) -> _Answer:
    """Answer `selct name from Task`: the first word was taken for an entity type."""
    if len(failure.tokens) != 1 or failure.tokens[0].type != "NAME" or failure.found.lower() in failure.place.words:
        return None
    first = failure.tokens[0]
    near = did_you_mean(first.lower(), ["select"])
    return (f"unexpected {failure.shown} after {_shown(first.value)}{near}", first.start_pos or 0) if near else None


def _stray_dot(failure: _Failure) -> _Answer:
    if failure.found.startswith(".") and failure.touching == "PATH":
        return "expected an attribute after '.'", failure.offset + 1
    return None


def _swallowed_keyword(failure: _Failure) -> _Answer:
    """Answer `name is and bid > 3`: the word before the stop was taken for a value, a name or an attribute."""
    if not failure.tokens:
        return None
    *before, word = failure.tokens
    needed, keywords = _SWALLOWED.get(word.type, ("", set()))
    if word.lower() not in keywords or (word.type == "PATH" and not _may_be_keyword(word, failure.place)):
        return None
    after = f" after {_shown(before[-1].value)}" if before else ""
    hint = "; quote it if it is meant as text" if word.type == "VALUE" else ""
    return f"expected {needed}{after}, got the keyword {word.value!r}{hint}", word.start_pos or 0


def _may_be_keyword(word: Token, place: Place) -> bool:
    return (word.lower() == "from") == (place.needs == "',' or 'from'")


def _late_where(failure: _Failure) -> _Answer:
    if failure.found.lower() == "where" and failure.place.needs is None:
        twice = any(token.type == "_WHERE" for token in failure.tokens)
        message = (
            "duplicate where clause; join conditions with 'and'" if twice else "'where' stands before other clauses"
        )
        return message, failure.offset
    return None


def _parentheses(failure: _Failure) -> _Answer:
    opened: list[int] = []
    for token in failure.tokens:
        if token.type == "LPAR":
            opened.append(token.start_pos or 0)
        elif token.type == "RPAR":
            opened.pop()
    if failure.found == ")" and not opened:
        return "this parenthesis was never opened", failure.offset
    if failure.at_end and opened and failure.place.may_close:
        return "this parenthesis is never closed", opened[-1]
    return None


_RULES: tuple[Callable[[_Failure], _Answer], ...] = (
    _unclosed_quote,
    _foreign_word,
    _split_operator,
    _subscript,
    _misspelt_select,
    _stray_dot,
    _swallowed_keyword,
    _late_where,
    _parentheses,
)


def _description(failure: _Failure) -> str:
    place = failure.place
    known = not failure.found or failure.found.lower() in place.words
    near = "" if known else did_you_mean(failure.found.lower(), place.words)
    quoting = _quoting(failure)
    hint = f"{near} ({quoting})" if near and quoting else near or (quoting and f"; {quoting}")
    if place.needs is not None:
        got = f", got {failure.shown}" if failure.found else ""
        return f"expected {place.needs}{failure.after}{got}{hint}"
    if failure.at_end:
        return f"the text ends too early{failure.after}"
    if quoting:
        return f"unexpected {failure.shown}{hint}"
    return f"unexpected {failure.shown} {place.where}{near or _choices(place)}"


def _quoting(failure: _Failure) -> str:
    if failure.touching == "VALUE" and failure.found and not failure.after_bare_value:
        return f"write \\{failure.tokens[-1][0]} for a quote within a value"
    if not failure.after_bare_value or not failure.found or failure.found.lower() in failure.place.words:
        return ""
    if failure.touching == "VALUE":
        return f"quote a value that holds {_shown(failure.found[0])}"
    return "quote a value that holds spaces" if failure.found[0].isalnum() or failure.found[0] in _QUOTES else ""


def _choices(place: Place) -> str:
    *first, last = (f"'{word}'" for word in place.words)
    return f", expected {', '.join(first)} or {last}"


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "...")
