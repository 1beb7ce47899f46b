"""Make entities of what the server sent, many at once.

Everything here is one call into C for a whole page: a loop of Python would cost more than the entities themselves.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import repeat
from typing import Any

from pydantic import BaseModel

from ftrack_orm.mapping.entity import Entity
from ftrack_orm.mapping.loader import Loader

__all__ = ["materialised"]

_set_values = vars(BaseModel)["__dict__"].__set__
_set_loader = vars(Entity)["__ftrack_loader__"].__set__
_set_changes = vars(Entity)["__ftrack_changes__"].__set__
_set_unloaded = vars(Entity)["__ftrack_unloaded__"].__set__


def materialised(entity_class: type[Any], rows: Sequence[dict[str, Any]], loader: Loader) -> list[Any]:
    """Return an entity for each row, past validation; the row becomes its own dictionary."""
    entities = list(map(object.__new__, repeat(entity_class, len(rows))))
    for each in (
        map(_set_values, entities, rows),
        map(_set_loader, entities, repeat(loader)),
        map(_set_changes, entities, repeat(None)),
        map(_set_unloaded, entities, repeat(None)),
    ):
        deque(each, maxlen=0)
    return entities
