"""Start and stop the timer of a user; there is one for each."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from ftrack_orm.errors import CommitError, NoResultError, SessionError
from ftrack_orm.mapping import Entity
from ftrack_orm.query.ast import AttributePath, Comparison, Query
from ftrack_orm.query.literal import literal
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.siblings import Siblings, stored_paths
from ftrack_orm.session.workflow.server_action import server_information
from ftrack_orm.session.writing.committing import add, commit_only

__all__ = ["start_timer", "stop_timer"]


def start_timer(
    gateway: Gateway,
    loader: Siblings,
    user: Entity,
    context: Entity | None,
    name: str | None,
    comment: str,
    *,
    force: bool,
) -> Any:
    """Create a timer and send it at once; with `force` the running one is stopped first."""
    if force:
        with suppress(NoResultError):  # none may be running
            stop_timer(gateway, loader, user)
    timer = (
        type(user)
        .__mapper__.registry.mapper("Timer")
        .entity_class(user=user, context=context, name=name, comment=comment)
    )
    add(gateway, timer, loader)
    try:
        commit_only(gateway, created=[timer])
    except CommitError as error:
        gateway.unit_of_work.delete(timer)
        if "duplicate" in error.reason.lower() or "unique" in error.reason.lower():
            raise SessionError(f"a timer of {user!r} is running already; stop it, or pass force=True") from error
        raise
    return timer


def stop_timer(gateway: Gateway, loader: Siblings, user: Entity) -> Any:
    """Turn the running timer into a time log and send both changes as one batch."""
    registry = type(user).__mapper__.registry
    mapper = registry.mapper("Timer")
    whose = Comparison(AttributePath.of("user_id"), "is", literal(user.__ftrack_key__[0]))
    found: list[Any] = gateway.fetch(Query("Timer", stored_paths(mapper), whose), registry)
    if not found:
        raise NoResultError(f"no timer of {user!r} is running")
    timer = found[0]
    log = registry.mapper("Timelog").entity_class(
        user_id=timer.user_id,
        context_id=timer.context_id,
        name=timer.name,
        comment=timer.comment,
        start=timer.start,
        duration=max(0.0, (_now(gateway) - timer.start).total_seconds() // 1),
    )
    add(gateway, log, loader)
    gateway.unit_of_work.delete(timer)
    commit_only(gateway, created=[log], deleted=[timer])
    return log


def _now(gateway: Gateway) -> datetime:
    """Return the present moment as the server writes it: in UTC where it knows time zones, else in local time."""
    knows = server_information(gateway).get("is_timezone_support_enabled", True)
    return datetime.now(UTC).replace(tzinfo=None) if knows else datetime.now()
