"""Where the schema comes from: a workspace, a file, or what every workspace starts with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.schema import Schema

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """What was said of it, on the command line or in a file."""

    url: str | None = None
    file: Path | None = None
    stock: bool = False

    @classmethod
    def chosen(cls, given: Source, configured: Mapping[str, Any]) -> Source:
        """Return what the command line says, else what the configuration says.

        Raises:
            ConfigurationError: One of them says two things.
        """
        stated = cls(configured.get("url"), configured.get("schema"), configured.get("stock", False))
        found = given if given.count else stated
        if found.count > 1:
            raise ConfigurationError("--url, --schema and --stock exclude each other: give one")
        return found

    @property
    def count(self) -> int:
        """How many sources it names."""
        return sum((self.url is not None, self.file is not None, self.stock))

    def read(self, api_user: str | None, api_key: str | None) -> Schema:
        """Return the schema; without a word it is that of the workspace at FTRACK_SERVER.

        Raises:
            ConfigurationError: The server's address or credentials are missing.
            SchemaError: It cannot be read.
            TransportError: The server does not answer.
        """
        if self.stock:
            from ftrack_orm.schema.stock import stock_schema

            return stock_schema()
        if self.file is not None:
            return Schema.from_file(self.file)
        return _reflected(self.url, api_user, api_key)


def _reflected(url: str | None, api_user: str | None, api_key: str | None) -> Schema:
    from ftrack_orm.settings import Settings
    from ftrack_orm.transport import HttpTransport
    from ftrack_orm.transport.operation import QuerySchemas

    transport = HttpTransport(Settings.resolve(url, api_user, api_key))
    try:
        (answer,) = transport.send([QuerySchemas()])
    finally:
        transport.close()
    return Schema.from_json(answer)
