"""The session and its parts."""

from ftrack_orm.session.commit_report import CommitReport
from ftrack_orm.session.hooks import Hooks
from ftrack_orm.session.inspection import Inspection, inspect
from ftrack_orm.session.plan import AttributeChange, Plan, Step
from ftrack_orm.session.result import Result
from ftrack_orm.session.session import Session

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
