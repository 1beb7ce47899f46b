"""What a thread switched for itself: loading, recording, sending."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local
from typing import Literal, TypeAlias

__all__ = ["Lazy", "Switches"]

Lazy: TypeAlias = Literal["batch", "single", "raise"]
"""How an attribute that was not loaded is loaded: for all siblings at once, for one entity, or not at all."""


class Switches(local):
    """The switches of one session; each thread has its own, all of them off at first.

    `requests` counts what the thread sent.
    """

    def __init__(self) -> None:
        self.lazy: Lazy | None = None
        self.recording: bool = True
        self.silent: str = ""
        """Why nothing may be sent now; empty where it may."""
        self.requests = 0

    @contextmanager
    def loading(self, lazy: Lazy) -> Iterator[None]:
        """Load in this way until the block ends."""
        before, self.lazy = self.lazy, lazy
        try:
            yield
        finally:
            self.lazy = before

    @contextmanager
    def recorded(self, recording: bool) -> Iterator[None]:
        """Record changes, or do not, until the block ends."""
        before, self.recording = self.recording, recording
        try:
            yield
        finally:
            self.recording = before

    @contextmanager
    def silence(self, why: str) -> Iterator[None]:
        """Send nothing until the block ends."""
        before, self.silent = self.silent, why
        try:
            yield
        finally:
            self.silent = before
