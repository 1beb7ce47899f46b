"""The items of a form: how each is shown, and how its answer is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Any, ClassVar, Generic, TypeVar

from ftrack_orm.errors import FormValueError

__all__ = ["Boolean", "Date", "Enumerator", "Hidden", "Item", "Label", "Number", "Text", "TextArea"]

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Item(Generic[V]):
    """One line of a form. Its `value` is what is there at first; `values[item]` is what came back, typed."""

    type: ClassVar[str]

    name: str
    label: str = ""
    value: V | None = None

    def to_wire(self) -> dict[str, Any]:
        """Return what the web application shows."""
        return {"type": self.type, "name": self.name, "label": self.label or self.name, "value": self._shown()}

    def read(self, raw: Any) -> V:
        """Return the value of an answer.

        Raises:
            FormValueError: It is none of the item's.
        """
        raise NotImplementedError

    def _shown(self) -> Any:
        return self.value

    def _refusal(self, raw: Any, wanted: str) -> FormValueError:
        return FormValueError(self.name, f"{self.label or self.name}: {raw!r} is not {wanted}")


@dataclass(frozen=True, slots=True)
class Text(Item[str]):
    """A line of text."""

    type: ClassVar[str] = "text"

    def read(self, raw: Any) -> str:
        """Return the text; empty where there is none."""
        return "" if raw is None else str(raw)


@dataclass(frozen=True, slots=True)
class TextArea(Text):
    """Text of several lines."""

    type: ClassVar[str] = "textarea"


@dataclass(frozen=True, slots=True)
class Hidden(Text):
    """Text that is not shown: what one form tells the next."""

    type: ClassVar[str] = "hidden"


@dataclass(frozen=True, slots=True)
class Label(Item[None]):
    """Text to read, in Markdown; nothing comes back."""

    type: ClassVar[str] = "label"

    text: str = ""

    def to_wire(self) -> dict[str, Any]:
        """Return what the web application shows."""
        return {"type": self.type, "name": self.name, "value": self.text or self.label}

    def read(self, raw: Any) -> None:
        """Return nothing."""
        return


@dataclass(frozen=True, slots=True)
class Number(Item[float]):
    """A number."""

    type: ClassVar[str] = "number"

    def read(self, raw: Any) -> float:
        """Return the number; what the item had at first where nothing was given."""
        if raw in (None, "") and self.value is not None:
            return self.value
        try:
            number = float(str(raw))
        except ValueError:
            raise self._refusal(raw, "a number") from None
        if not isfinite(number):
            raise self._refusal(raw, "a number")
        return number


@dataclass(frozen=True, slots=True)
class Boolean(Item[bool]):
    """Yes or no."""

    type: ClassVar[str] = "boolean"

    def read(self, raw: Any) -> bool:
        """Return the choice; no where nothing was given."""
        known = {"true": True, "1": True, "false": False, "0": False, "": False, "none": False}
        found = known.get(str(raw).strip().lower())
        if found is None:
            raise self._refusal(raw, "yes or no")
        return found


@dataclass(frozen=True, slots=True)
class Date(Item[date]):
    """A day."""

    type: ClassVar[str] = "date"

    def read(self, raw: Any) -> date:
        """Return the day."""
        try:
            return datetime.fromisoformat(str(raw)).date()
        except ValueError:
            raise self._refusal(raw, "a day, as 2026-11-21") from None

    def _shown(self) -> Any:
        return self.value.isoformat() if self.value is not None else None


@dataclass(frozen=True, slots=True)
class Enumerator(Item[str]):
    """One of several values; `choices` are texts, or labels by value: `{"exr": "OpenEXR"}`."""

    type: ClassVar[str] = "enumerator"

    choices: Mapping[str, str] | Sequence[str] = ()

    def to_wire(self) -> dict[str, Any]:
        """Return what the web application shows."""
        data = [{"value": value, "label": label} for value, label in self._choices()]
        return {"type": self.type, "name": self.name, "label": self.label or self.name} | {
            "value": self.value,
            "data": data,
        }

    def read(self, raw: Any) -> str:
        """Return the value that was chosen."""
        values = [value for value, _ in self._choices()]
        if raw not in values:
            raise self._refusal(raw, f"one of {', '.join(values)}")
        return str(raw)

    def _choices(self) -> Iterable[tuple[str, str]]:
        if isinstance(self.choices, Mapping):
            return list(self.choices.items())
        return [(choice, choice) for choice in self.choices]
