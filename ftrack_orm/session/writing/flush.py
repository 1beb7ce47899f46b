"""Send a plan as one request; change state only after the server said yes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ftrack_orm.deferral import deferred
from ftrack_orm.errors import CommitError, CommitUnknown, FtrackError, ProtocolError, ServerError, TransportError
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.writing.commit_report import CommitReport
from ftrack_orm.session.writing.confirmation import confirm
from ftrack_orm.session.writing.plan import Plan
from ftrack_orm.transport import JSON, Create, Delete, Operation, Update

if TYPE_CHECKING:
    from ftrack_orm.session.writing.settlement import Outcome, outcome_of
else:
    outcome_of = deferred("ftrack_orm.session.writing.settlement.outcome_of")

__all__ = ["flush", "resolve"]

_UNKNOWN = (
    "the answer to the commit was lost and the server cannot be asked what became of it; "
    "everything is still pending, and the next commit() asks first"
)


def flush(gateway: Gateway, plan: Plan) -> CommitReport:
    """Send the plan and settle its changes.

    Raises:
        CommitError: The server refused an operation; nothing was saved and everything is still pending.
        CommitUnknown: The answer was lost and the server cannot be asked; everything is still pending.
        TransportError: Nothing was sent; everything is still pending.
    """
    started = time.perf_counter()
    before = gateway.requests
    if plan.steps:
        gateway.unsettled = plan  # until all is noted: Ctrl-C may come while it is on its way
        confirm(gateway, plan, _send(gateway, plan))
        gateway.unsettled = None
    actions = [step.action for step in plan]
    return CommitReport(
        created=actions.count("create"),
        updated=actions.count("update"),
        deleted=actions.count("delete"),
        operations=len(plan),
        requests=gateway.requests - before,
        seconds=time.perf_counter() - started,
    )


def resolve(gateway: Gateway) -> None:
    """Find out what became of a batch whose answer was lost in an earlier commit, and settle it.

    Raises:
        CommitUnknown: The server still cannot be asked.
    """
    plan = gateway.unsettled
    if plan is not None:
        if _outcome(gateway, plan) == "applied":
            confirm(gateway, plan, ())
        gateway.unsettled = None


def _send(gateway: Gateway, plan: Plan) -> Sequence[JSON]:
    """Send the plan exactly once: after a lost answer, ask what became of it before it is sent again.

    Returns the answers; none where the batch was carried out and its answer lost.
    """
    lost = False
    for wait in (*gateway.retry.waits(), None):
        try:
            return _checked(plan, gateway.send(plan.operations))
        except ServerError as error:
            if lost and _outcome(gateway, plan) == "applied":
                return ()  # refused since the first sending was carried out after all, only later
            gateway.unsettled = plan if lost else None
            raise _commit_error(plan.operations, error) from error
        except TransportError as error:
            if not error.may_have_worked and not lost:
                gateway.unsettled = None
                raise
            lost = True
            if _outcome(gateway, plan) == "applied":
                return ()
            if wait is None:
                raise CommitUnknown(_UNKNOWN) from error
            gateway.retry.pause(wait, error.retry_after)
        except FtrackError:
            gateway.unsettled = plan if lost else None  # it was not sent
            raise
    raise AssertionError("unreachable")


def _checked(plan: Plan, answers: Sequence[JSON]) -> Sequence[JSON]:
    """Refuse answers that tell nothing of what was sent; what became of it is asked then."""
    objects = len(answers) == len(plan) and {*map(type, answers)} == {dict}
    if objects and {type(answer.get("data")) for answer in answers} == {dict}:
        return answers  # as it mostly is: nothing need be looked at one by one
    for step, answer in zip(plan.steps, answers, strict=True):
        if not isinstance(answer, dict) or (step.action != "delete" and not isinstance(answer.get("data"), dict)):
            error = ProtocolError(f"the answer to a {step.action} does not tell what became of it")
            error.asked(str(step.operation))
            raise error
    return answers


def _outcome(gateway: Gateway, plan: Plan) -> Outcome:
    try:
        return outcome_of(gateway, plan)
    except TransportError as error:
        raise CommitUnknown(_UNKNOWN) from error


def _commit_error(operations: Sequence[Create | Update | Delete], error: ServerError) -> CommitError:
    position = _refused(operations, error)
    reason = f"{error.exception}: {error.content}"
    if position is None:
        return CommitError(None, None, len(operations), reason)
    return CommitError(operations[position], position + 1, len(operations), reason)


def _refused(operations: Sequence[Operation], error: ServerError) -> int | None:
    """Find the refused operation: the server's own word, else the only one whose key its message names."""
    if error.position is not None and 0 <= error.position < len(operations):
        return error.position
    if len(operations) == 1:
        return 0
    named = [
        index
        for index, operation in enumerate(operations)
        if isinstance(operation, (Create, Update, Delete)) and all(part in error.content for part in operation.key)
    ]
    return named[0] if len(named) == 1 else None
