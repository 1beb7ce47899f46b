"""Write a workspace's words and custom attributes as modules beside those of the entity classes."""

from ftrack_orm_codegen.vocabulary.vocabulary_code import VocabularyCode

__all__ = ["VocabularyCode"]
