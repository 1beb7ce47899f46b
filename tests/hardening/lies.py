"""Lies: real answers of the sandbox with a few places spoiled, in their structure or in their bytes."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeAlias

from hypothesis import strategies as st

from ftrack_orm.transport import JSON, Operation, Transport
from ftrack_orm.transport.answer import read_answer

__all__ = ["Lie", "LyingTransport", "lies"]

Place: TypeAlias = "tuple[Any, Any]"
"""A container and the key or index of what stands in it."""

_TYPES: tuple[JSON, ...] = (
    "Task",
    "Shot",
    "Project",
    "User",
    "Status",
    "Note",
    "Metadata",
    "Context",
    "Nope",
    "",
    None,
    3,
    [],
    {},
)
_MOMENTS: tuple[JSON, ...] = (
    None,
    "",
    "yesterday",
    "0000-00-00T00:00:00",
    "2024-06-30T23:59:60",
    "9999-12-31T23:59:59-12:00",
    5,
    [],
)
_LEVELS = (3, 30, 150, 400, 900, 5000)
_SCALARS: tuple[JSON, ...] = (
    None, True, False, 0, -1, 2, 0.5, 2**64, 10**400, float("nan"), float("inf"), -float("inf"), 1e308,
    "", "\ud800", "\0", "x" * 70_000, "none", "🦊\u202e", "__entity_type__", "2024-01-01T00:00:00",
)  # fmt: skip
_OBJECTS: tuple[JSON, ...] = (
    [],
    {},
    [None],
    [[]],
    {"": None},
    ["x"],
    {"data": []},
    {"exception": {}, "content": []},
    {"offset": 0},
)
_NAMES = ("__entity_type__", "__type__", "id", "name", "status", "notes", "metadata", "parent", "key", "data", "next")
_NOISE = (b"\xff", b"\x00", b"\xed\xa0\x80", b"NaN", b'"', b"]", b"{", b"1e999", b"\\ud800", b"\xef\xbb\xbf")
_PREFIXES = (b"\xef\xbb\xbf", b"\xff\xfe", b"[" * 100_000, b"[1," * 5000, b'{"a":' * 5000)


@dataclass(frozen=True)
class Lie:
    """One lie: the same seed spoils the same answer in the same way."""

    seed: int

    def body(self, results: list[JSON]) -> bytes:
        """Return the body of the lie that takes the place of true results."""
        random = Random(self.seed)
        if random.random() < 0.15:
            return _noisy(random, json.dumps(results).encode())
        holder = [copy.deepcopy(results)]
        for _ in range(random.choice((1, 1, 1, 2, 4))):
            _spoil(random, holder)
        return _dumped(holder[0] if holder else None)


def lies() -> st.SearchStrategy[Lie]:
    """Give lies."""
    return st.builds(Lie, st.integers(0, 2**32))


class LyingTransport:
    """Passes requests on to an honest server, and spoils as many answers as it is told to."""

    def __init__(self, honest: Transport) -> None:
        self._honest = honest
        self._lies: list[Lie] = []
        self.told = 0

    def lie(self, *lies: Lie) -> None:
        """Spoil the next answers."""
        self._lies = list(lies)

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        results = self._honest.send(operations)
        if not self._lies:
            return results
        self.told += 1
        return read_answer(self._lies.pop(0).body(results), 200, len(operations))

    def close(self) -> None:
        self._honest.close()


def _spoil(random: Random, holder: list[JSON]) -> None:
    """Spoil one place of what a list holds; the list is there so that all of it can be spoiled."""
    places = list(_places(holder))
    if not places:
        holder.append(_junk(random))
        return
    container, key = random.choice(places)
    match random.randrange(7):
        case 0 | 1:
            container[key] = _junk(random)
        case 2:
            del container[key]
        case 3:  # what stands elsewhere: swapped values, references in a circle, types that change
            other, name = random.choice(places)
            container[key] = _copied(other[name])
        case 4 if isinstance(container, list):  # once more, with another value
            container.append(_copied(container[key]))
            inside = list(_places(container[-1]))
            if inside:
                again, name = random.choice(inside)
                again[name] = _junk(random)
        case 5 if isinstance(container, dict):
            container[random.choice(_NAMES)] = _junk(random)
        case _:
            container[key] = random.choice(([container[key]], {"data": container[key]}))


def _places(value: JSON) -> Iterator[Place]:
    pending = [value]
    while pending:
        each = pending.pop()
        for key, item in each.items() if isinstance(each, dict) else enumerate(each) if isinstance(each, list) else ():
            yield each, key
            if isinstance(item, dict | list):
                pending.append(item)


def _junk(random: Random) -> JSON:
    match random.randrange(6):
        case 0 | 1:
            return random.choice(_SCALARS)
        case 2:
            return copy.deepcopy(random.choice(_OBJECTS))
        case 3:
            return {"__entity_type__": random.choice(_TYPES), "id": random.choice(("x", "y", 1, None, [], {}))}
        case 4:
            return {"__type__": random.choice(("datetime", "date", "x", None, [])), "value": random.choice(_MOMENTS)}
        case _:
            return _deep(random.choice(_LEVELS), entities=random.random() < 0.5)


def _deep(levels: int, *, entities: bool) -> JSON:
    value: JSON = None
    for number in range(levels):
        value = {"__entity_type__": "Shot", "id": f"deep {number}", "parent": value} if entities else [value]
    return value


def _copied(value: JSON) -> JSON:
    """Return a copy; what is too deep for one is left as it is."""
    try:
        return copy.deepcopy(value)
    except RecursionError:
        return None


def _noisy(random: Random, body: bytes) -> bytes:
    """Cut, change or add bytes."""
    place = random.randrange(len(body) + 1)
    match random.randrange(4):
        case 0:
            return body[:place]
        case 1:
            return body[:place] + random.choice(_NOISE) + body[place:]
        case 2:
            return random.choice(_PREFIXES) + body
        case _:
            return body[:place] + bytes([random.randrange(256)]) + body[place + 1 :]


def _dumped(value: JSON) -> bytes:
    """Return JSON; what nests deeper than Python's encoder can go is deep enough as brackets alone."""
    try:
        return json.dumps(value).encode()
    except RecursionError:
        return b'[{"data":[' * 50_000
