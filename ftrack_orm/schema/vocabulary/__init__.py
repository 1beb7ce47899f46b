"""A workspace's own words: its statuses, types, priorities, object types, project schemas and custom attributes."""

from ftrack_orm.schema.vocabulary.custom_attribute import CustomAttribute, CustomAttributeKind
from ftrack_orm.schema.vocabulary.custom_link import CustomLink
from ftrack_orm.schema.vocabulary.project_schema import ProjectSchema
from ftrack_orm.schema.vocabulary.questions import questions
from ftrack_orm.schema.vocabulary.vocabulary import Vocabulary
from ftrack_orm.schema.vocabulary.word import Word

__all__ = ["CustomAttribute", "CustomAttributeKind", "CustomLink", "ProjectSchema", "Vocabulary", "Word", "questions"]
