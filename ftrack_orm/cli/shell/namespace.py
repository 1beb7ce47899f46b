"""What is at hand in the shell."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

from ftrack_orm.mapping import Registry

if TYPE_CHECKING:
    from ftrack_orm.session import Session

__all__ = ["namespace"]


def namespace(session: Session, models: ModuleType) -> dict[str, Any]:
    """Return the names of the shell: the session, the entity classes, and what builds queries."""
    from ftrack_orm.query import and_, not_, or_, select

    classes = {
        mapper.entity_class.__name__: mapper.entity_class for mapper in Registry.of_package(models.__name__).mappers()
    }
    return {**classes, "session": session, "models": models, "select": select, "and_": and_, "or_": or_, "not_": not_}
