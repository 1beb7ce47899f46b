"""One request while it is executed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from ftrack_orm.sandbox.batch.write_state import WriteState
from ftrack_orm.sandbox.reading.computed import Reader
from ftrack_orm.sandbox.reading.entity_graph import EntityGraph
from ftrack_orm.sandbox.reading.fetching import Fetching
from ftrack_orm.sandbox.storage.row_lookup import RowLookup
from ftrack_orm.sandbox.storage.store import Store

if TYPE_CHECKING:
    from ftrack_orm.sandbox.rights.permission import Rights

__all__ = ["Message"]


@dataclass(slots=True)
class Message:
    """The transaction of a request, who sent it, and what its answer holds so far."""

    store: Store
    connection: Connection
    user_id: str
    strict: bool = False
    server_url: str = ""
    rights: Rights | None = None
    """What its sender may do; everything where it is None."""
    client_token: str | None = None
    """What its sender calls itself, and its push connection; events of the batch tell both."""
    push_token: str | None = None
    denormalized: bool = False
    """Whether answers repeat an entity wherever it is met, instead of referring to its full copy."""
    state: WriteState = field(default_factory=WriteState)
    graph: EntityGraph = field(default_factory=EntityGraph)
    """The entities that the answer holds already; begun anew after each write, which may have changed them."""

    afterwards: list[Callable[[], None]] = field(default_factory=list)
    """What is called once the batch is committed; never when it was refused."""

    announcements: list[Callable[[], None]] = field(default_factory=list)
    """What is called once the batch is committed, before any other batch; it must be quick."""

    lookup: RowLookup = field(init=False)

    def __post_init__(self) -> None:
        self.lookup = RowLookup(self.connection)

    @property
    def reader(self) -> Reader:
        """What computing values needs."""
        return Reader(self.connection, self.store.tables, self.server_url)

    def fetching(self) -> Fetching:
        """Return a fetching into the answer."""
        return Fetching(self.reader, self.store.relations, self.graph, only_asked=self.strict)
