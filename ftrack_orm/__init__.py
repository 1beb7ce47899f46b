"""ftrack-orm: a typed, declarative entity mapper for ftrack Studio.

from ftrack_orm import Session, select
from ftrack_stock import Status, Task

with Session() as session:
    approved = session.query(select(Status).where(Status.name == "Approved")).one()
    for task in session.query(select(Task).where(Task.project.name == "demo").load(Task.name, Task.status.name)):
        task.status = approved
    session.commit()
"""

from ftrack_orm.query import and_, not_, or_, select
from ftrack_orm.session import Session

__all__ = ["Session", "and_", "not_", "or_", "select"]
