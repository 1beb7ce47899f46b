"""The lock under which values change and changes are recorded.

A change is a value and the record of what it was; an answer that is merged, or a commit that settles, in another thread
must see both or neither. It is held for moments, never while a request is out, and one serves all sessions.
"""

from __future__ import annotations

from threading import RLock

__all__ = ["RECORDING"]

RECORDING = RLock()
"""Held by whoever sets values of an entity or takes note of its changes."""
