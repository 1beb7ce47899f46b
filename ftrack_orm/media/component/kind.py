"""Which kind a component is of."""

from __future__ import annotations

from typing import Any

__all__ = ["is_container", "is_sequence"]


def is_container(component: Any) -> bool:
    """Tell whether a component has members; those of a sequence are its frames."""
    return "members" in type(component).__mapper__.wire


def is_sequence(component: Any) -> bool:
    """Tell whether a component is a file sequence."""
    return bool(type(component).__mapper__.entity_type == "SequenceComponent")
