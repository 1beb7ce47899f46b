"""A parser that is loaded from a table beside its grammar, since building one takes time that each process would pay.

The table is JSON, so it is plain data whoever wrote it. Numbers in it are the same in each process that makes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

__all__ = ["ParserTable", "renumbered", "with_numbers"]

_Actions: TypeAlias = dict[int, tuple[int, Any]]


@dataclass(frozen=True, slots=True)
class ParserTable:
    """The table of the grammar in a file, which stands beside it as `grammar_table.json`.

    It is made for one version of the grammar and one of Lark; with any other the grammar is built.
    """

    grammar: Path
    starts: tuple[str, ...]
    transformer: Callable[[], object]

    def parser(self) -> Lark:
        """Return the parser: loaded, or built where the table does not fit."""
        text = self._text()
        file = self._file()
        stored = json.loads(file.read_text("utf-8"), object_pairs_hook=with_numbers) if file.is_file() else {}
        if stored.get("made_for") == _made_for(text):
            return self._load(stored["data"], stored["memo"])
        return self._build(text, transformer=self.transformer())

    def fresh(self) -> str:
        """Return the text of the table of the grammar as it is now; the same grammar always gives the same."""
        text = self._text()
        data, memo = self._build(text).memo_serialize([TerminalDef, Rule])
        data["parser"]["parser"] = renumbered(data["parser"]["parser"])
        table = {"made_for": _made_for(text), "data": data, "memo": memo}
        return json.dumps(table, separators=(",", ":"), sort_keys=True) + "\n"

    def stored(self) -> str:
        """Return the text of the table as it is kept."""
        return self._file().read_text("utf-8")

    def write(self) -> None:
        """Make the table anew."""
        self._file().write_text(self.fresh(), encoding="utf-8", newline="\n")

    def _load(self, data: dict[str, Any], memo: dict[str, Any]) -> Lark:
        """Load as the parsers do that Lark generates."""
        loaded: Lark = Lark._load_from_dict(data, memo, transformer=self.transformer())  # type: ignore[no-untyped-call]  # untyped
        return loaded

    def _build(self, text: str, **options: Any) -> Lark:
        starts = [*self.starts]
        return Lark(text, parser="lalr", lexer="contextual", start=starts, maybe_placeholders=False, **options)

    def _text(self) -> str:
        return self.grammar.read_text("utf-8")

    def _file(self) -> Path:
        return self.grammar.with_name("grammar_table.json")


def _made_for(text: str) -> dict[str, str]:
    return {"grammar": hashlib.sha256(text.encode()).hexdigest(), "lark": lark.__version__}


def with_numbers(pairs: list[tuple[str, Any]]) -> dict[str | int, Any]:
    """Give back the keys that JSON turned into text: numbers of states, rules and terminals."""
    return {int(key) if key.isdigit() else key: value for key, value in pairs}


def renumbered(table: dict[str, Any]) -> dict[str, Any]:
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
