"""All words of a workspace as one value, read from its answers or from a snapshot."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from ftrack_orm.errors import SchemaError
from ftrack_orm.schema.schema import Schema
from ftrack_orm.schema.vocabulary.checking import checked
from ftrack_orm.schema.vocabulary.custom_attribute import CustomAttribute
from ftrack_orm.schema.vocabulary.custom_link import CustomLink
from ftrack_orm.schema.vocabulary.project_schema import ProjectSchema
from ftrack_orm.schema.vocabulary.word import Word
from ftrack_orm.schema.vocabulary.workflow import project_schemas

__all__ = ["Vocabulary"]

T = TypeVar("T")

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a workspace, each kind in the workspace's own order, then by name."""

    statuses: tuple[Word, ...] = ()
    types: tuple[Word, ...] = ()
    priorities: tuple[Word, ...] = ()
    object_types: tuple[Word, ...] = ()
    project_schemas: tuple[ProjectSchema, ...] = ()
    custom_attributes: tuple[CustomAttribute, ...] = ()
    custom_links: tuple[CustomLink, ...] = ()

    @classmethod
    def from_answers(cls, schema: Schema, answers: Mapping[str, Sequence[_Row]]) -> Vocabulary:
        """Read the answers to `questions`, by entity type.

        An entity may be full in one place of an answer and a reference in others; what is said of it anywhere counts.

        Raises:
            SchemaError: A row says no id, name or key.
        """
        rows = {entity_type: _resolved(found) for entity_type, found in answers.items()}
        return cls(
            statuses=_words(rows, "Status"),
            types=_words(rows, "Type"),
            priorities=_words(rows, "Priority"),
            object_types=_words(rows, "ObjectType"),
            project_schemas=_read("ProjectSchema", lambda: project_schemas(schema, rows)),
            custom_attributes=_read("CustomAttributeConfiguration", lambda: _custom_attributes(rows)),
            custom_links=_read("CustomAttributeLinkConfiguration", lambda: _custom_links(rows)),
        )

    @classmethod
    def from_json(cls, raw: Any) -> Vocabulary:
        """Read what `to_json` returned.

        Raises:
            SchemaError: It is something else.
        """
        if not isinstance(raw, Mapping):
            raise SchemaError(f"expected an object with a vocabulary, got {type(raw).__name__}")
        return cls(
            **{name: tuple(_value(Word, name, one) for one in _list(raw, name)) for name in _WORDS},
            project_schemas=tuple(
                _value(ProjectSchema, "project_schemas", one) for one in _list(raw, "project_schemas")
            ),
            custom_attributes=tuple(
                _value(CustomAttribute, "custom_attributes", one) for one in _list(raw, "custom_attributes")
            ),
            custom_links=tuple(_value(CustomLink, "custom_links", one) for one in _list(raw, "custom_links")),
        )

    @classmethod
    def from_file(cls, path: str | Path) -> Vocabulary:
        """Read a file with the JSON of `to_json`.

        Raises:
            SchemaError: The file is missing, or holds something else.
        """
        try:
            raw = json.loads(Path(path).read_text(encoding="utf-8"))
        except OSError as error:
            raise SchemaError(f"cannot read the vocabulary file {path}: {error.strerror}") from error
        except ValueError as error:
            raise SchemaError(f"the vocabulary file {path} is no JSON: {error}") from error
        return cls.from_json(raw)

    def to_json(self) -> dict[str, Any]:
        """Return the vocabulary in JSON's types, from which `from_json` reads the same."""
        return {kind.name: [asdict(one) for one in getattr(self, kind.name)] for kind in fields(self)}

    @property
    def hash(self) -> str:
        """The hash of its JSON."""
        text = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def custom_attributes_of(self, schema: Schema, entity_type: str) -> tuple[CustomAttribute, ...]:
        """Return the custom attributes that entities of this type have, those of single projects included."""
        return tuple(one for one in self.custom_attributes if one.applies_to(schema, entity_type))

    def custom_links_of(self, schema: Schema, entity_type: str) -> tuple[CustomLink, ...]:
        """Return the custom attributes that hold entities, of entities of this type."""
        return tuple(one for one in self.custom_links if one.applies_to(schema, entity_type))


_WORDS = ("statuses", "types", "priorities", "object_types")


def _resolved(rows: Sequence[_Row]) -> list[dict[str, Any]]:
    """Put in place of each mention of an entity all that the answer says of it."""
    known: dict[tuple[Any, Any], dict[str, Any]] = {}

    def merged(value: Any) -> Any:
        if isinstance(value, list):
            return [merged(one) for one in value]
        if not isinstance(value, Mapping) or "__entity_type__" not in value:
            return value
        key = (value["__entity_type__"], value.get("id"))
        target = known.setdefault(key, {}) if key[1] is not None else {}
        target.update({name: merged(one) for name, one in value.items()})
        return target

    return [merged(row) for row in rows]


def _words(rows: Mapping[str, Sequence[_Row]], entity_type: str) -> tuple[Word, ...]:
    return _read(entity_type, lambda: sorted(map(_word, rows.get(entity_type, ())), key=_place))


def _word(row: _Row) -> Word:
    state = row.get("state") or {}
    return Word(
        id=str(row["id"]),
        name=str(row["name"]),
        color=row.get("color"),
        sort=row.get("sort"),
        state=state.get("short"),
        active=row.get("is_active") is not False,
    )


def _place(word: Word) -> tuple[float, str, str]:
    return (word.sort if word.sort is not None else 0.0, word.name, word.id)


def _custom_attributes(rows: Mapping[str, Sequence[_Row]]) -> list[CustomAttribute]:
    found = map(CustomAttribute.from_row, rows.get("CustomAttributeConfiguration", ()))
    return sorted(found, key=lambda one: (one.key, one.entity_type or "", one.id))


def _custom_links(rows: Mapping[str, Sequence[_Row]]) -> list[CustomLink]:
    found = map(CustomLink.from_row, rows.get("CustomAttributeLinkConfiguration", ()))
    return sorted(found, key=lambda one: (one.key, one.entity_type or "", one.id))


def _read(entity_type: str, reading: Callable[[], Iterable[T]]) -> tuple[T, ...]:
    try:
        return tuple(map(checked, reading()))
    except (KeyError, TypeError, AttributeError) as error:
        raise SchemaError(f"cannot read the workspace's answer on {entity_type}: {error!r}") from error


def _list(raw: Mapping[str, Any], name: str) -> list[Any]:
    found = raw.get(name, [])
    if not isinstance(found, list):
        raise SchemaError(f"vocabulary: {name!r} is no list")
    return found


def _value(kind: type[T], name: str, raw: Any) -> T:
    try:
        return checked(kind(**{key: _frozen(value) for key, value in raw.items()}))
    except (TypeError, AttributeError) as error:
        raise SchemaError(f"vocabulary: an entry of {name!r} cannot be read: {error}") from error


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _frozen(one) for key, one in value.items()}
    return tuple(value) if isinstance(value, list) else value
