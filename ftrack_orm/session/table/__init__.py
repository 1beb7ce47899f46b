"""Results as tables: which columns they have, and their values as Arrow, Polars and pandas hold them."""

from __future__ import annotations

from ftrack_orm.session.table.column import Column, columns_of

__all__ = ["Column", "columns_of"]
