"""All that is written of a vocabulary, and where the entity classes mention it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ftrack_orm.schema import Schema
from ftrack_orm.schema.description import attribute_names
from ftrack_orm.schema.vocabulary import Vocabulary
from ftrack_orm_codegen.vocabulary.custom_class import CustomClasses
from ftrack_orm_codegen.vocabulary.custom_module import custom_module
from ftrack_orm_codegen.vocabulary.inspection import inspect_custom_module, inspect_word_module
from ftrack_orm_codegen.vocabulary.word_module import WordKind, word_kinds, word_module

__all__ = ["VocabularyCode"]


@dataclass(frozen=True, slots=True)
class VocabularyCode:
    """The vocabulary of a package that is generated."""

    vocabulary: Vocabulary
    kinds: tuple[WordKind, ...]
    custom: CustomClasses
    strict: bool

    @classmethod
    def of(cls, schema: Schema, vocabulary: Vocabulary, classes: Mapping[str, str], *, strict: bool) -> VocabularyCode:
        """Work out what is to be written; `classes` are the class names of the entity types that are generated."""
        taken = frozenset((*classes.values(), *attribute_names(schema).values()))
        custom = CustomClasses(schema, vocabulary, classes, taken)
        return cls(vocabulary, tuple(word_kinds(vocabulary, classes)), custom, strict)

    @property
    def exports(self) -> list[str]:
        """The names that the package gives from its module `vocabulary`."""
        return sorted(name for kind in self.kinds for name in (kind.enumeration, kind.names))

    def files(self) -> dict[str, str]:
        """Return the texts of the files by name, each seen to hold what it should and nothing else.

        Raises:
            SchemaError: One does not.
        """
        texts = {"vocabulary.json": json.dumps(self.vocabulary.to_json(), indent=1, sort_keys=True) + "\n"}
        if self.kinds:
            texts["vocabulary.py"] = word_module(self.kinds)
            inspect_word_module(texts["vocabulary.py"], self.kinds)
        if list(self.custom):
            texts["custom_attributes.py"] = custom_module(self.custom, strict=self.strict)
            inspect_custom_module(texts["custom_attributes.py"], self.custom)
        return texts

    def names_of(self, entity_type: str) -> str | None:
        """Return the type of an entity type's names, where they are to be no other."""
        found = (kind.names for kind in self.kinds if kind.entity_type == entity_type)
        return next(found, None) if self.strict else None

    def custom_attributes(self, entity_type: str) -> str | None:
        """Return what stands in the annotation of `custom_attributes`; None where none are known."""
        made = self.custom.of(entity_type)
        return f"{made.name}, {made.paths}, {made.content}" if made is not None and made.entries else None

    def custom_links(self, entity_type: str) -> str | None:
        """Return the class that stands in the annotation of `custom_attribute_links`; None where none are known."""
        made = self.custom.of(entity_type)
        return made.link_views if made is not None and made.links else None
