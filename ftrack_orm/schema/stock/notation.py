r"""The notation in which the stock workspace is stated: one line an attribute, made to be read and edited by people.

    # Tasks and what they stand under. A comment runs to the end of its line.
    Task : TypedContext
        @table Task where object_typeid = "11c137c0-ee7e-4f9c-91c5-8c77cec22b2c"
        @aggregates
        bid             number       = 0            required
        object_type_id  id -> ObjectType.id  (object_typeid)  immutable
        status          -> Status
        notes           [Note]
        metadata        {Metadata key: value}  (meta)
        legacy          text         -- What is said about it, to the end of the line.

An entity type starts at the margin, with its base after a colon; it has all the attributes of its base, and states only
those that it adds or changes. Names that are no plain words stand in quotes: `"Asset Build" : TypedContext`.

What an attribute holds:

    text number integer boolean datetime object variable     a scalar
    id -> User.id                  a foreign key (text of format `foreign_key`), and where the server says that it leads
    uid                            `text = {uid} required immutable`: an id that is made where none is given
    untyped                        a scalar whose type is not stated
    -> Status                      a link to one entity
    [Note]                         a collection
    {Metadata key: value}          a mapping, by the `key` of its target to the `value` of it; `{CustomAttributeLink}`

What may follow, in any order:

    = 0    = "text"    = {uid}     the default, as JSON, or `{uid}` for a new id
    (startdate)                    the server's own name (`alias_for`)
    <queued|running>               the values that it may have (`enum`)
    required immutable computed restricted
    transform                      an entity type's name, which the server keeps as the name of its table
    type "x"    format json        a type or a format of the wire that the words above do not give
    extra name = JSON              what a server may state beyond all this
    -- words                       the description, to the end of the line

What may be said of an entity type, where it is not as the base says it (the words in brackets hold without a base):

    @key a b                       the primary key [id]
    @always a b                    attributes that come with every entity (`default_projections`) [the primary key]
    @system a b                    server columns that come with every entity (`system_projections`) [none]
    @aggregates, @aggregates no    whether aggregates work on it [no]
    @table Show                    the server's own name; `where column = "value"` tells the type apart within its table
    @without a b                   attributes of the base that this type lacks
    @absent required a b           names that a list (required, immutable, computed) holds without such an attribute
    @extra name = JSON             what a server may state beyond all this
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

__all__ = [
    "NAME",
    "STRING",
    "TRANSFORM",
    "TYPES",
    "UnreadableLineError",
    "expected",
    "json_value",
    "quoted",
    "unquoted",
    "written",
]

STRING = r'"(?:[^"\\]|\\.)*"'
"""A regular expression for a JSON string."""
NAME = rf"(?:[^\W\d]\w*|{STRING})"
"""A regular expression for a name: a plain word, or a JSON string."""

TYPES: dict[str, tuple[str | None, str | None]] = {
    "text": ("string", None),
    "id": ("string", "foreign_key"),
    "datetime": ("string", "date-time"),
    "number": ("number", None),
    "integer": ("integer", None),
    "boolean": ("boolean", None),
    "object": ("object", None),
    "variable": ("variable", None),
    "untyped": (None, None),
}
"""The words for scalars, and the wire's type and format that each stands for."""

TRANSFORM = {"client": "{schema_id}", "server": "{table_name}"}
"""What the wire says of an attribute that names an entity type."""

_PLAIN = re.compile(r"[^\W\d]\w*")
_SPACE = re.compile(r"\s*")
_DECODER = json.JSONDecoder()


class UnreadableLineError(ValueError):
    """A line that is not in the notation; the message says what was expected."""


def expected(what: str, text: str) -> NoReturn:
    """Refuse the text that stands where something else was expected."""
    shown = text.strip()
    raise UnreadableLineError(
        f"expected {what}, got {shown!r}" if shown else f"expected {what}, got the end of the line"
    )


def quoted(name: str) -> str:
    """Write a name: as it is where it is a plain word, else as a JSON string."""
    return name if _PLAIN.fullmatch(name) else json.dumps(name)


def unquoted(word: str) -> str:
    """Read what `quoted` wrote."""
    if not word.startswith('"'):
        return word
    try:
        return str(json.loads(word, strict=False))
    except ValueError:
        expected("a JSON string", word)


def written(value: Any) -> str:
    """Write a value as JSON on one line."""
    return json.dumps(value)


def json_value(text: str, position: int) -> tuple[Any, int]:
    """Read the JSON value, or `{uid}`, that starts here, and where it ends.

    Raises:
        UnreadableLineError: There is none.
    """
    start = _SPACE.match(text, position).end()  # type: ignore[union-attr]  # it matches everywhere
    if text.startswith("{uid}", start):
        return "{uid}", start + len("{uid}")
    try:
        value, end = _DECODER.raw_decode(text, start)
    except ValueError:
        expected('a JSON value (0, "text", true, null ...)', text[start:])
    if end < len(text) and not text[end].isspace():
        expected("a space after the JSON value", text[end:])
    return value, end
