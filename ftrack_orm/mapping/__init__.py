"""Entity classes: typed expressions on the class, lazily loaded values on the instance."""

from ftrack_orm.mapping.attribute import Attribute, MappedAttribute
from ftrack_orm.mapping.entity import Entity
from ftrack_orm.mapping.keyed_view import KeyedView
from ftrack_orm.mapping.ledger import Ledger
from ftrack_orm.mapping.loader import Loader
from ftrack_orm.mapping.mapper import Mapper
from ftrack_orm.mapping.registry import Registry
from ftrack_orm.mapping.tracked_list import TrackedList

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
