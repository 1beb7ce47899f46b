"""One event: a topic, what it tells, and who published it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from ftrack_orm.errors import EventError

__all__ = ["Event"]

_ON_THE_WIRE = {"in_reply_to_event": "inReplyToEvent"}
_NAMES = ("id", "topic", "data", "sent", "source", "target", "in_reply_to_event")


class Event(Mapping[str, Any]):
    """An event, as handlers get it: `event.data["entities"]`, or `event["data"]["entities"]`.

    All handlers get the same one, in the order of their priorities; `stop()` keeps it from those that come later.

    Args:
        topic: What it is about: `studio.render-done`.
        data: Anything that JSON can hold.
        id: A new one unless given.
        sent: When it was sent, as the server tells it.
        source: Who published it: the hub fills `id`, `user` and `host` in.
        target: Which subscribers it is for, as an expression over what they told of themselves; all where it is empty.
        in_reply_to_event: The id of the event that it replies to.
    """

    __slots__ = ("__weakref__", "_stopped", "_values")

    def __init__(
        self,
        topic: str,
        data: Any = None,
        *,
        id: str | None = None,
        sent: Any = None,
        source: Mapping[str, Any] | None = None,
        target: str = "",
        in_reply_to_event: str | None = None,
    ) -> None:
        if not isinstance(topic, str) or not topic:
            raise EventError(f"an event needs a topic, as 'studio.render-done'; got {topic!r}")
        self._values: dict[str, Any] = {
            "id": id or uuid.uuid4().hex,
            "topic": topic,
            "data": {} if data is None else data,
            "sent": sent,
            "source": dict(source or {}),
            "target": target,
            "in_reply_to_event": in_reply_to_event,
        }
        self._stopped = False

    @classmethod
    def from_wire(cls, payload: Mapping[str, Any]) -> Event:
        """Return the event of a payload; what it holds beyond an event's own is left out.

        Raises:
            EventError: The payload is no event.
        """
        source, target = payload.get("source"), payload.get("target")
        reply_to = payload.get("inReplyToEvent", payload.get("in_reply_to_event"))
        id = payload.get("id")
        return cls(
            payload.get("topic"),  # type: ignore[arg-type]  # judged there
            payload.get("data"),
            id=id if isinstance(id, str) else None,
            sent=payload.get("sent"),
            source=source if isinstance(source, Mapping) else None,
            target=target if isinstance(target, str) else "",
            in_reply_to_event=reply_to if isinstance(reply_to, str) else None,
        )

    def to_wire(self) -> dict[str, Any]:
        """Return the payload of the event."""
        return {_ON_THE_WIRE.get(name, name): value for name, value in self._values.items()}

    @property
    def fields(self) -> dict[str, Any]:
        """All of it, by the names that subscriptions use."""
        return self._values

    @property
    def id(self) -> str:
        """The id of this event alone."""
        return str(self._values["id"])

    @property
    def topic(self) -> str:
        """What it is about."""
        return str(self._values["topic"])

    @property
    def data(self) -> Any:
        """What it tells; a dictionary, as a rule."""
        return self._values["data"]

    @property
    def sent(self) -> Any:
        """When it was sent, as the server tells it."""
        return self._values["sent"]

    @property
    def source(self) -> dict[str, Any]:
        """Who published it: `id`, `user`, `host`."""
        source: dict[str, Any] = self._values["source"]
        return source

    @property
    def target(self) -> str:
        """Which subscribers it is for; all where it is empty."""
        return str(self._values["target"])

    @property
    def in_reply_to_event(self) -> str | None:
        """The id of the event that it replies to."""
        id: str | None = self._values["in_reply_to_event"]
        return id

    def stop(self) -> None:
        """Keep the event from the handlers of this hub that come after the one that calls this."""
        self._stopped = True

    @property
    def stopped(self) -> bool:
        """Whether a handler stopped it."""
        return self._stopped

    def is_stopped(self) -> bool:
        """Return whether a handler stopped it; as the official client spells it."""
        return self._stopped

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return hash(self._values["id"])

    def __repr__(self) -> str:
        return f"<Event {self.topic} {self.id}>"
