"""Which schema queries are checked against: the generated package's, or the workspace's own where they differ."""

from __future__ import annotations

from typing import Literal

from ftrack_orm.mapping import Registry
from ftrack_orm.schema import Schema
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.transport import QuerySchemas

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
        if self._stated == "workspace":
            (answer,) = self._gateway.send([QuerySchemas()])
            self._stated = Schema.from_json(answer)
        return self._stated if isinstance(self._stated, Schema) else registry.schema
