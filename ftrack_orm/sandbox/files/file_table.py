"""The tables that say which component has which file, beside the tables of the entities."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Integer, MetaData, String, Table

__all__ = ["FILES", "PARTS", "TABLES", "UPLOADS"]

TABLES = MetaData()

FILES = Table(
    "_file",
    TABLES,
    Column("component_id", String(255), primary_key=True),
    Column("digest", String(64), nullable=False, index=True),
    Column("size", BigInteger, nullable=False),
    Column("name", String, nullable=False),
    Column("stored_at", Float, nullable=False),
)
"""The file that a component has; `name` is what the client called it, and only shown."""

UPLOADS = Table(
    "_upload",
    TABLES,
    Column("id", String(32), primary_key=True),
    Column("component_id", String(255), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("checksum", String(24)),
    Column("parts", Integer, nullable=False),
    Column("begun_at", Float, nullable=False),
)
"""Uploads in parts that are not complete."""

PARTS = Table(
    "_upload_part",
    TABLES,
    Column("upload_id", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("e_tag", String(32), nullable=False),
    Column("size", BigInteger, nullable=False),
)
"""The parts that arrived; times are seconds since 1970."""
