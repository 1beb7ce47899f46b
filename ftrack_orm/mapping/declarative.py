"""The one module that generated code imports."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names
from ftrack_orm.mapping.declaring.declaration import Attribute
from ftrack_orm.mapping.declaring.generated_package import generated_package
from ftrack_orm.mapping.declaring.kind import Collection, Computed, Link, Mapped, OptionalLink, Restricted, Scalar
from ftrack_orm.mapping.entity import Entity
from ftrack_orm.mapping.vocabulary.typed_kind import CustomAttributeLinks, CustomAttributes, Named
from ftrack_orm.mapping.vocabulary.words import Refers, Words
from ftrack_orm.query.building.keyed_path import KeyedPath

if TYPE_CHECKING:
    from ftrack_orm.mapping.media.component_media import ComponentMedia, FileMedia
    from ftrack_orm.mapping.media.thumbnail_media import ThumbnailMedia
    from ftrack_orm.mapping.media.version_media import VersionMedia
    from ftrack_orm.mapping.vocabulary.custom_typing import (
        ComputedValue,
        CustomAttributeLinkViews,
        CustomAttributePaths,
        CustomAttributeValues,
        CustomContent,
        LinkedEntities,
        Value,
    )
    from ftrack_orm.mapping.vocabulary.workflow import Workflow
else:
    __getattr__, __dir__ = lazy_names(
        "ftrack_orm.mapping",
        {
            "media.component_media": ["ComponentMedia", "FileMedia"],
            "media.thumbnail_media": ["ThumbnailMedia"],
            "media.version_media": ["VersionMedia"],
            "vocabulary.custom_typing": [
                "ComputedValue",
                "CustomAttributeLinkViews",
                "CustomAttributePaths",
                "CustomAttributeValues",
                "CustomContent",
                "LinkedEntities",
                "Value",
            ],
            "vocabulary.workflow": ["Workflow"],
        },
    )

__all__ = [
    "Attribute",
    "Collection",
    "ComponentMedia",
    "Computed",
    "ComputedValue",
    "CustomAttributeLinkViews",
    "CustomAttributeLinks",
    "CustomAttributePaths",
    "CustomAttributeValues",
    "CustomAttributes",
    "CustomContent",
    "Entity",
    "FileMedia",
    "KeyedPath",
    "Link",
    "LinkedEntities",
    "Mapped",
    "Named",
    "OptionalLink",
    "Refers",
    "Restricted",
    "Scalar",
    "ThumbnailMedia",
    "Value",
    "VersionMedia",
    "Words",
    "Workflow",
    "generated_package",
    "lazy_names",
]
