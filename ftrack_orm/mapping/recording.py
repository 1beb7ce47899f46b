"""The lock under which values change and changes are recorded.

A change is a value and the record of what it was; an answer that is merged, or a commit that settles, in another thread
must see both or neither. It is held for moments, and one serves all sessions. No request is out meanwhile but one, at
most once for a session: a row of a type that the package does not have makes it ask the workspace for its schema.
"""

from __future__ import annotations

from threading import RLock

__all__ = ["RECORDING"]

RECORDING = RLock()
"""Held by whoever sets values of an entity or takes note of its changes."""
