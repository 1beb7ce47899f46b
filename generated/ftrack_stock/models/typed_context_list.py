"""TypedContextList, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection

from .list import List

if TYPE_CHECKING:
    from .task import Task


class TypedContextList(List, entity_type="TypedContextList"):
    """TypedContextList: narrows List; table List; key id."""

    items: Collection[Task] = Attribute(default=None, target="Task")
