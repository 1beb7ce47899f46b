"""Which file a component has."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ComponentFile"]


@dataclass(frozen=True, slots=True)
class ComponentFile:
    """The file of a component: its content by digest, its size in bytes, and the name it was uploaded under."""

    component_id: str
    digest: str
    size: int
    name: str
