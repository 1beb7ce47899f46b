"""The session and its parts."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.session.commit_report import CommitReport
    from ftrack_orm.session.hooks import Hooks
    from ftrack_orm.session.inspection import Inspection, inspect
    from ftrack_orm.session.plan import AttributeChange, Plan, Step
    from ftrack_orm.session.result import Result
    from ftrack_orm.session.session import Session
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "commit_report": ["CommitReport"],
            "hooks": ["Hooks"],
            "inspection": ["Inspection", "inspect"],
            "plan": ["AttributeChange", "Plan", "Step"],
            "result": ["Result"],
            "session": ["Session"],
        },
    )

__all__ = [
    "AttributeChange",
    "CommitReport",
    "Hooks",
    "Inspection",
    "Plan",
    "Result",
    "Session",
    "Step",
    "inspect",
]
