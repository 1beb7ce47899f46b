"""Say why a text is no subscription: from where the parser stopped, and what it would have accepted there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from ftrack_orm.errors import SubscriptionSyntaxError, did_you_mean

if TYPE_CHECKING:
    from lark import Lark, Token

__all__ = ["explain"]

_ADVICE = {
    "==": "use a single '='",
    "<>": "use '!='",
    "=>": "use '>='",
    "=<": "use '<='",
    "=~": "use '=' with the wildcard '*' at the end of the value",
    "is": "use '='",
    "is_not": "use '!='",
    "like": "use '=' with the wildcard '*' at the end of the value",
    "in": "compare with '=' and combine with 'or'",
    "!": "use 'not'",
    "&": "use 'and'",
    "&&": "use 'and'",
    "|": "use 'or'",
    "||": "use 'or'",
}
"""For what other languages write."""

_FOUND = re.compile(r"""(?s:"[^"]*"|'[^']*')|[\w.$-]+|[=<>!~&|]+|\S""")
_LONGEST_SHOWN = 40


def explain(grammar: Lark, text: str) -> SubscriptionSyntaxError:
    """Return the error that tells where this text stops being a subscription, and why."""
    tokens, offset, expected = _stop(grammar, text)
    match = _FOUND.match(text, offset)
    found = match[0] if match else ""
    message, place = _message(text, tokens, offset, expected, found)
    return SubscriptionSyntaxError(message, text, place)


def _stop(grammar: Lark, text: str) -> tuple[list[Token], int, frozenset[str]]:
    """Return what was read, where the parser stopped, and what it would have accepted there."""
    tokens: list[Token] = []
    parser = grammar.parse_interactive(text)
    try:
        for token in parser.lexer_thread.lex(parser.parser_state):  # type: ignore[no-untyped-call]  # untyped in Lark
            parser.feed_token(token)
            tokens.append(token)
        parser.feed_eof()  # type: ignore[no-untyped-call]  # untyped in Lark
    except UnexpectedCharacters as error:
        return tokens, error.pos_in_stream or 0, frozenset(error.allowed or ())
    except UnexpectedToken as error:
        offset = len(text) if error.token.type == "$END" else error.token.start_pos
        return tokens, offset or 0, frozenset(error.expected)
    except UnexpectedInput as error:
        return tokens, error.pos_in_stream or 0, frozenset()
    raise AssertionError(f"this text is no syntax error: {text!r}")


def _message(text: str, tokens: list[Token], offset: int, expected: frozenset[str], found: str) -> tuple[str, int]:
    after = f" after {_shown(tokens[-1].value)}" if tokens else ""
    touches = bool(tokens) and tokens[-1].end_pos == offset
    if found in {'"', "'"}:
        return "this quote is never closed", offset
    if touches and tokens[-1].type == "OPERATOR" and (advice := _ADVICE.get((tokens[-1].value + found)[:2])):
        return advice, tokens[-1].start_pos or 0
    if found.lower() in _ADVICE and not (touches and tokens[-1].type == "VALUE"):
        return _ADVICE[found.lower()], offset
    if "OPERATOR" in expected:
        return f"expected an operator{after}{_got(found)}", offset
    if "VALUE" in expected:
        return f"expected a value{after}{_got(found)}{_quoting(found)}", offset
    if "KEY" in expected:
        return f"expected a condition{after}{_got(found)}", offset
    return _after_condition(tokens, offset, found, touches)


def _after_condition(tokens: list[Token], offset: int, found: str, touches: bool) -> tuple[str, int]:
    opened = _opened(tokens)
    if not found:
        return "this parenthesis is never closed", opened[-1] if opened else offset
    if found == ")":
        return "this parenthesis was never opened", offset
    bare = bool(tokens) and tokens[-1].type == "VALUE" and tokens[-1].value[0] not in "\"'"
    near = did_you_mean(found.lower(), ("and", "or"))
    if touches and bare:
        return f"unexpected {_shown(found)}; quote a value that holds {_shown(found[0])}", offset
    if bare and not near and found[0].isalnum():
        return f"unexpected {_shown(found)}; quote a value that holds spaces", offset
    choices = near or ", expected 'and' or 'or'"
    return f"unexpected {_shown(found)} after the condition{choices}", offset


def _opened(tokens: list[Token]) -> list[int]:
    opened: list[int] = []
    for token in tokens:
        if token.type == "LPAR":
            opened.append(token.start_pos or 0)
        elif token.type == "RPAR":
            opened.pop()
    return opened


def _got(found: str) -> str:
    return f", got {_shown(found)}" if found else ""


def _quoting(found: str) -> str:
    return "; quote a value of other signs than letters, digits and - _ , . / * @ +" if found and found != ")" else ""


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "...")
