"""Commit what is pending, with what surrounds it: hooks, the comparison with the server, other threads."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.siblings import Siblings
from ftrack_orm.session.pending.cascade import brings_along, may_bring_along, stands_alone
from ftrack_orm.session.pending.enlistment import add, delete, holds
from ftrack_orm.session.pending.unit_of_work import Changes
from ftrack_orm.session.writing.commit_report import CommitReport
from ftrack_orm.session.writing.flush import flush, resolve
from ftrack_orm.session.writing.plan import Plan
from ftrack_orm.session.writing.planning import plan
from ftrack_orm.transport import collection_paused

__all__ = ["add", "commit", "commit_only", "delete", "holds", "make_plan", "rollback"]


def make_plan(gateway: Gateway, loader: Siblings) -> Plan:
    """Return what a commit would send.

    Raises:
        PlanError: The changes cannot be ordered.
    """
    with RECORDING, collection_paused():
        pending = gateway.unit_of_work.changes
        for entity in pending.created:
            if not stands_alone(entity):
                add(gateway, entity, loader)
        for entity in pending.updated if may_bring_along(pending.updated) else ():
            if brings_along(entity):
                add(gateway, entity, loader)
        return plan(gateway.unit_of_work.changes)


def commit(gateway: Gateway, loader: Siblings, *, compared: bool) -> CommitReport:
    """Send all that is pending as one batch; see `Session.commit`."""
    return _run(gateway, lambda: make_plan(gateway, loader), compared=compared, whole=True)


def commit_only(
    gateway: Gateway, *, created: Iterable[Entity] = (), changed: Iterable[Entity] = (), deleted: Iterable[Entity] = ()
) -> CommitReport:
    """Send these pending entities alone, as one batch; everything else stays pending.

    Raises:
        CommitError: The server refused it; the entities stay pending too.
    """
    new, gone, wanted = tuple(created), tuple(deleted), {id(entity) for entity in changed}

    def steps() -> Plan:
        with RECORDING:
            dirty = tuple(entity for entity in gateway.unit_of_work.changes.updated if id(entity) in wanted)
            return plan(Changes(new, dirty, gone))

    return _run(gateway, steps, compared=False, whole=False)


def _run(gateway: Gateway, steps: Callable[[], Plan], *, compared: bool, whole: bool) -> CommitReport:
    with gateway.turn.taken():
        if whole and gateway.hooks.before_commit.is_running:
            raise SessionError(
                "a before_commit function cannot commit: the commit it is called by sends its changes too"
            )
        gateway.unit_of_work.authorship.refuse_others()
        started, before = time.perf_counter(), gateway.requests
        resolve(gateway)
        planned = steps()
        if planned and gateway.hooks.before_commit:
            gateway.hooks.before_commit.run(planned)
            planned = steps()
        if compared:
            from ftrack_orm.session.writing.conflict import check_conflicts  # seldom needed

            check_conflicts(gateway, planned)
        with _in_flight(gateway, planned):
            report = flush(gateway, planned)
        gateway.commits += whole
        report = replace(report, requests=gateway.requests - before, seconds=time.perf_counter() - started)
    if planned:
        gateway.hooks.after_commit.run(report)
    return report


@contextmanager
def _in_flight(gateway: Gateway, planned: Plan) -> Iterator[None]:
    """Let what another thread deletes while it is being created be deleted afterwards."""
    gateway.in_flight = frozenset([id(step.entity) for step in planned.steps if step.action == "create"])
    try:
        yield
    finally:
        with RECORDING:
            gateway.in_flight = frozenset()
            doomed, gateway.doomed = gateway.doomed, []
            for entity in doomed:
                gateway.unit_of_work.delete(entity)


def rollback(gateway: Gateway) -> None:
    """Drop all that is pending."""
    with gateway.turn.taken(), RECORDING:
        gateway.unit_of_work.authorship.refuse_others()
        gateway.unit_of_work.rollback()
        gateway.unsettled = None
    gateway.hooks.rolled_back.run()
