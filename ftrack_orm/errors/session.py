"""Errors of sessions, and of results that are not as many as were asked for."""

from __future__ import annotations

from ftrack_orm.errors.root import FtrackError

__all__ = ["MultipleResultsError", "NoResultError", "SessionClosedError", "SessionError"]


class SessionError(FtrackError):
    """A session was used in a way that it does not allow, or could not do what was asked."""


class SessionClosedError(SessionError):
    """The session was closed; open another one."""


class NoResultError(SessionError, LookupError):
    """A query that must have a result has none."""


class MultipleResultsError(SessionError, LookupError):
    """A query that must have one result has more."""
