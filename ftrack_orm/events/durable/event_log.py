"""The events that a server keeps: rows of `Event`, read in the order in which they were delivered."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ftrack_orm.errors import ProtocolError
from ftrack_orm.events.event import Event
from ftrack_orm.transport import QueryExpression, Transport

__all__ = ["PAGE", "EventLog", "LoggedEvent", "ServerLog"]

PAGE = 200
"""Rows that are asked for at once."""

_WANTED = "select id, action, data, insert, created_at, user_id, user.username from Event"
_PLAIN = re.compile(r"[A-Za-z0-9_.\-]+")


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """An event with the number of its row."""

    row: int
    event: Event


class EventLog(Protocol):
    """Past events by growing numbers."""

    def latest(self) -> int:
        """Return the number of the last event, 0 where there is none.

        Raises:
            TransportError: The server does not answer.
        """
        ...

    def after(self, row: int, topics: Collection[str] | None) -> tuple[list[LoggedEvent], bool]:
        """Return the next events after a number, and whether there may be more; of certain topics, None for all.

        Raises:
            TransportError: The server does not answer.
        """
        ...


class ServerLog:
    """The rows of `Event` on a server.

    A row keeps the event's topic (`action`), data, id (`insert`), time and user. It does not keep for whom the event
    was meant (`target`), nor what else its source told.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def latest(self) -> int:
        """Return the number of the last event; see `EventLog.latest`."""
        rows = self._rows("select id from Event order by id descending limit 1")
        return _number(rows[0]) if rows else 0

    def after(self, row: int, topics: Collection[str] | None) -> tuple[list[LoggedEvent], bool]:
        """Return the next events after a number; see `EventLog.after`."""
        criterion = f"id > {row:d}"
        if topics and all(map(_PLAIN.fullmatch, topics)):
            listed = ", ".join(f'"{topic}"' for topic in sorted(topics))
            criterion += f" and action in ({listed})"
        rows = self._rows(f"{_WANTED} where {criterion} order by id ascending limit {PAGE}")
        names = _usernames(rows)
        return [LoggedEvent(_number(each), _event(each, names)) for each in rows], len(rows) == PAGE

    def _rows(self, expression: str) -> list[Mapping[str, Any]]:
        (answer,) = self._transport.send([QueryExpression(expression)])
        rows = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ProtocolError("the answer to a query on Event has no rows")
        return rows


def _number(row: Mapping[str, Any]) -> int:
    number = row.get("id")
    if not isinstance(number, int):
        raise ProtocolError(f"an Event has the id {number!r}, which is no number")
    return number


def _usernames(rows: list[Mapping[str, Any]]) -> dict[Any, str]:
    """Return the names of users by id: an answer holds each user in full once, and references besides."""
    users = [user for row in rows if isinstance(user := row.get("user"), Mapping)]
    return {user.get("id"): user["username"] for user in users if isinstance(user.get("username"), str)}


def _event(row: Mapping[str, Any], usernames: Mapping[Any, str]) -> Event:
    """Return the event of a row; a row that is no event of the hub becomes one that nobody wants."""
    id, topic, user_id = row.get("insert"), row.get("action"), row.get("user_id")
    return Event(
        topic if isinstance(topic, str) and topic else "ftrack.unknown",
        _data(row.get("data")),
        id=id if isinstance(id, str) and id else f"row-{_number(row)}",
        sent=_moment(row.get("created_at")),
        source={"user": {"id": user_id, "username": usernames.get(user_id)}},
    )


def _data(text: Any) -> Any:
    try:
        return json.loads(text) if isinstance(text, str) else text
    except (ValueError, RecursionError):
        return text


def _moment(value: Any) -> Any:
    return value.get("value") if isinstance(value, Mapping) else value
