"""Which schema queries are checked against: the generated package's, or the workspace's own where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ftrack_orm.deferral import deferred
from ftrack_orm.errors import QueryCheckError
from ftrack_orm.mapping import Registry
from ftrack_orm.query.ast import Query
from ftrack_orm.session.gateway import Gateway

if TYPE_CHECKING:
    from ftrack_orm.schema import Schema
    from ftrack_orm.session.loading.attribute_choice import check_query_in
else:
    check_query_in = deferred("ftrack_orm.session.loading.attribute_choice.check_query_in")

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
            self._stated = self._gateway.server_schema.read()
        return self._stated

    def check(self, registry: Registry, query: Query) -> None:
        """Refuse a query that the schema does not allow.

        One that asks for all entities of a class, and says no more, is right without a look at the schema. What the
        package's schema does not know, the workspace's own may: it is asked for once, before a name is refused.

        Raises:
            QueryCheckError: Every finding has its place.
            SchemaError: The server's schemas cannot be read.
        """
        if self._stated is None and query.entity_type in registry and query == Query(query.entity_type):
            return
        try:
            check_query_in(self.of(registry), query)
        except QueryCheckError as error:
            if self._stated is not None or not any(finding.is_unknown_name for finding in error.diagnostics):
                raise
            own = self._own_schema(registry)
            if own is None:
                raise
        else:
            return
        check_query_in(own, query)
        registry.learn(own)

    def _own_schema(self, registry: Registry) -> Schema | None:
        """Return the workspace's own schema where it is another than the package's and can be had."""
        information = self._gateway.information
        if information is not None and information.get("schema_hash") == registry.schema_hash:
            return None
        return self._gateway.server_schema.try_read()
