"""ftrack-orm: a typed, declarative entity mapper for ftrack Studio.

    from ftrack_orm import Session, select
    from ftrack_stock import Status, Task

    with Session() as session:
        approved = session.query(select(Status).where(Status.name == "Approved")).one()
        for task in session.query(select(Task).where(Task.project.name == "demo").load(Task.name, Task.status.name)):
            task.status = approved
        session.commit()

The names are imported when they are first used, since generated code needs few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ftrack_orm.query import and_, not_, or_, select
    from ftrack_orm.session import Session
    from ftrack_orm.session.reflected import reflect

__all__ = ["Session", "and_", "not_", "or_", "reflect", "select"]

_HOMES = {"Session": "ftrack_orm.session", "reflect": "ftrack_orm.session.reflected"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES.get(name, "ftrack_orm.query")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
