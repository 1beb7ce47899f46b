"""What is selected in the web application when an action is discovered or launched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from ftrack_orm.events import Event
from ftrack_orm.mapping import Entity, Mapper, Registry
from ftrack_orm.session.events.event_entities import EventEntities, Place
from ftrack_orm.session.events.wire_type import mapper_of
from ftrack_orm.session.gateway import Gateway

__all__ = ["Selected", "Selection"]

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Selected:
    """One selected entity, as the event names it."""

    entity_id: str
    word: str
    """The server's own word for the type: `task` (of shots too), `show`, `assetversion`."""


class Selection:
    """The selected entities; they are loaded in one request when the first is read.

    `len(selection)` and `selection.named` load nothing.
    """

    def __init__(self, gateway: Gateway, registry: Registry, event: Event) -> None:
        told = event.data.get("selection") if isinstance(event.data, Mapping) else None
        self.named: Sequence[Selected] = tuple(_selected(told if isinstance(told, list) else []))
        self._registry = registry
        self._loading = EventEntities(gateway, lambda: [place for place in self._places if place is not None])

    def __len__(self) -> int:
        return len(self.named)

    def __bool__(self) -> bool:
        return bool(self.named)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.entities)

    def __repr__(self) -> str:
        return f"<Selection of {len(self.named)}: {', '.join(sorted({each.word for each in self.named}))}>"

    @cached_property
    def entities(self) -> list[Entity]:
        """The selected entities; those that are gone, or of types that the classes do not have, are left out."""
        found = [self._loading.get(*place) for place in self._places if place is not None]
        return [entity for entity in found if entity is not None]

    def of(self, entity: type[E]) -> list[E]:
        """Return the selected entities of a class, those of its subclasses included."""
        return [each for each in self.entities if isinstance(each, entity)]

    def only(self, *entity_types: type[Entity]) -> bool:
        """Return whether something is selected, and nothing but entities of these classes.

        Nothing is loaded where the server's words tell.
        """
        wanted = [entity.__mapper__ for entity in entity_types]
        for place in self._places:
            if place is None or not any(_may_be(place[0], mapper) for mapper in wanted):
                return False
        if all(place is not None and any(place[0].narrows(mapper) for mapper in wanted) for place in self._places):
            return bool(self.named)
        return len(self.entities) == len(self.named) and all(isinstance(each, entity_types) for each in self.entities)

    @cached_property
    def _places(self) -> list[Place | None]:
        found: list[Place | None] = []
        for each in self.named:
            mapper = mapper_of(self._registry, each.word, each.word)
            found.append((mapper, each.entity_id) if mapper is not None else None)
        return found


def _may_be(mapper: Mapper, wanted: Mapper) -> bool:
    return mapper.narrows(wanted) or wanted.narrows(mapper)


def _selected(told: Sequence[Any]) -> Iterator[Selected]:
    for each in told:
        id = each.get("entityId") if isinstance(each, Mapping) else None
        if isinstance(id, str) and id:
            yield Selected(id, str(each.get("entity_type") or each.get("entityType") or ""))
