"""The language of subscriptions: parse, build, print and match."""

from ftrack_orm.events.subscription.builder import Key, data, key, source, target, topic
from ftrack_orm.events.subscription.expression import And, Condition, Expression, Not, Or
from ftrack_orm.events.subscription.parser import parse_subscription

__all__ = [
    "And",
    "Condition",
    "Expression",
    "Key",
    "Not",
    "Or",
    "data",
    "key",
    "parse_subscription",
    "source",
    "target",
    "topic",
]
