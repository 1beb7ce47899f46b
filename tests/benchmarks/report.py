"""Write what was measured as Markdown: one table of values and goals, one of what they cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.benchmarks.measurement import SIDES, Results, Side, Summary
from tests.benchmarks.row import Row, Unit

__all__ = ["cost_table", "document", "notes", "value_table"]

_SCALE: dict[Unit, float] = {"s": 1, "ms": 1e3, "us": 1e6, "ns": 1e9, "MiB": 1 / 2**20, "KB": 1 / 1024, "requests/s": 1}
_HEADS: dict[Side, str] = {"floor": "floor", "orjson": "floor + orjson", "ours": "ftrack-orm", "official": "official"}
_NOTHING = "-"

_HEADING = """\
# Benchmarks

Written by `make bench`; do not edit. Every row was measured in this one run: a fresh process for each side and round,
the sides by turns, on the same canned answers from a stub server in another process (no latency unless a row says so).
The *floor* is `requests` and `json`, with nothing kept track of; the *official* client is `ftrack-python-api`. Tasks
have 16 attributes and the names of status, type, project and parent, in pages of 500; an entity is full once in a page,
a reference after. Values are medians over the rounds that the second table states. All sides have their bytecode, as
installed packages do.
"""


def document(rows: Sequence[Row], results: Results, conditions: Iterable[tuple[str, str]]) -> str:
    """Return the whole page."""
    stated = "\n".join(f"- {name}: {text}" for name, text in conditions)
    return "\n".join(
        (
            _HEADING,
            stated,
            "\n## Times, memory and goals\n",
            value_table(rows, results),
            "\n## Rounds, requests, bytes, memory\n",
            "Of one round: requests and bytes of bodies as the stub counted them, and the most memory that the process "
            "had\nheld. The sides stand in the order of the table above.\n",
            cost_table(rows, results),
            "\n## Notes\n",
            notes(rows, results),
            "",
        )
    )


def value_table(rows: Sequence[Row], results: Results) -> str:
    """Return one line for each row: its values, the two ratios, and its goals."""
    heads = ("row", *(_HEADS[side] for side in SIDES), "ours / floor", "official / ours", "goal", "met")
    lines = []
    for row in rows:
        cells = [_value(row, side, results) for side in SIDES]
        ratios = (_ratio(row, results, "ours", "floor"), _ratio(row, results, "official", "ours"))
        goals = "<br>".join(goal.text for goal in row.goals) or _NOTHING
        verdicts = "<br>".join(_verdict(goal.met(results)) for goal in row.goals) or _NOTHING
        lines.append((row.title, *cells, *ratios, goals, verdicts))
    return _table(heads, lines)


def cost_table(rows: Sequence[Row], results: Results) -> str:
    """Return one line for each row that has them: rounds, requests, bytes each way, and peak memory."""
    heads = ("row", "sides", "rounds", "requests", "sent (KB)", "received (KB)", "peak RSS (MiB)")
    lines = []
    for row in rows:
        found: list[tuple[Side, Summary]] = [
            (side, summary) for side in SIDES if (summary := results.summary(row.key, side)) is not None
        ]
        if found:
            lines.append((row.title, *_costs(found)))
    return _table(heads, lines)


def notes(rows: Sequence[Row], results: Results) -> str:
    """Return what readers must know of single rows, absences included."""
    lines = []
    for row in rows:
        said = [row.note] if row.note else []
        if row.rival:
            said.append(f"The column *official* is `{row.rival}`.")
        said += [
            f"{_HEADS[side]}: {reason}." for side in SIDES if (reason := results.absence(row.key, side)) is not None
        ]
        if said:
            lines.append(f"- **{row.title}**: {' '.join(said)}")
    return "\n".join(lines)


def _value(row: Row, side: Side, results: Results) -> str:
    summary = results.summary(row.key, side)
    if summary is None:
        return "absent" if results.absence(row.key, side) else _NOTHING
    shown = f"{_number(summary.value * _SCALE[row.unit])} {row.unit}"
    if row.unit in ("us", "ns"):
        shown += f" (min {_number(summary.least * _SCALE[row.unit])})"
    return shown


def _costs(found: Sequence[tuple[Side, Summary]]) -> tuple[str, ...]:
    summaries = [summary for _, summary in found]
    return (
        ", ".join(_HEADS[side] for side, _ in found),
        ", ".join(str(summary.rounds) for summary in summaries),
        _joined([summary.requests for summary in summaries], 1),
        _joined([summary.sent for summary in summaries], 1024),
        _joined([summary.received for summary in summaries], 1024),
        _joined([summary.peak_rss for summary in summaries], 2**20),
    )


def _joined(numbers: Sequence[int | None], unit: int) -> str:
    if all(number is None for number in numbers):
        return _NOTHING
    return ", ".join(_NOTHING if number is None else _number(number / unit) for number in numbers)


def _number(value: float) -> str:
    """Write a number with three digits that count."""
    size = abs(value)
    return f"{value:,.0f}" if size >= 100 or value == int(value) else f"{value:.1f}" if size >= 10 else f"{value:.2f}"


def _ratio(row: Row, results: Results, over: Side, under: Side) -> str:
    value = results.ratio((row.key, over), (row.key, under)) if row.ratios else None
    return _NOTHING if value is None else f"{_number(value)}x"


def _verdict(met: bool | None) -> str:
    return {True: "met", False: "**not met**", None: "not measured"}[met]


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rule = ("---",) * len(heads)
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, rule, *lines))
