"""Files: components, locations, accessors, structures, transfers."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.media.accessor.accessor import Accessor
    from ftrack_orm.media.accessor.disk import DiskAccessor
    from ftrack_orm.media.accessor.filesystem import FilesystemAccessor
    from ftrack_orm.media.component.file_sequence import FileSequence
    from ftrack_orm.media.location import Location
    from ftrack_orm.media.locations import Locations
    from ftrack_orm.media.structure.entity_id import EntityIdStructure
    from ftrack_orm.media.structure.id import IdStructure
    from ftrack_orm.media.structure.origin import OriginStructure
    from ftrack_orm.media.structure.standard import StandardStructure
    from ftrack_orm.media.structure.structure import Structure
    from ftrack_orm.media.structure.template import TemplateStructure
    from ftrack_orm.media.transfer.progress import Progress
    from ftrack_orm.media.transfer.settings import TransferSettings
    from ftrack_orm.media.transfer.transfer import TransferReport
    from ftrack_orm.media.transformer import ResourceIdentifierTransformer
    from ftrack_orm.media.upload.storage.secret_url import SecretUrl
    from ftrack_orm.media.upload.upload_options import UploadOptions
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "accessor.accessor": ["Accessor"],
            "accessor.disk": ["DiskAccessor"],
            "accessor.filesystem": ["FilesystemAccessor"],
            "component.file_sequence": ["FileSequence"],
            "location": ["Location"],
            "locations": ["Locations"],
            "structure.entity_id": ["EntityIdStructure"],
            "structure.id": ["IdStructure"],
            "structure.origin": ["OriginStructure"],
            "structure.standard": ["StandardStructure"],
            "structure.structure": ["Structure"],
            "structure.template": ["TemplateStructure"],
            "transfer.progress": ["Progress"],
            "transfer.settings": ["TransferSettings"],
            "transfer.transfer": ["TransferReport"],
            "transformer": ["ResourceIdentifierTransformer"],
            "upload.storage.secret_url": ["SecretUrl"],
            "upload.upload_options": ["UploadOptions"],
        },
    )

__all__ = [
    "Accessor",
    "DiskAccessor",
    "EntityIdStructure",
    "FileSequence",
    "FilesystemAccessor",
    "IdStructure",
    "Location",
    "Locations",
    "OriginStructure",
    "Progress",
    "ResourceIdentifierTransformer",
    "SecretUrl",
    "StandardStructure",
    "Structure",
    "TemplateStructure",
    "TransferReport",
    "TransferSettings",
    "UploadOptions",
]
