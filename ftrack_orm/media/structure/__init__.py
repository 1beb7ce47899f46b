"""Structures: where in a location the file of a component is."""

from typing import TYPE_CHECKING

from ftrack_orm.deferral import lazy_names

if TYPE_CHECKING:
    from ftrack_orm.media.structure.entity_id import EntityIdStructure
    from ftrack_orm.media.structure.id import IdStructure
    from ftrack_orm.media.structure.origin import OriginStructure
    from ftrack_orm.media.structure.standard import StandardStructure
    from ftrack_orm.media.structure.structure import Structure, StructureContext, VersionFacts
    from ftrack_orm.media.structure.template import TemplateStructure
else:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "entity_id": ["EntityIdStructure"],
            "id": ["IdStructure"],
            "origin": ["OriginStructure"],
            "standard": ["StandardStructure"],
            "structure": ["Structure", "StructureContext", "VersionFacts"],
            "template": ["TemplateStructure"],
        },
    )

__all__ = [
    "EntityIdStructure",
    "IdStructure",
    "OriginStructure",
    "StandardStructure",
    "Structure",
    "StructureContext",
    "TemplateStructure",
    "VersionFacts",
]
