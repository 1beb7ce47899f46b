"""Numbers in a parser's table that is kept as JSON: the same in each process, and numbers again when it is read."""

from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ["renumbered", "with_numbers"]

_Actions: TypeAlias = dict[int, tuple[int, Any]]


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
