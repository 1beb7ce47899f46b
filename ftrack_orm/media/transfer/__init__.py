"""Transfers: files from one location to another, all of them or none."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.media.transfer.progress import OnProgress, Progress
    from ftrack_orm.media.transfer.settings import TransferSettings
    from ftrack_orm.media.transfer.transfer import TransferReport
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {"progress": ["OnProgress", "Progress"], "settings": ["TransferSettings"], "transfer": ["TransferReport"]},
    )

__all__ = ["OnProgress", "Progress", "TransferReport", "TransferSettings"]
