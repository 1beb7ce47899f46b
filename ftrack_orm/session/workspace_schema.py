"""Which schema queries are checked against: the generated package's, or the workspace's own where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ftrack_orm.deferral import deferred
from ftrack_orm.mapping import Registry
from ftrack_orm.query.ast import Query
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.transport import QuerySchemas

if TYPE_CHECKING:
    from ftrack_orm.schema import Schema
    from ftrack_orm.session.attribute_choice import check_query_in
else:
    check_query_in = deferred("ftrack_orm.session.attribute_choice.check_query_in")

__all__ = ["WorkspaceSchema"]


class WorkspaceSchema:
    """Chooses the schema of a session.

    `stated` is a schema, or "workspace" to ask the server for its own, once, with the first query; without it the
    schema that the entity classes were generated from.
    """

    def __init__(self, gateway: Gateway, stated: Schema | Literal["workspace"] | None) -> None:
        self._gateway = gateway
        self._stated = stated

    def of(self, registry: Registry) -> Schema:
        """Return the schema for queries on the classes of a package.

        Raises:
            SchemaError: The server's schemas cannot be read.
        """
        if self._stated is None:
            return registry.schema
        if isinstance(self._stated, str):
            from ftrack_orm.schema import Schema

            (answer,) = self._gateway.send([QuerySchemas()])
            self._stated = Schema.from_json(answer)
        return self._stated

    def check(self, registry: Registry, query: Query) -> None:
        """Refuse a query that the schema does not allow.

        One that asks for all entities of a class, and says no more, is right without a look at the schema.

        Raises:
            QueryCheckError: Every finding has its place.
            SchemaError: The server's schemas cannot be read.
        """
        if self._stated is not None or query.entity_type not in registry or query != Query(query.entity_type):
            check_query_in(self.of(registry), query)
