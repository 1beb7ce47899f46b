"""The stock workspace: what every ftrack server starts with, stated in files that people can read and edit.

The files beside this module are grouped by subject; `notation` explains how they are written. `read` and `write` serve
other schemas as well: `write(Schema.from_file(...))` shows a workspace's schema in a form that fits on a few pages.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from ftrack_orm.schema.schema import Schema
from ftrack_orm.schema.stock.reading import read
from ftrack_orm.schema.stock.writing import write

__all__ = ["read", "stock_schema", "write"]


@cache
def stock_schema() -> Schema:
    """Return the schema of the stock workspace: 130 entity types, 1,587 attributes.

    >>> stock_schema().lineage("Shot")
    ('Shot', 'TypedContext', 'Context')
    """
    files = [file for file in resources.files(__name__).iterdir() if file.name.endswith(".ftrack")]
    return read({file.name: file.read_text(encoding="utf-8") for file in sorted(files, key=lambda file: file.name)})
