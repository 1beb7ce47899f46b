"""What an editor shows at the cursor: one line for each class and each attribute.

The lines become docstrings. Under an attribute one costs nothing at run time: the compiler drops it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ftrack_orm.schema.attribute import Attribute
from ftrack_orm.schema.description.value_type import is_made_by_server
from ftrack_orm.schema.entity_type import EntityType
from ftrack_orm.schema.schema import Schema
from ftrack_orm.schema.unit import unit_of

__all__ = ["attribute_line", "class_line", "one_line"]

_LONGEST = 200
_FOREIGN_KEY = "Foreign key(s):"


def class_line(entity_type: EntityType) -> str:
    """Say what an entity type is: the schema's own words, its base, the server's table and its key."""
    stated = entity_type.extra.get("description")
    facts = [f"narrows {entity_type.base}"] if entity_type.base else []
    facts += [f"table {entity_type.table}"] if entity_type.table else []
    facts += [f"key {', '.join(entity_type.primary_key)}"]
    known = one_line(f"{entity_type.name}: {'; '.join(facts)}.")
    return f"{_sentence(stated)} {known}" if isinstance(stated, str) and stated.strip() else known


def attribute_line(schema: Schema, entity_type: str, attribute: Attribute, names: Mapping[str, str]) -> str:
    """Say what an attribute is beyond its name and type; empty where nothing is known.

    `names` are the Python names of attributes.
    """
    sentences = [
        *_described(attribute),
        *_measured(schema, entity_type, attribute),
        *_keyed(attribute, names),
        *_defaulted(attribute),
        *_limited(schema, entity_type, attribute),
    ]
    if names[attribute.name] != attribute.name:
        sentences.append(f"The server calls it `{one_line(attribute.name)}`.")
    return " ".join(sentences)


def _described(attribute: Attribute) -> Iterator[str]:
    text = _sentence(attribute.description or "")
    if text and not text.startswith("Foreign key"):
        yield text


def _measured(schema: Schema, entity_type: str, attribute: Attribute) -> Iterator[str]:
    unit = unit_of(schema, entity_type, attribute.name)
    if unit is not None:
        yield f"In {unit}."


def _keyed(attribute: Attribute, names: Mapping[str, str]) -> Iterator[str]:
    if attribute.foreign_key is not None:
        yield f"By its key `{names[attribute.foreign_key]}`."
    elif attribute.link is not None:
        yield f"The key of `{names[attribute.link]}`."
    elif attribute.format == "foreign_key":
        stated = (attribute.description or "").removeprefix(_FOREIGN_KEY)
        yield f"A foreign key: {_sentence(stated)}" if stated.strip() else "A foreign key."


def _defaulted(attribute: Attribute) -> Iterator[str]:
    value = attribute.default
    if value == "{uid}":
        yield "A new id by default."
    elif attribute.has_default and isinstance(value, (str, int, float)):
        yield f"Default {one_line(repr(value))}."


def _limited(schema: Schema, entity_type: str, attribute: Attribute) -> Iterator[str]:
    if is_made_by_server(schema, entity_type, attribute):
        yield "Computed by the server."
    elif attribute.immutable:
        yield "Immutable once created."
    if attribute.restricted:
        yield "It can be filtered on, never selected."


def _sentence(text: str) -> str:
    line = one_line(text)
    return f"{line}." if line and line[-1] not in ".!?" else line


def one_line(text: str) -> str:
    """Make one short printable line of any text."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 20 * _LONGEST]).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}..."
