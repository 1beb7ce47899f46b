"""What a query gives as Parquet, CSV or JSON lines: in parts that any executor writes, resumed where it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.export.exporting import export
    from ftrack_orm.export.format import FORMATS, Format
    from ftrack_orm.export.joining import export_file
    from ftrack_orm.export.manifest import Manifest, Part
    from ftrack_orm.export.progress import Progress
    from ftrack_orm.export.verification import read_manifest, verify

__all__ = ["FORMATS", "Format", "Manifest", "Part", "Progress", "export", "export_file", "read_manifest", "verify"]

_HOMES = {
    "exporting": ["export"],
    "format": ["FORMATS", "Format"],
    "joining": ["export_file"],
    "manifest": ["Manifest", "Part"],
    "progress": ["Progress"],
    "verification": ["read_manifest", "verify"],
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(__name__, _HOMES)
