"""Components: of files, of file sequences, of several of them."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.media.component.file_sequence import FileSequence
else:
    __getattr__, __dir__ = lazy_names(__name__, {"file_sequence": ["FileSequence"]})

__all__ = ["FileSequence"]
