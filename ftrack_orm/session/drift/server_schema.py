"""The workspace's own schema, asked for when something is not in the generated package's."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from ftrack_orm.errors import ConfigurationError, FtrackError

if TYPE_CHECKING:
    from ftrack_orm.mapping import Registry
    from ftrack_orm.schema import Schema
    from ftrack_orm.session.gateway import Gateway

__all__ = ["ServerSchema"]


class ServerSchema:
    """Asks a workspace for its schema at most once; nothing is imported or sent before."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._asking = Lock()
        self._schema: Schema | None = None
        self._failed = False

    def read(self) -> Schema:
        """Return the schema.

        Raises:
            SchemaError: It cannot be read.
            TransportError: The server did not answer, or refused.
        """
        with self._asking:
            if self._schema is None:
                from ftrack_orm.schema import Schema
                from ftrack_orm.transport import QuerySchemas

                (answer,) = self._gateway.send([QuerySchemas()])
                self._schema = Schema.from_json(answer, keep_hash=True)
            return self._schema

    def try_read(self) -> Schema | None:
        """Return the schema; None where it could not be had, now or when it was tried before."""
        if self._failed:
            return None
        try:
            return self.read()
        except FtrackError:
            self._failed = True
            return None

    def teach(self, registry: Registry, entity_type: str, attribute: str | None = None) -> bool:
        """Tell the classes of a package of a type, or an attribute, that they lack; whether they know it then.

        What the package's snapshot knows, though no class does, is taken from there.
        """
        try:
            own = registry.current_schema
        except ConfigurationError:
            own = None
        if own is not None and _has(own, entity_type, attribute):
            registry.learn(own)
            return True
        found = self.try_read()
        if found is None or not _has(found, entity_type, attribute):
            return False
        registry.learn(found)
        return True

    def require(self, registry: Registry, entity_type: str) -> None:
        """Tell the classes of a package of a type that they lack, where the workspace has it.

        Raises:
            UnknownEntityTypeError: The workspace has none of this name; the message suggests the nearest.
        """
        if not self.teach(registry, entity_type) and self._schema is not None:
            _ = self._schema[entity_type]


def _has(schema: Schema, entity_type: str, attribute: str | None) -> bool:
    return entity_type in schema and (attribute is None or attribute in schema[entity_type])
