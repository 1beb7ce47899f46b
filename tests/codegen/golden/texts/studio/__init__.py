"""The entities of one workspace, written by `ftrack-orm generate`: do not edit, generate again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Thing
else:
    from ftrack_orm.mapping.declarative import generated_package

    __getattr__, __dir__ = generated_package(
        __name__,
        {
            "models": ["Thing"],
        },
    )

__all__ = [
    "SCHEMA_HASH",
    "Thing",
]

SCHEMA_HASH = "98eeba48e05beae072cd85eca345a7f2"
"""The hash of the schema that the classes were generated from."""
