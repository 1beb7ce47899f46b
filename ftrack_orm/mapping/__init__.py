"""Entity classes: typed expressions on the class, lazily loaded values on the instance."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.mapping.attribute import MappedAttribute
    from ftrack_orm.mapping.collections.keyed_view import KeyedView
    from ftrack_orm.mapping.collections.tracked_list import TrackedList
    from ftrack_orm.mapping.declaring.declaration import Attribute
    from ftrack_orm.mapping.entity import Entity
    from ftrack_orm.mapping.ledger import Ledger
    from ftrack_orm.mapping.loader import Loader
    from ftrack_orm.mapping.mapper import Mapper
    from ftrack_orm.mapping.registry import Registry
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "attribute": ["MappedAttribute"],
            "declaring.declaration": ["Attribute"],
            "entity": ["Entity"],
            "collections.keyed_view": ["KeyedView"],
            "ledger": ["Ledger"],
            "loader": ["Loader"],
            "mapper": ["Mapper"],
            "registry": ["Registry"],
            "collections.tracked_list": ["TrackedList"],
        },
    )

__all__ = [
    "Attribute",
    "Entity",
    "KeyedView",
    "Ledger",
    "Loader",
    "MappedAttribute",
    "Mapper",
    "Registry",
    "TrackedList",
]
