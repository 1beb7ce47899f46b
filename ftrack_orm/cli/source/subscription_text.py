"""Check the text of one subscription, with what is filled in later taken as values."""

from __future__ import annotations

import re

from ftrack_orm.cli.source.filled_text import Problem, filled
from ftrack_orm.cli.source.written_text import WrittenText
from ftrack_orm.errors import SubscriptionSyntaxError
from ftrack_orm.events.subscription import parse_subscription
from ftrack_orm.schema import Schema

__all__ = ["check_subscription_text", "may_be_subscription"]

_VALUE_PLACE = re.compile(r"[=<>]\s*[A-Za-z0-9\-_,./*@+]*$")
_LIKELY = re.compile(r"[\s(]*(?:not[\s(]+)?(?:topic|source\.[\w.]+|data\.[\w.]+)\s*[=!<>]", re.IGNORECASE)


def check_subscription_text(written: WrittenText, _: Schema) -> list[Problem]:
    """Return what is wrong with a subscription, as far as it can be known before its placeholders are filled."""
    text = filled(written, _VALUE_PLACE)
    try:
        parse_subscription(text.text)
    except SubscriptionSyntaxError as error:
        return text.syntax_problem(error.message, error.offset)
    return []


def may_be_subscription(written: WrittenText, _: Schema) -> bool:
    """Tell whether a text of unknown purpose is a subscription: it begins by comparing what events have."""
    return _LIKELY.match(written.plain) is not None
