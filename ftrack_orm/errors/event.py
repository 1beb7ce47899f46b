"""Errors of events, subscriptions, forms and the event hub."""

from __future__ import annotations

from ftrack_orm.errors.root import FtrackError, PlacedError

__all__ = [
    "EventError",
    "EventHubClosedError",
    "EventHubUnreachableError",
    "EventQueueFullError",
    "EventTimeoutError",
    "FormValueError",
    "SubscriptionSyntaxError",
    "UnknownSubscriberError",
]


class EventError(FtrackError):
    """Something is wrong with an event, a subscription or the event hub."""


class SubscriptionSyntaxError(PlacedError, EventError, ValueError):
    """Text that is no subscription: where it stops being one, and why.

    `offset` counts characters from 0; `line` and `column` count from 1; `expression` is the whole text.
    """


class UnknownSubscriberError(EventError, LookupError):
    """The hub has no subscriber of this identifier."""

    def __init__(self, identifier: str) -> None:
        self.identifier = identifier
        super().__init__(f"no subscriber has the identifier {identifier!r}; subscribe() returns it")


class EventHubUnreachableError(EventError, ConnectionError):
    """No connection to the event server could be made."""


class EventHubClosedError(EventError):
    """The event hub was closed, or gave up because the server refused it."""


class EventQueueFullError(EventError):
    """More events wait to be sent than may; the one that was to be published is not among them."""


class FormValueError(EventError, ValueError):
    """An answer to a form is none that the item `name` takes."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        super().__init__(reason)


class EventTimeoutError(EventError, TimeoutError):
    """What was waited for, a reply or the server's acknowledgement, did not come in time."""
