"""Subscriptions that remember what they handled, and catch up on what came while they were away."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.events.durable.dead_letter import DeadLetter
    from ftrack_orm.events.durable.event_log import EventLog, LoggedEvent, ServerLog
    from ftrack_orm.events.durable.sqlite_store import SqliteStore
    from ftrack_orm.events.durable.store import DurableStore, Progress
    from ftrack_orm.events.durable.subscription import DurableSubscription
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "dead_letter": ["DeadLetter"],
            "event_log": ["EventLog", "LoggedEvent", "ServerLog"],
            "sqlite_store": ["SqliteStore"],
            "store": ["DurableStore", "Progress"],
            "subscription": ["DurableSubscription"],
        },
    )

__all__ = [
    "DeadLetter",
    "DurableStore",
    "DurableSubscription",
    "EventLog",
    "LoggedEvent",
    "Progress",
    "SqliteStore",
    "ServerLog",
]
