"""Find who may want an event by its topic, so that a hundred subscriptions cost little."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

from ftrack_orm.events.subscription.expression import And, Condition, Expression, Or

__all__ = ["Entry", "TopicIndex", "topics_of"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Entry(Generic[T]):
    """Somebody with an expression; `rest` is what is left to be tested where the topic is known, None for nothing."""

    item: T
    expression: Expression
    order: tuple[int, int]
    rest: Callable[[Any], bool] | None


class TopicIndex(Generic[T]):
    """Items by the topics that their expressions want.

    An expression that wants none but certain topics costs nothing for events of others. Changes replace what they
    change, so that who walks over candidates is not disturbed. It has no lock of its own.
    """

    def __init__(self) -> None:
        self._entries: dict[T, Entry[T]] = {}
        self._by_topic: dict[str, tuple[Entry[T], ...]] = {}
        self._others: tuple[Entry[T], ...] = ()
        self._merged: dict[str, tuple[Entry[T], ...]] = {}
        self._count = 0

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, item: T, expression: Expression, priority: int = 0) -> None:
        """Add an item; those of lower priority come first, then those that were added earlier."""
        self._count += 1
        topics = topics_of(expression)
        entry = Entry(item, expression, (priority, self._count), _rest(expression, topics))
        self._entries[item] = entry
        if topics is None:
            self._others = _sorted((*self._others, entry))
            self._merged.clear()
        for topic in topics or ():
            self._by_topic[topic] = _sorted((*self._by_topic.get(topic, ()), entry))
            self._merged.pop(topic, None)

    def remove(self, item: T) -> None:
        """Remove an item; one that is not there is no error."""
        entry = self._entries.pop(item, None)
        if entry is None:
            return
        topics = topics_of(entry.expression)
        if topics is None:
            self._others = tuple(other for other in self._others if other is not entry)
            self._merged.clear()
        for topic in topics or ():
            left = tuple(other for other in self._by_topic[topic] if other is not entry)
            if left:
                self._by_topic[topic] = left
            else:
                del self._by_topic[topic]
            self._merged.pop(topic, None)

    def candidates(self, topic: object) -> tuple[Entry[T], ...]:
        """Return the entries that may want events of a topic, in order; the rest of each is to be tested."""
        if not isinstance(topic, str) or topic not in self._by_topic:
            return self._others
        merged = self._merged.get(topic)
        if merged is None:
            merged = self._merged[topic] = _sorted((*self._by_topic[topic], *self._others))
        return merged


def topics_of(expression: Expression) -> frozenset[str] | None:
    """Return the only topics whose events an expression can want; None where there is no telling."""
    match expression:
        case Condition(key="topic", operator="=", value=value) if not expression.is_wildcard:
            return frozenset({value})
        case And(parts=parts):
            known = [topics for topics in map(topics_of, parts) if topics is not None]
            return frozenset.intersection(*known) if known else None
        case Or(parts=parts):
            wanted = [topics_of(part) for part in parts]
            known = [topics for topics in wanted if topics is not None]
            return frozenset.union(*known) if len(known) == len(wanted) else None
        case _:
            return None


def _rest(expression: Expression, topics: frozenset[str] | None) -> Callable[[Any], bool] | None:
    """Return what is left to be tested of an expression for an event that the index found it by."""
    if topics is None or len(topics) != 1:
        return expression.matches
    parts = expression.parts if isinstance(expression, And) else (expression,)
    left = [part for part in parts if not (isinstance(part, Condition) and topics_of(part))]
    if not left:
        return None
    return left[0].matches if len(left) == 1 else And(tuple(left)).matches


def _sorted(entries: tuple[Entry[T], ...]) -> tuple[Entry[T], ...]:
    return tuple(sorted(entries, key=attrgetter("order")))
