"""Events: subscriptions, and the hub that publishes and receives.

The parser is loaded when a text needs it, and what talks to a server when the hub connects.
"""

from ftrack_orm.events.event import Event
from ftrack_orm.events.hub import EventHub
from ftrack_orm.events.subscriber import Subscriber
from ftrack_orm.events.subscription import Expression, Key, data, key, parse_subscription, source, target, topic

__all__ = [
    "Event",
    "EventHub",
    "Expression",
    "Key",
    "Subscriber",
    "data",
    "key",
    "parse_subscription",
    "source",
    "target",
    "topic",
]
