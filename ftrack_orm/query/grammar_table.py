"""The parser of `grammar.lark`: loaded from the table beside it, or built where the table does not fit.

Building takes 30 ms, loading 4 ms. The table is JSON, so it is plain data whoever wrote it. It is made for one version
of the grammar and one of Lark; with any other the grammar is built. To make it anew:

    python -m ftrack_orm.query.grammar_table
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

from ftrack_orm.query.tree_building import TreeBuilder

__all__ = ["build_table", "grammar", "table_text"]

_GRAMMAR = Path(__file__).with_name("grammar.lark")
_TABLE = Path(__file__).with_name("grammar_table.json")

_Actions: TypeAlias = dict[int, tuple[int, Any]]


@cache
def grammar() -> Lark:
    """Return the parser, with the start rules `query` and `criterion`."""
    text = _grammar_text()
    stored = json.loads(_TABLE.read_text("utf-8"), object_pairs_hook=_with_numbers) if _TABLE.is_file() else {}
    if stored.get("made_for") == _made_for(text):
        return _load(stored["data"], stored["memo"])
    return _build(text, transformer=TreeBuilder())


def build_table() -> dict[str, Any]:
    """Return the table of the grammar as it is now; the same grammar always gives the same table."""
    text = _grammar_text()
    data, memo = _build(text).memo_serialize([TerminalDef, Rule])
    data["parser"]["parser"] = _renumbered(data["parser"]["parser"])
    return {"made_for": _made_for(text), "data": data, "memo": memo}


def table_text() -> str:
    """Return the text of the table's file."""
    return json.dumps(build_table(), separators=(",", ":"), sort_keys=True) + "\n"


def _load(data: dict[str, Any], memo: dict[str, Any]) -> Lark:
    """Load as the parsers do that Lark generates."""
    loaded: Lark = Lark._load_from_dict(data, memo, transformer=TreeBuilder())  # type: ignore[no-untyped-call]  # untyped
    return loaded


def _build(text: str, **options: Any) -> Lark:
    return Lark(
        text, parser="lalr", lexer="contextual", start=["query", "criterion"], maybe_placeholders=False, **options
    )


def _grammar_text() -> str:
    return _GRAMMAR.read_text("utf-8")


def _made_for(text: str) -> dict[str, str]:
    return {"grammar": hashlib.sha256(text.encode()).hexdigest(), "lark": lark.__version__}


def _with_numbers(pairs: list[tuple[str, Any]]) -> dict[str | int, Any]:
    """Give back the keys that JSON turned into text: numbers of states, rules and terminals."""
    return {int(key) if key.isdigit() else key: value for key, value in pairs}


def _renumbered(table: dict[str, Any]) -> dict[str, Any]:
    """Number tokens by name, and states as they are reached: Lark numbers both anew in each process."""
    names: dict[int, str] = table["tokens"]
    states: dict[int, _Actions] = table["states"]
    tokens = {old: new for new, old in enumerate(sorted(names, key=names.__getitem__))}
    order = [table["start_states"][start] for start in sorted(table["start_states"])]
    for state in order:  # it grows while it is walked
        reached = (target for _, action, target in _by_name(states[state], names) if action == _SHIFT)
        order += [target for target in dict.fromkeys(reached) if target not in order]
    numbers = {old: new for new, old in enumerate(order)}
    return {
        "tokens": {new: names[old] for old, new in tokens.items()},
        "states": {
            numbers[state]: {
                tokens[token]: (action, numbers[target] if action == _SHIFT else target)
                for token, (action, target) in states[state].items()
            }
            for state in order
        },
        "start_states": {start: numbers[state] for start, state in table["start_states"].items()},
        "end_states": {start: numbers[state] for start, state in table["end_states"].items()},
    }


_SHIFT = 0


def _by_name(actions: _Actions, names: dict[int, str]) -> list[tuple[str, int, Any]]:
    return sorted(
        ((names[token], action, target) for token, (action, target) in actions.items()), key=lambda row: row[0]
    )


if __name__ == "__main__":
    _TABLE.write_text(table_text(), encoding="utf-8")
