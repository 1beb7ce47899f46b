"""One attribute as one line of the notation, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ftrack_orm.schema.attribute import Attribute
from ftrack_orm.schema.stock.notation import (
    NAME,
    STRING,
    TRANSFORM,
    TYPES,
    expected,
    json_value,
    quoted,
    unquoted,
    written,
)

__all__ = ["read_attribute", "write_attribute"]

_FOREIGN_KEY = "Foreign key(s): "
_MARKERS = ("required", "immutable", "computed", "restricted")
_WORDS = {shape: word for word, shape in TYPES.items()}
_CHOICE = rf"(?:{STRING}|[^\s|<>\"]+)"

_HEAD = re.compile(rf"""
    (?P<name>{NAME}) \s+ (?:
        (?P<word>[a-z]+)\b (?:\s*->\s*(?P<leads>\w+\.\w+))?
      | ->\s*(?P<link>{NAME})
      | \[\s*(?P<collection>{NAME})\s*\]
      | \{{\s*(?P<mapping>{NAME}) (?:\s+(?P<key>{NAME})\s*:\s*(?P<value>{NAME}))? \s*\}}
    )(?=\s|$)""", re.VERBOSE)  # fmt: skip
_CLAUSE = re.compile(rf"""\s*(?:
    (?P<default>=)
  | extra\s+(?P<extra>{NAME})\s*=
  | (?:
        (?P<marker>required|immutable|computed|restricted|transform)
      | \((?P<alias>{STRING}|[^()\s"]+)\)
      | <(?P<enum>{_CHOICE}(?:\|{_CHOICE})*)>
      | (?:type|format)\s+(?P<stated>{STRING}|[\w-]+)
      | --\s+(?P<description>\S.*)
    )(?=\s|$)
  )""", re.VERBOSE)  # fmt: skip
_PLAIN_VALUE = re.compile(r"[\w-]+")
_PLAIN_ALIAS = re.compile(r"[^()\s\"]+")
_PLAIN_CHOICE = re.compile(r"[^\s|<>\"]+")


def read_attribute(line: str) -> Attribute:
    """Read one line, stripped of the space around it.

    Raises:
        UnreadableLineError: It is not in the notation.
    """
    head = _HEAD.match(line)
    if head is None:
        expected(
            "a name and what it holds (`text`, `id -> User.id`, `-> Status`, `[Note]`, `{Metadata key: value}`)", line
        )
    facts = _shape(head)
    _read_clauses(line, head.end(), facts)
    return Attribute(unquoted(head["name"]), **facts)


def _shape(head: re.Match[str]) -> dict[str, Any]:
    word = head["word"]
    if word is None:
        return _relation(head)
    if word == "uid":
        return {"kind": "scalar", "type": "string", "default": "{uid}", "required": True, "immutable": True}
    if word not in TYPES:
        expected(f"one of {', '.join(TYPES)} or uid", word)
    stated, form = TYPES[word]
    facts: dict[str, Any] = {"kind": "scalar", "type": stated, "format": form}
    if head["leads"] is not None:
        facts["description"] = _FOREIGN_KEY + head["leads"]
    return facts


def _relation(head: re.Match[str]) -> dict[str, Any]:
    kind = next(kind for kind in ("link", "collection", "mapping") if head[kind] is not None)
    facts: dict[str, Any] = {"kind": kind, "target": unquoted(head[kind])}
    if head["key"] is not None:
        facts |= {"key_attribute": unquoted(head["key"]), "value_attribute": unquoted(head["value"])}
    return facts


def _read_clauses(line: str, position: int, facts: dict[str, Any]) -> None:
    given = {"description"} & facts.keys()
    while position < len(line):
        rest = line[position:].lstrip()
        if not rest or rest[0] == "#":
            return
        clause = _CLAUSE.match(line, position)
        if clause is None and rest.startswith("->"):
            expected("where the key leads (`-> User.id`)", rest)
        if clause is None:
            expected("a default, an (alias), <values>, a marker such as required, or -- a description", rest)
        key, value, position = _clause(clause, line)
        if key == "extra":
            facts.setdefault("extra", {}).update(value)
            continue
        if key in given:
            expected(f"{key} at most once", rest)
        given.add(key)
        facts[key] = value


def _clause(clause: re.Match[str], line: str) -> tuple[str, Any, int]:
    """Return the field of the attribute that a clause sets, its value, and where the clause ends."""
    what, end = str(clause.lastgroup), clause.end()
    match what:
        case "marker" if clause["marker"] == "transform":
            return "extra", {"transform": dict(TRANSFORM)}, end
        case "marker":
            return clause["marker"], True, end
        case "default":
            return "default", *json_value(line, end)
        case "enum":
            return "enum", tuple(unquoted(item) for item in re.findall(_CHOICE, clause["enum"])), end
        case "stated":
            return clause[0].split(maxsplit=1)[0], unquoted(clause["stated"]), end
        case "extra":
            value, end = json_value(line, end)
            return "extra", {unquoted(clause["extra"]): value}, end
        case _:
            return what, unquoted(clause[what]), end


def write_attribute(attribute: Attribute) -> tuple[str, str, str]:
    """Return the name, what it holds and what follows: three columns, of which the last may be empty."""
    holds, implied = _holds(attribute)
    clauses = list(_value_clauses(attribute, implied))
    clauses += [word for word in _MARKERS if getattr(attribute, word) and word not in implied]
    for name, value in attribute.extra.items():
        clauses.append(
            "transform" if (name, value) == ("transform", TRANSFORM) else f"extra {quoted(name)} = {written(value)}"
        )
    if attribute.description is not None and "description" not in implied:
        clauses.append(f"-- {_prose(attribute.description)}")
    return quoted(attribute.name), holds, "  ".join(clauses)


def _holds(attribute: Attribute) -> tuple[str, frozenset[str]]:
    """Return the words for what it holds, and the fields which these words state already."""
    if attribute.target is not None:
        target = quoted(attribute.target)
        if attribute.kind == "mapping":
            pair = ": ".join(
                quoted(name) for name in (attribute.key_attribute, attribute.value_attribute) if name is not None
            )
            return f"{{{target} {pair}}}" if pair else f"{{{target}}}", frozenset()
        return (f"-> {target}" if attribute.kind == "link" else f"[{target}]"), frozenset()
    if _is_uid(attribute):
        return "uid", frozenset({"type", "format", "default", "required", "immutable"})
    word = _WORDS.get((attribute.type, attribute.format))
    implied = {"type", "format"} if word else set()
    if word is None and (word := _WORDS.get((attribute.type, None))):
        implied = {"type"}
    leads = re.fullmatch(re.escape(_FOREIGN_KEY) + r"(\w+\.\w+)", attribute.description or "")
    if leads:
        implied.add("description")
    return (word or "untyped") + (f" -> {leads[1]}" if leads else ""), frozenset(implied)


def _is_uid(attribute: Attribute) -> bool:
    shape = (attribute.type, attribute.format, attribute.default, attribute.required, attribute.immutable)
    return attribute.kind == "scalar" and shape == ("string", None, "{uid}", True, True)


def _value_clauses(attribute: Attribute, implied: frozenset[str]) -> Iterator[str]:
    if attribute.has_default and "default" not in implied:
        yield f"= {'{uid}' if attribute.default == '{uid}' else written(attribute.default)}"
    if attribute.alias is not None:
        yield f"({_bare(attribute.alias, _PLAIN_ALIAS)})"
    if attribute.enum:
        yield f"<{'|'.join(_bare(value, _PLAIN_CHOICE) for value in attribute.enum)}>"
    for field, stated in (("type", attribute.type), ("format", attribute.format)):
        if stated is not None and field not in implied:
            yield f"{field} {_bare(stated, _PLAIN_VALUE)}"


def _bare(text: str, plain: re.Pattern[str]) -> str:
    return text if plain.fullmatch(text) else written(text)


def _prose(description: str) -> str:
    plain = description.isprintable() and description.strip() == description != "" and description[0] != '"'
    return description if plain else written(description)
