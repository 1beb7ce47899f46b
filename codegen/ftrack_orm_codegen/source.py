"""Where the schema comes from: a workspace, a file, or what every workspace starts with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.reflection import reflect_schema, reflect_vocabulary
from ftrack_orm.schema import Schema
from ftrack_orm.schema.vocabulary import Vocabulary

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """What was said of it, on the command line or in a file."""

    url: str | None = None
    file: Path | None = None
    stock: bool = False
    vocabulary: Path | None = None
    """A file with words; those of a workspace that is asked are asked for too."""

    @classmethod
    def chosen(cls, given: Source, configured: Mapping[str, Any]) -> Source:
        """Return what the command line says, else what the configuration says.

        Raises:
            ConfigurationError: One of them says two things.
        """
        words = configured.get("vocabulary")
        stated = cls(configured.get("url"), configured.get("schema"), configured.get("stock", False), words)
        found = given if given.count else replace(stated, vocabulary=given.vocabulary or stated.vocabulary)
        if found.count > 1:
            raise ConfigurationError("--url, --schema and --stock exclude each other: give one")
        return found

    @property
    def count(self) -> int:
        """How many sources it names."""
        return sum((self.url is not None, self.file is not None, self.stock))

    def read(self, api_user: str | None, api_key: str | None) -> tuple[Schema, Vocabulary | None]:
        """Return the schema and the words; without a word it is the workspace at FTRACK_SERVER.

        A file and the stock schema come without words, unless a file has them.

        Raises:
            ConfigurationError: The server's address or credentials are missing.
            SchemaError: It cannot be read.
            TransportError: The server does not answer.
        """
        words = Vocabulary.from_file(self.vocabulary) if self.vocabulary is not None else None
        if self.stock:
            from ftrack_orm.schema.stock import stock_schema

            return stock_schema(), words
        if self.file is not None:
            return Schema.from_file(self.file, keep_hash=True), words
        return _reflected(self.url, api_user, api_key, words)


def _reflected(
    url: str | None, api_user: str | None, api_key: str | None, words: Vocabulary | None
) -> tuple[Schema, Vocabulary]:
    from ftrack_orm.settings import Settings
    from ftrack_orm.transport import HttpTransport

    transport = HttpTransport(Settings.resolve(url, api_user, api_key))
    try:
        schema = reflect_schema(transport)
        return schema, words or reflect_vocabulary(transport, schema)
    finally:
        transport.close()
