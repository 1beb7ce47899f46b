"""Actions: what people launch from a menu of the web application, and how they are asked for more."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ftrack_orm.events import Event, Expression, data, source, topic
from ftrack_orm.events.form import Form, Values
from ftrack_orm.session.events.selection import Selection

__all__ = ["DISCOVER", "LAUNCH", "Action", "ActionEvents", "Launched", "Message"]

_log = logging.getLogger("ftrack_orm.events")

DISCOVER = "ftrack.action.discover"
LAUNCH = "ftrack.action.launch"


@dataclass(frozen=True, slots=True)
class Message:
    """What is shown to whoever launched an action."""

    text: str
    success: bool = True


Launched: TypeAlias = "Message | Form | str | bool | None"
"""What a launch ends with: a message, a form to ask further, or nothing to say; False where it did not work."""


class Action(ABC):
    """Something to launch on a selection. Subclass it and give an instance to `session.events.add_action()`.

    What is set on the class is shown in the menu. Where `form()` gives one, it is shown first, and `launch` gets its
    answers, all of which its items can read.
    """

    label: str
    """Its entry in the menu."""
    variant: str | None = None
    """Several actions of one label are one entry with variants."""
    description: str | None = None
    icon: str | None = None
    """The address of a picture, or the name of one that the web application has."""
    identifier: str = ""
    """Tells this action from all others; the name of the class, and its module's, without one."""

    def discover(self, selection: Selection) -> bool:
        """Return whether the action is offered for a selection; always, unless it is overridden."""
        return True

    def form(self, selection: Selection) -> Form | None:
        """Return what to ask before the launch, None for nothing."""
        return None

    @abstractmethod
    def launch(self, selection: Selection, values: Values) -> Launched:
        """Do it. What it raises is logged, and whoever launched it is told that it failed."""


class ActionEvents:
    """Answers the events that discover and launch one action."""

    def __init__(self, action: Action, select: Any) -> None:
        self.action = action
        self.identifier: str = action.identifier or f"{type(action).__module__}.{type(action).__qualname__}"
        self._select = select

    def discovered(self, username: str | None) -> Expression:
        """Return what events ask for it; of one user alone, where a name is given."""
        return topic(DISCOVER) & (source.user.username == username) if username else topic(DISCOVER)

    def launched(self, username: str | None) -> Expression:
        """Return what events launch it."""
        wanted = topic(LAUNCH) & (data.actionIdentifier == self.identifier)
        return wanted & (source.user.username == username) if username else wanted

    def discover(self, event: Event) -> dict[str, Any] | None:
        """Return the entry of the menu, None where the action does not offer itself."""
        if not self.action.discover(self._select(event)):
            return None
        entry = {
            "actionIdentifier": self.identifier,
            "label": self.action.label,
            "variant": self.action.variant,
            "description": self.action.description,
            "icon": self.action.icon,
        }
        return {"items": [{name: value for name, value in entry.items() if value is not None}]}

    def launch(self, event: Event) -> dict[str, Any]:
        """Ask, or do it, and return what is shown."""
        try:
            return _reply(self._ask(event))
        except Exception:
            _log.exception("action %s failed on event %s", self.identifier, event.id)
            return _reply(Message(f"{self.action.label} failed; the log of where it ran says why.", success=False))

    def _ask(self, event: Event) -> Launched | dict[str, Any]:
        selection: Selection = self._select(event)
        given = event.data.get("values") if isinstance(event.data, Mapping) else None
        values = Values(given if isinstance(given, Mapping) else None)
        form = self.action.form(selection)
        if form is not None:
            if not isinstance(given, Mapping):
                return form
            problems = form.problems(values) if all(item.name in values for item in form.items if item.name) else []
            if problems:
                return form.filled(values, note="\n\n".join(problems))
        return self.action.launch(selection, values)


def _reply(launched: Launched | dict[str, Any]) -> dict[str, Any]:
    match launched:
        case Form():
            return launched.to_wire()
        case dict():
            return launched
        case Message(text=text, success=success):
            return {"success": success, "message": text}
        case str():
            return {"success": True, "message": launched}
        case _:
            return {"success": launched is not False}
