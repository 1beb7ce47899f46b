"""The entity classes, a module each, written by `ftrack-orm generate`: do not edit, generate again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .any import Any_
    from .asset_build import AssetBuild
    from .asset_build_2 import AssetBuild_2
    from .asset_build_3 import AssetBuild_3
    from .aux_ import Aux
    from .class_ import Class
    from .entity import Entity_
    from .entity_type3_d_model import EntityType3DModel
    from .import_ import Import
    from .init import Init
    from .scene import Scene
    from .task import Task
    from .task_2 import TASK
    from .task_2_2 import Task_2
    from .type_checking import TYPE_CHECKING_
    from .u955c_u5934 import 镜头
else:
    from ftrack_orm.mapping.declarative import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "any": ["Any_"],
            "asset_build": ["AssetBuild"],
            "asset_build_2": ["AssetBuild_2"],
            "asset_build_3": ["AssetBuild_3"],
            "aux_": ["Aux"],
            "class_": ["Class"],
            "entity": ["Entity_"],
            "entity_type3_d_model": ["EntityType3DModel"],
            "import_": ["Import"],
            "init": ["Init"],
            "scene": ["Scene"],
            "task": ["Task"],
            "task_2": ["TASK"],
            "task_2_2": ["Task_2"],
            "type_checking": ["TYPE_CHECKING_"],
            "u955c_u5934": ["镜头"],
        },
    )

__all__ = [
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
