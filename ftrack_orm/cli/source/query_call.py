"""Find the calls that hold a query."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ftrack_orm.cli.source.module_source import ModuleSource
from ftrack_orm.cli.source.scope import Scope
from ftrack_orm.cli.source.text_reading import read_text
from ftrack_orm.cli.source.written_text import WrittenText

__all__ = ["CALLS", "Language", "TextCall", "text_calls"]

Language: TypeAlias = Literal["query", "subscription"]
"""What a text is written in; each has its check in `checking`."""

CALLS: Mapping[str, Language] = {
    "query": "query",
    "query_all": "query",
    "query_first": "query",
    "query_one": "query",
    "subscribe": "subscription",
}
"""The functions and methods that take a text as their first argument, and its language."""

_CERTAIN: Mapping[Language, re.Pattern[str]] = {
    "query": re.compile(r"session|ftrack", re.IGNORECASE),
    "subscription": re.compile(r"session|ftrack|event_?hub|(?<!\w)hub(?!\w)", re.IGNORECASE),
}
"""How that is called whose methods are surely meant."""

_KEYWORDS = ("query", "expression", "text", "subscription")


@dataclass(frozen=True, slots=True)
class TextCall:
    """A call with a text; `certain` tells whether it is one of a session, by the name of what it is called on."""

    language: Language
    text: WrittenText
    certain: bool
    line: int


def text_calls(module: ModuleSource) -> Iterator[TextCall]:
    """Give every call in a module that takes a text of a known language, and gets one that can be read."""
    pending = [Scope(module.tree)]
    while pending:
        scope = pending.pop()
        pending += scope.inner()
        for node in scope.nodes():
            if isinstance(node, ast.Call) and (found := _text_call(module, scope, node)) is not None:
                yield found


def _text_call(module: ModuleSource, scope: Scope, call: ast.Call) -> TextCall | None:
    match call.func:
        case ast.Attribute(value=node, attr=name):
            receiver = ast.unparse(node)
        case ast.Name(id=name):
            receiver = ""
        case _:
            return None
    language = CALLS.get(name)
    argument = _argument(call) if language is not None else None
    text = None if argument is None else read_text(module, scope, argument)
    if language is None or text is None:
        return None
    return TextCall(language, text, _CERTAIN[language].search(receiver) is not None, call.lineno)


def _argument(call: ast.Call) -> ast.expr | None:
    if call.args:
        return call.args[0]
    return next((keyword.value for keyword in call.keywords if keyword.arg in _KEYWORDS), None)
