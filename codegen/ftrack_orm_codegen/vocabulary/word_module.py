"""The module `vocabulary`: statuses, types, priorities, object types and project schemas as enumerations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ftrack_orm.schema.vocabulary import ProjectSchema, Vocabulary, Word
from ftrack_orm_codegen.module_text import GENERATED
from ftrack_orm_codegen.vocabulary.literal_text import docstring, literal, literal_type, names_list
from ftrack_orm_codegen.vocabulary.word_names import unique, upper

__all__ = ["WordKind", "stated", "word_kinds", "word_module"]

_DOCSTRING = f'"""The words of one workspace, {GENERATED}"""'
_KINDS = (
    ("statuses", "Status", "Statuses", "StatusName"),
    ("types", "Type", "Types", "TypeName"),
    ("priorities", "Priority", "Priorities", "PriorityName"),
    ("object_types", "ObjectType", "ObjectTypes", "ObjectTypeName"),
    ("project_schemas", "ProjectSchema", "ProjectSchemas", "ProjectSchemaName"),
)


@dataclass(frozen=True, slots=True)
class WordKind:
    """The words of one kind, and what they are called."""

    entity_type: str
    class_name: str
    """The class of the entities that they stand for."""
    enumeration: str
    names: str
    """The type of their names."""
    words: tuple[Word, ...]

    def members(self) -> list[tuple[str, Word]]:
        """Return each word with its name in Python, in the workspace's order."""
        by_id = {word.id: word for word in self.words}
        prefix = self.enumeration if self.entity_type == "ProjectSchema" else self.names.removesuffix("Name")
        wishes = [(word.id, upper(word.name, prefix), word.name) for word in by_id.values()]
        given = unique(wishes, taken={"mro"})
        return [(given[word.id], word) for word in by_id.values()]


def word_kinds(vocabulary: Vocabulary, classes: Mapping[str, str]) -> list[WordKind]:
    """Return the kinds that have words, and whose entities have a class."""
    found = []
    for attribute, entity_type, enumeration, names in _KINDS:
        words = tuple(_word(one) for one in getattr(vocabulary, attribute))
        if words and entity_type in classes:
            found.append(WordKind(entity_type, classes[entity_type], enumeration, names, words))
    return found


def word_module(kinds: Sequence[WordKind]) -> str:
    """Return the text of the module."""
    workflow = ["Workflow"] if any(kind.entity_type == "ProjectSchema" for kind in kinds) else []
    exported = [name for kind in kinds for name in (kind.enumeration, kind.names)]
    lines = [
        _DOCSTRING,
        "",
        "from __future__ import annotations",
        "",
        "from typing import TYPE_CHECKING, Literal, Never, TypeAlias",
        "",
        f"from ftrack_orm.mapping.declarative import {', '.join(['Refers', 'Words', *workflow])}",
        "",
        "if TYPE_CHECKING:",
        f"    from .models import {', '.join(sorted({kind.class_name for kind in kinds}))}",
        "",
        *names_list(exported),
    ]
    by_type = {kind.entity_type: kind.enumeration for kind in kinds}
    for kind in kinds:
        lines += ["", *literal_type(kind.names, (word.name for word in kind.words), f"Names of {kind.enumeration}.")]
    for kind in kinds:
        lines += ["", "", *_enumeration(kind, by_type)]
    return "\n".join([*lines, ""])


def _enumeration(kind: WordKind, by_type: Mapping[str, str]) -> list[str]:
    bases = [f'Refers["{kind.class_name}"]']
    if kind.entity_type == "ProjectSchema":
        bases.append(f"Workflow[{by_type.get('Status', 'Never')}, {by_type.get('Type', 'Never')}]")
    lines = [f"class {kind.enumeration}({', '.join(bases)}, Words, entity_type={literal(kind.entity_type)}):"]
    lines += [f"    {docstring(f'The {kind.class_name} entities of the workspace.')}", ""]
    for name, word in kind.members():
        lines.append(f"    {name} = ({', '.join(map(literal, stated(word)))})")
        if not word.active:
            lines.append(f"    {docstring('Not active any more.')}")
    return lines


def stated(word: Word) -> tuple[str | float | bool | None, ...]:
    """Return what is written of a word, without what says nothing at the end."""
    values: list[str | float | bool | None] = [word.id, word.name, word.color, word.sort, word.state, word.active]
    if word.active:
        values.pop()
        while values[-1] is None:
            values.pop()
    return tuple(values)


def _word(one: Word | ProjectSchema) -> Word:
    return Word(one.id, one.name) if isinstance(one, ProjectSchema) else one
