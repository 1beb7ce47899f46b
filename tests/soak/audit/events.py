"""Events: each change told once, each event handled once by the durable service, in order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.soak.audit.finding import Finding, Kind
from tests.soak.intents import Expected
from tests.soak.journal import lines
from tests.soak.wire import Wire

__all__ = ["EventLog", "audit_changes", "audit_durable", "audit_live", "audit_told", "read_log"]

_SHOWN = 5


@dataclass(slots=True)
class EventLog:
    """What the server's rows of `Event` tell.

    `again` are events whose acknowledgement was lost, so that they were sent again, with the same id: a row more, that
    nobody may handle again.
    """

    ids: list[str] = field(default_factory=list)
    again: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)
    added: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    steps: dict[str, list[float]] = field(default_factory=dict)


def read_log(wire: Wire, after: int) -> EventLog:
    """Read all rows after a number."""
    log, seen = EventLog(), set[str]()
    for row in wire.events(after):
        if row["action"] not in ("ftrack.update", "soak.told"):
            continue
        if row["insert"] in seen and row["action"] == "soak.told":
            log.again.add(row["insert"])
            continue
        seen.add(row["insert"])
        log.ids.append(row["insert"])
        data = json.loads(row["data"])
        if row["action"] == "soak.told":
            log.told.append(data["uid"])
            continue
        for entity in data["entities"]:
            _note(log, entity)
    return log


def _note(log: EventLog, entity: dict[str, Any]) -> None:
    id = entity["entityId"]
    if entity["action"] == "add":
        log.added[id] += 1
    elif entity["action"] == "remove":
        log.removed[id] += 1
    if entity["entity_type"] == "Task" and entity["action"] != "remove" and "bid" in entity["changes"]:
        log.steps.setdefault(id, []).append(entity["changes"]["bid"]["new"])


def audit_changes(log: EventLog, state: Expected) -> Iterator[Finding]:
    """Each creation and deletion is told once, and each bid that was set, in order, once."""
    for id in {*state.entities, *state.deleted}:
        if log.added[id] != 1:
            yield Finding(_wrong(log.added[id]), f"{id} was created, told {log.added[id]} times")
    for id in state.deleted:
        if log.removed[id] != 1:
            yield Finding(_wrong(log.removed[id]), f"{id} was deleted, told {log.removed[id]} times")
    touched = state.touched
    for id, steps in state.steps.items():
        if id not in touched and log.steps.get(id) != steps:
            had = log.steps.get(id, [])
            yield Finding("lost", f"Task {id} was to get the bids {steps[-_SHOWN:]} in the end, it got {had[-_SHOWN:]}")


def audit_told(log: EventLog, state: Expected) -> Iterator[Finding]:
    """Each event that was acknowledged is kept, under one id."""
    kept = Counter(log.told)
    for uid, intent in state.events.items():
        if kept[uid] != 1:
            yield Finding(_wrong(kept[uid]), f"{uid!r} of {intent} is kept under {kept[uid]} ids")


def audit_durable(path: Path, log: EventLog) -> Iterator[Finding]:
    """Each row is handled once and in order; only what was being handled in a kill may come again right after it."""
    handled: list[str] = []
    starts: set[int] = set()
    for line in lines(path):
        if "started" in line:
            starts.add(len(handled))
        elif "id" in line:
            handled.append(line["id"])
        elif line.get("dead"):
            yield Finding("event lost", f"the durable service gave up on {line['dead']}")
    once = [id for place, id in enumerate(handled) if not (place in starts and place and handled[place - 1] == id)]
    wanted = set(log.ids)
    counted = Counter(id for id in once if id in wanted)
    for id in log.ids:
        if counted[id] != 1:
            yield Finding(_wrong(counted[id]), f"the durable service handled {id} {counted[id]} times")
    if not _is_in_order([id for id in dict.fromkeys(once) if id in wanted], log.ids):
        yield Finding("event lost", "the durable service handled events in another order")


def audit_live(path: Path, log: EventLog) -> Iterator[Finding]:
    """The live service may miss what came while it was cut off; nothing comes twice."""
    for id, often in Counter(line["id"] for line in lines(path) if "id" in line).items():
        if often > 1 and id not in log.again:
            yield Finding("event twice", f"the live service was given {id} {often} times")


def _wrong(times: int) -> Kind:
    return "event twice" if times else "event lost"


def _is_in_order(handled: Sequence[str], rows: Sequence[str]) -> bool:
    place = {id: number for number, id in enumerate(rows)}
    numbers = [place[id] for id in handled]
    return numbers == sorted(numbers)
