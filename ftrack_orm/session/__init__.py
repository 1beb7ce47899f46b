"""The session and its parts."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.session.loading.inspection import Inspection, inspect
    from ftrack_orm.session.reading.result import Result
    from ftrack_orm.session.session import Session
    from ftrack_orm.session.writing.commit_report import CommitReport
    from ftrack_orm.session.writing.hooks import Hooks
    from ftrack_orm.session.writing.plan import AttributeChange, Plan, Step
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "writing.commit_report": ["CommitReport"],
            "writing.hooks": ["Hooks"],
            "loading.inspection": ["Inspection", "inspect"],
            "writing.plan": ["AttributeChange", "Plan", "Step"],
            "reading.result": ["Result"],
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
