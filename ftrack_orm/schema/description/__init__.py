"""Entity types as classes: Python's names, what each attribute holds, and what an editor says of it."""

from ftrack_orm.schema.description.class_description import AttributeDescription, ClassDescription, KindName
from ftrack_orm.schema.description.describing import Descriptions
from ftrack_orm.schema.description.documentation import one_line
from ftrack_orm.schema.description.methods import METHODS, MethodsDescription
from ftrack_orm.schema.description.naming import (
    ANNOTATION_NAMES,
    RESERVED_ATTRIBUTES,
    SEAM,
    VOCABULARY_NAMES,
    attribute_names,
    class_names,
)

__all__ = [
    "ANNOTATION_NAMES",
    "METHODS",
    "RESERVED_ATTRIBUTES",
    "SEAM",
    "VOCABULARY_NAMES",
    "AttributeDescription",
    "ClassDescription",
    "Descriptions",
    "KindName",
    "MethodsDescription",
    "attribute_names",
    "class_names",
    "one_line",
]
