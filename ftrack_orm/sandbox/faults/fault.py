"""What can go wrong with one request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["BAD_GATEWAY", "Answer", "Cut", "Delay", "Fault", "Stage", "When"]

When: TypeAlias = Literal["before", "after"]
"""`before`: the server never saw the request; `after`: it did what was asked, and its answer is lost."""
Stage: TypeAlias = Literal["before", "inside", "after"]
"""`inside`: it did what was asked, and half of its answer arrives."""


BAD_GATEWAY = b"<html><body><h1>Bad Gateway</h1></body></html>"


@dataclass(frozen=True, slots=True)
class Answer:
    """Another answer than the server's own, as a gateway would give it."""

    status: int = 502
    when: When = "before"
    body: bytes = BAD_GATEWAY
    media_type: str = "text/html"


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection is cut."""

    stage: Stage = "after"


@dataclass(frozen=True, slots=True)
class Delay:
    """The answer comes late by so many seconds, besides the latency of all answers."""

    seconds: float


Fault: TypeAlias = Answer | Cut | Delay
