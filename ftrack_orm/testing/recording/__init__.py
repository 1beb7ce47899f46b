"""Sessions that are recorded against a workspace, and replayed without it."""

from __future__ import annotations

from ftrack_orm.testing.recording.session import recorded_session, replayed_session

__all__ = ["recorded_session", "replayed_session"]
