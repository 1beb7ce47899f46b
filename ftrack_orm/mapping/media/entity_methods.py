"""What gives methods to entity classes, beside `Entity`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftrack_orm.errors import SessionError

if TYPE_CHECKING:
    from typing import Generic as TypedBy
else:

    class TypedBy:
        """Takes in its brackets, as `typing.Generic` does, what only type checkers need to know."""

        __slots__ = ()

        def __class_getitem__(cls, _):
            return cls


__all__ = ["EntityMethods", "TypedBy", "media_of"]


class EntityMethods:
    """Stands beside `Entity` among the bases of a class, has methods and nothing else.

    An attribute of the class that has the name of a method takes its place.
    """

    __slots__ = ()


def media_of(entity: Any) -> Any:
    """Return what does the work of an entity's methods: its session, whose methods of like names take the entity.

    Raises:
        SessionError: It belongs to none.
    """
    loader = entity.__ftrack_loader__
    media = None if loader is None else loader.media
    if media is None:
        raise SessionError(
            f"{entity!r} belongs to no session: add() it to one, merge() it, or take the one that a query gives"
        )
    return media
