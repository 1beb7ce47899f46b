"""A form: items to be filled in by whoever launches an action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ftrack_orm.errors import EventError, FormValueError
from ftrack_orm.events.form.item import Item, Label
from ftrack_orm.events.form.values import Values

__all__ = ["Form"]


class Form:
    """Items in the order in which they are shown.

    >>> from ftrack_orm.events.form import Form, Number, Text, Values
    >>> form = Form(Text("comment"), Number("frames", value=24))
    >>> form.problems(Values({"frames": "many"}))
    ["frames: 'many' is not a number"]

    Raises:
        EventError: Two items have one name.
    """

    def __init__(self, *items: Item[Any], title: str = "", submit: str = "") -> None:
        names = [item.name for item in items if not isinstance(item, Label)]
        if len(set(names)) < len(names):
            raise EventError(f"items of a form need names of their own, got {', '.join(names)}")
        self.items: Sequence[Item[Any]] = items
        self.title = title
        self.submit = submit

    def __repr__(self) -> str:
        return f"<Form {self.title!r}: {len(self.items)} items>"

    def problems(self, values: Values) -> list[str]:
        """Return what is wrong with the answers; empty where all can be read."""
        found: list[str] = []
        for item in self.items:
            try:
                values[item]
            except FormValueError as error:
                found.append(str(error))
        return found

    def filled(self, values: Values, note: str = "") -> dict[str, Any]:
        """Return the form as the web application shows it, filled in with answers, below a note."""
        items = [item.to_wire() for item in self.items]
        for item in items:
            if item["name"] in values:
                item["value"] = item["value"] if item["type"] == "label" else values[item["name"]]
        noted = [Label("note", text=note).to_wire()] if note else []
        submit = {"submit_button_label": self.submit} if self.submit else {}
        return {"type": "form", "title": self.title, "items": [*noted, *items], **submit}

    def to_wire(self) -> dict[str, Any]:
        """Return the form as the web application shows it."""
        return self.filled(Values())
