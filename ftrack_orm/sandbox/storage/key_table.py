"""The hidden table of API keys: never the keys themselves."""

from __future__ import annotations

from sqlalchemy import Column, MetaData, String, Table

__all__ = ["key_table"]


def key_table(metadata: MetaData) -> Table:
    """Return the table of salted digests; a key without a user is global, it goes with every user."""
    return Table(
        "_api_key",
        metadata,
        Column("id", String(255), primary_key=True),
        Column("user_id", String(255), index=True),
        Column("salt", String(64), nullable=False),
        Column("digest", String(128), nullable=False),
    )
