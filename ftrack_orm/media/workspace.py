"""What media needs of a session: to ask, to write, and the event hub where there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ftrack_orm.errors import CommitUnknown, ProtocolError
from ftrack_orm.mapping import Entity, Registry
from ftrack_orm.mapping.state import loader_of
from ftrack_orm.query.ast import Query
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.letting_go import expunge
from ftrack_orm.session.loading.siblings import Siblings
from ftrack_orm.session.writing.committing import add, commit_only, delete
from ftrack_orm.transport import QueryExpression

if TYPE_CHECKING:
    from ftrack_orm.events import EventHub
    from ftrack_orm.settings import Settings
    from ftrack_orm.transport import Connection

__all__ = ["Workspace"]

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Workspace:
    """The session's own parts, for what is done with files."""

    gateway: Gateway
    pending: Siblings
    registry: Registry
    hub: Callable[[], EventHub | None]
    """The event hub, if one was opened."""
    hub_opened: Callable[[], EventHub]
    """The event hub, opened where it was not."""
    settings: Settings | None = None
    """Where the server is and who asks; None where the session was given a transport alone."""
    connection: Connection | None = None

    def entity_class(self, entity_type: str) -> Any:
        """Return the class of an entity type."""
        return self.registry.mapper(entity_type).entity_class

    def fetch(self, *queries: Query) -> list[list[Any]]:
        """Run queries that fit one page each, in one request; return their entities."""
        answers = self.gateway.send([QueryExpression(str(query)) for query in queries])
        return [self.gateway.merge(_data(answer), self.registry) for answer in answers]

    def rows(self, query: Query) -> list[Any]:
        """Return all rows of a query, past the identity map; a request for each 500."""
        rows: list[Any] = []
        offset: int | None = 0
        while offset is not None:
            page, following = self.gateway.fetch_rows(query.changed(offset=offset, limit=_PAGE))
            rows += page
            offset = following if len(page) == _PAGE else None
        return rows

    def is_new(self, entity: Entity) -> bool:
        """Tell whether the server does not know an entity yet."""
        return loader_of(entity) is None or self.gateway.unit_of_work.is_new(entity)

    def commit_new(self, entity: Entity, besides: Sequence[Entity] = ()) -> None:
        """Commit a new entity with the new ones that it refers to, and nothing else that is pending."""
        add(self.gateway, entity, self.pending)
        apart = set(map(id, besides))
        waiting, needed = [entity], {}
        while waiting:
            reached = waiting.pop()
            if id(reached) in needed or id(reached) in apart or not self.gateway.unit_of_work.is_new(reached):
                continue
            needed[id(reached)] = reached
            waiting += [value for value in tuple(reached.__dict__.values()) if isinstance(value, Entity)]
        commit_only(self.gateway, created=needed.values())

    def create(self, entities: Sequence[Entity]) -> None:
        """Create entities in one batch; where the server refuses, those that were made for it are let go again.

        Raises:
            CommitError: The server refused.
            CommitUnknown: The answer was lost; everything is still pending.
        """
        made = [entity for entity in entities if loader_of(entity) is None]
        for entity in made:
            add(self.gateway, entity, self.pending)
        try:
            commit_only(self.gateway, created=[entity for entity in entities if self.is_new(entity)])
        except CommitUnknown:
            raise
        except BaseException:
            for entity in reversed(made):
                if self.gateway.unit_of_work.is_new(entity):
                    expunge(self.gateway, entity)
            raise

    def settle(self) -> None:
        """Find out what became of a batch whose answer was lost; nothing else is sent.

        Raises:
            CommitUnknown: The server still cannot be asked.
        """
        commit_only(self.gateway)

    def delete(self, entities: Sequence[Entity]) -> None:
        """Delete entities in one batch; where the server refuses, they stay.

        Raises:
            CommitError: The server refused.
        """
        for entity in entities:
            delete(self.gateway, entity)
        try:
            commit_only(self.gateway, deleted=entities)
        except CommitUnknown:
            raise
        except BaseException:
            for entity in entities:
                self.gateway.unit_of_work.keep(entity)
            raise


def _data(answer: Any) -> list[Any]:
    if not isinstance(answer, dict) or not isinstance(answer.get("data"), list):
        raise ProtocolError("the answer to a query has no list of data")
    data: list[Any] = answer["data"]
    return data
