"""The entities of one workspace, written by `ftrack-orm generate`: do not edit, generate again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import (
        Any_,
        AssetBuild,
        AssetBuild_2,
        AssetBuild_3,
        Aux,
        Class,
        EntityType3DModel,
        Entity_,
        Import,
        Init,
        Scene,
        TASK,
        TYPE_CHECKING_,
        Task,
        Task_2,
        镜头,
    )
else:
    from ftrack_orm.mapping.declarative import generated_package

    __getattr__, __dir__ = generated_package(
        __name__,
        {
            "models": [
                "Any_",
                "AssetBuild",
                "AssetBuild_2",
                "AssetBuild_3",
                "Aux",
                "Class",
                "EntityType3DModel",
                "Entity_",
                "Import",
                "Init",
                "Scene",
                "TASK",
                "TYPE_CHECKING_",
                "Task",
                "Task_2",
                "镜头",
            ],
        },
        {
            "3D Model": "EntityType3DModel",
            "Any": "Any_",
            "Asset Build": "AssetBuild_2",
            "Entity": "Entity_",
            "TYPE_CHECKING": "TYPE_CHECKING_",
            "__init__": "Init",
            "asset build": "AssetBuild_3",
            "class": "Class",
            "task": "Task_2",
        },
    )

__all__ = [
    "SCHEMA_HASH",
    "Any_",
    "AssetBuild",
    "AssetBuild_2",
    "AssetBuild_3",
    "Aux",
    "Class",
    "EntityType3DModel",
    "Entity_",
    "Import",
    "Init",
    "Scene",
    "TASK",
    "TYPE_CHECKING_",
    "Task",
    "Task_2",
    "镜头",
]

SCHEMA_HASH = "20e5b130974bb16166aed0cd5d8809df"
"""The hash of the schema that the classes were generated from."""
