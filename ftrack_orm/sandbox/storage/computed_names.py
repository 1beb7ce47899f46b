"""Which attributes the server computes when it is asked, and keeps no value of."""

from __future__ import annotations

from ftrack_orm.schema import Attribute

__all__ = ["is_computed_value"]

_LINKS = frozenset({"link", "_link"})
_COMPUTED = frozenset({"bid_time_logged_difference", "is_open", "time_logged"})
_URLS = frozenset({"thumbnail_url", "url"})


def is_computed_value(attribute: Attribute) -> bool:
    """Tell whether this scalar has no column: it is computed from other rows whenever it is asked for."""
    if attribute.kind != "scalar":
        return False
    if attribute.name in _LINKS:
        return attribute.immutable
    if attribute.name in _URLS:
        return attribute.type == "object" and attribute.computed
    return attribute.computed and attribute.name in _COMPUTED
