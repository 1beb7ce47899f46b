"""Write a workspace's schema as a typed package of entity classes.

Schema values become a JSON Schema document, datamodel-code-generator turns that into one module, and the module, with a
snapshot of the schema beside it, becomes a package that type checkers and editors understand.
"""

from ftrack_orm_codegen.options import Options
from ftrack_orm_codegen.package import GeneratedPackage, compare_package, generate_package

__all__ = ["GeneratedPackage", "Options", "compare_package", "generate_package"]
