"""The session and its parts."""

from ftrack_orm.session.flush import CommitReport
from ftrack_orm.session.plan import AttributeChange, Plan, Step
from ftrack_orm.session.result import Result
from ftrack_orm.session.session import Session

__all__ = ["AttributeChange", "CommitReport", "Plan", "Result", "Session", "Step"]
