"""Write subscriptions in Python: `topic("ftrack.update") & (source.user.username == "ada")`."""

from __future__ import annotations

from typing import ClassVar, NoReturn

from ftrack_orm.events.subscription.expression import Condition, Operator

__all__ = ["Key", "data", "key", "source", "target", "topic"]


class Key:
    """A place in an event, to be compared with text: `data.kind`, `data["kind"]`.

    Comparing gives a condition. `==` with a text that ends in `*` matches what begins with the text before it.
    """

    __slots__ = ("_path",)

    def __init__(self, path: str) -> None:
        self._path = path

    def __getattr__(self, name: str) -> Key:
        if name.startswith("__"):
            raise AttributeError(name)
        return Key(f"{self._path}.{name}")

    def __getitem__(self, name: str) -> Key:
        return Key(f"{self._path}.{name}")

    def __eq__(self, value: object) -> Condition:  # type: ignore[override]  # it builds, as in the query language
        return self._compared("=", value)

    def __ne__(self, value: object) -> Condition:  # type: ignore[override]  # it builds, as in the query language
        return self._compared("!=", value)

    def __ge__(self, value: str) -> Condition:
        return self._compared(">=", value)

    def __le__(self, value: str) -> Condition:
        return self._compared("<=", value)

    def __gt__(self, value: str) -> Condition:
        return self._compared(">", value)

    def __lt__(self, value: str) -> Condition:
        return self._compared("<", value)

    __hash__: ClassVar[None]  # type: ignore[assignment]  # `==` does not compare, so Python leaves none

    def __iter__(self) -> NoReturn:
        raise TypeError(f"{self!r} cannot be iterated; it is a place in an event")

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self!r} is neither true nor false; compare it with text")

    def __repr__(self) -> str:
        return f"<Key {self._path}>"

    def _compared(self, operator: Operator, value: object) -> Condition:
        return Condition(self._path, operator, value)  # type: ignore[arg-type]  # Condition itself refuses what is no text


def key(path: str) -> Key:
    """Return a place in an event by its whole name: `key("data.parent.id")`."""
    return Key(path)


def topic(name: str) -> Condition:
    """Return the condition on an event's topic; `topic("ftrack.*")` wants every topic that begins with `ftrack.`."""
    return Condition("topic", "=", name)


source: Key = Key("source")
"""Who published an event: `source.user.username`, `source.id`."""

data: Key = Key("data")
"""What an event tells."""

target: Key = Key("target")
"""Whom an event is for, as text."""
