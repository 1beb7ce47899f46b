"""Rewrite scripts for the official Python client to this library."""

from ftrack_orm.cli.migration.migration import Migration, migrate
from ftrack_orm.cli.migration.remark import Remark

__all__ = ["Migration", "Remark", "migrate"]
