"""The parser of `grammar.lark`: loaded from the table beside it, or built where the table does not fit.

It is kept as that of the query language is (see `ftrack_orm.query.grammar_table`). To make it anew:

    python -m ftrack_orm.events.subscription.grammar_table
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

from ftrack_orm.events.subscription.tree_building import TreeBuilder
from ftrack_orm.parser_table import renumbered, with_numbers

__all__ = ["build_table", "grammar", "table_text"]

_GRAMMAR = Path(__file__).with_name("grammar.lark")
_TABLE = Path(__file__).with_name("grammar_table.json")


@cache
def grammar() -> Lark:
    """Return the parser, with the start rule `subscription`."""
    text = _grammar_text()
    stored = json.loads(_TABLE.read_text("utf-8"), object_pairs_hook=with_numbers) if _TABLE.is_file() else {}
    if stored.get("made_for") == _made_for(text):
        return _load(stored["data"], stored["memo"])
    return _build(text, transformer=TreeBuilder())


def build_table() -> dict[str, Any]:
    """Return the table of the grammar as it is now; the same grammar always gives the same table."""
    text = _grammar_text()
    data, memo = _build(text).memo_serialize([TerminalDef, Rule])
    data["parser"]["parser"] = renumbered(data["parser"]["parser"])
    return {"made_for": _made_for(text), "data": data, "memo": memo}


def table_text() -> str:
    """Return the text of the table's file."""
    return json.dumps(build_table(), separators=(",", ":"), sort_keys=True) + "\n"


def _load(data: dict[str, Any], memo: dict[str, Any]) -> Lark:
    loaded: Lark = Lark._load_from_dict(data, memo, transformer=TreeBuilder())  # type: ignore[no-untyped-call]  # untyped
    return loaded


def _build(text: str, **options: Any) -> Lark:
    return Lark(text, parser="lalr", lexer="contextual", start="subscription", maybe_placeholders=False, **options)


def _grammar_text() -> str:
    return _GRAMMAR.read_text("utf-8")


def _made_for(text: str) -> dict[str, str]:
    return {"grammar": hashlib.sha256(text.encode()).hexdigest(), "lark": lark.__version__}


if __name__ == "__main__":
    _TABLE.write_text(table_text(), encoding="utf-8")
