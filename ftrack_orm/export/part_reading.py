"""Read the rows of one part.

A part by key is read in pages that overlap by a row. While the pages are read, others create and delete: where the row
that two pages share is not the same one, something before it came or went, and the part is read anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ftrack_orm.errors import ExportError
from ftrack_orm.export.partitioning import keyed
from ftrack_orm.mapping import Registry
from ftrack_orm.query import Select
from ftrack_orm.query.ast import AttributePath, Query
from ftrack_orm.session import Session
from ftrack_orm.session.reading.result import PAGE
from ftrack_orm.session.reading.row_reading import PlainRow, row_paths

__all__ = ["MovedError", "page_rows", "rows_by_key"]


class MovedError(ExportError):
    """Entities were created or deleted while a part was read."""


def rows_by_key(session: Session, registry: Registry, query: Query) -> Iterator[list[PlainRow]]:
    """Give the rows of a query without an order, in the order of their keys, page by page.

    Raises:
        MovedError: Entities were created or deleted meanwhile, so that rows may be missing or come twice.
    """
    session.query(Select.of(query))  # where the package does not know what is asked for, it learns it now
    paths = row_paths(query, registry)
    names = [str(path) for path in paths]
    keys = registry.mapper(query.entity_type).wire_key
    asked = keyed(registry, query).changed(
        projections=(*paths, *(AttributePath.of(key) for key in keys if key not in names))
    )
    offset, last = 0, None
    while True:
        page = list(session.query(Select.of(asked.changed(offset=offset or None, limit=PAGE))).rows())
        more = len(page) == PAGE
        if last is not None:
            if not page or _key(page[0], keys) != last:
                raise MovedError(f"entities were created or deleted while these were read: {query}")
            del page[0]
        if page:
            last = _key(page[-1], keys)
            yield [{name: row[name] for name in names} for row in page]
        if not more:
            return
        offset += PAGE - 1


def page_rows(session: Session, query: Query) -> Iterator[list[PlainRow]]:
    """Give the rows of a query that is sent as it is, in pieces."""
    page: list[PlainRow] = []
    for row in session.query(Select.of(query)).rows():
        page.append(row)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page


def _key(row: PlainRow, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple([row[name] for name in names])
