"""The entity classes, a module each, written by `ftrack-orm generate`: do not edit, generate again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .thing import Thing
else:
    from ftrack_orm.mapping.declarative import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "thing": ["Thing"],
        },
    )

__all__ = [
    "Thing",
]
