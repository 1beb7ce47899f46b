"""Read the notation into a schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from ftrack_orm.errors import SchemaError
from ftrack_orm.schema.attribute import Attribute
from ftrack_orm.schema.entity_type import EntityType
from ftrack_orm.schema.foreign_key import paired
from ftrack_orm.schema.schema import Schema
from ftrack_orm.schema.stock.attribute_line import read_attribute
from ftrack_orm.schema.stock.notation import NAME, STRING, UnreadableLineError, expected, json_value, unquoted

__all__ = ["read"]

_HEADER = re.compile(rf"({NAME})(?:\s*:\s*({NAME}))?\s*(?:#.*)?")
_DIRECTIVE = re.compile(r"@(\w+)\s*(.*)")
_NAMES = re.compile(rf"\s*((?:{NAME}(?:\s+{NAME})*)?)\s*(?:#.*)?")
_CLASSIFIER = rf"({NAME})\s*=\s*({STRING})"
_CLASSIFIERS = rf"{NAME}\s*=\s*{STRING}(?:\s*,\s*{NAME}\s*=\s*{STRING})*"
_TABLE = re.compile(rf"({NAME})(?:\s+where\s+({_CLASSIFIERS}))?\s*(?:#.*)?")
_EXTRA = re.compile(rf"({NAME})\s*=")
_LISTS = ("required", "immutable", "computed")
_DIRECTIVES = ("absent", "aggregates", "always", "extra", "key", "system", "table", "without")


@dataclass(slots=True)
class _Draft:
    """One entity type as its lines state it, before its base is looked at."""

    name: str
    base: str | None
    where: str
    attributes: dict[str, Attribute] = field(default_factory=dict)
    targets: list[tuple[str, str]] = field(default_factory=list)
    without: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)


def read(texts: Mapping[str, str]) -> Schema:
    """Read the entity types of all texts, given by the name that an error calls each by (`context.ftrack`).

    Raises:
        SchemaError: A line is not in the notation, or names what is not there; the message tells text and line.
    """
    drafts: dict[str, _Draft] = {}
    for source, text in texts.items():
        _read_text(source, text, drafts)
    built: dict[str, EntityType] = {}
    for name in drafts:
        _build(name, drafts, built, ())
    return Schema({name: built[name] for name in sorted(built)})


def _read_text(source: str, text: str, drafts: dict[str, _Draft]) -> None:
    draft: _Draft | None = None
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if not stripped or stripped[0] == "#":
            continue
        where = f"{source}:{number}"
        try:
            if not line[0].isspace():
                draft = _read_header(stripped, where)
                if draft.name in drafts:
                    expected(f"each entity type once ({draft.name} stands at {drafts[draft.name].where})", stripped)
                drafts[draft.name] = draft
            elif draft is None:
                expected("the name of an entity type at the margin", stripped)
            elif stripped[0] == "@":
                _read_directive(stripped, draft)
            else:
                _read_attribute(stripped, where, draft)
        except UnreadableLineError as error:
            raise SchemaError(f"{where}: {error}") from None


def _read_header(line: str, where: str) -> _Draft:
    header = _HEADER.fullmatch(line)
    if header is None:
        expected("the name of an entity type, or two with a colon between (`Task : TypedContext`)", line)
    return _Draft(unquoted(header[1]), unquoted(header[2]) if header[2] else None, where)


def _read_attribute(line: str, where: str, draft: _Draft) -> None:
    attribute = read_attribute(line)
    if attribute.name in draft.attributes:
        expected(f"each attribute of {draft.name} once", line)
    draft.attributes[attribute.name] = attribute
    if attribute.target is not None:
        draft.targets.append((attribute.target, where))


def _read_directive(line: str, draft: _Draft) -> None:
    directive = _DIRECTIVE.fullmatch(line)
    word, rest = directive.groups() if directive else ("", "")
    match word:
        case "key":
            facts: dict[str, Any] = {"primary_key": _names(rest)}
        case "always":
            facts = {"default_projections": _names(rest)}
        case "system":
            facts = {"system_projections": _names(rest)}
        case "aggregates":
            facts = {"group_by": _yes_or_no(rest)}
        case "table":
            facts = _table(rest)
        case "without" if not draft.without:
            draft.without = _names(rest)
            return
        case "absent":
            facts = {"unresolved": _absent(rest)}
        case "extra":
            facts = {"extra": _extra(rest)}
        case _:
            expected(f"one of @{', @'.join(_DIRECTIVES)}, and @without at most once", line)
    for key, value in facts.items():
        if isinstance(value, dict) and not (already := draft.facts.get(key, {})).keys() & value.keys():
            value = already | value
        elif key in draft.facts:
            expected(f"@{word} at most once", line)
        draft.facts[key] = value


def _names(text: str) -> tuple[str, ...]:
    names = _NAMES.fullmatch(text)
    if names is None:
        expected("names with a space between", text)
    return tuple(unquoted(name) for name in re.findall(NAME, names[1]))


def _yes_or_no(text: str) -> bool:
    if (word := text.partition("#")[0].strip()) not in ("", "yes", "no"):
        expected("`yes`, `no` or nothing", text)
    return word != "no"


def _table(text: str) -> dict[str, Any]:
    table = _TABLE.fullmatch(text)
    if table is None:
        expected('the name of a table (`Show`, `Task where object_typeid = "..."`)', text)
    pairs = re.findall(_CLASSIFIER, table[2] or "")
    return {"table": unquoted(table[1]), "classifiers": {unquoted(column): unquoted(value) for column, value in pairs}}


def _absent(text: str) -> dict[str, tuple[str, ...]]:
    names = _names(text)
    if len(names) < 2 or names[0] not in _LISTS:
        expected(f"one of {', '.join(_LISTS)} and the names that it holds", text)
    return {names[0]: names[1:]}


def _extra(text: str) -> dict[str, Any]:
    extra = _EXTRA.match(text)
    if extra is None:
        expected("`name = JSON`", text)
    value, end = json_value(text, extra.end())
    if (rest := text[end:].strip()) and not rest.startswith("#"):
        expected("the end of the line", rest)
    return {unquoted(extra[1]): value}


def _build(name: str, drafts: Mapping[str, _Draft], built: dict[str, EntityType], below: tuple[str, ...]) -> EntityType:
    """Build one entity type, its bases before it."""
    if name in built:
        return built[name]
    draft = drafts[name]
    for target, where in draft.targets:
        if target not in drafts:
            _refuse(where, f"expected an entity type of these texts, got {target!r}")
    base = None
    if draft.base is not None:
        if draft.base not in drafts:
            _refuse(draft.where, f"expected a base that is an entity type of these texts, got {draft.base!r}")
        if draft.base in (name, *below):
            _refuse(draft.where, f"expected a base that is not built on {name!r}, got {draft.base!r}")
        base = _build(draft.base, drafts, built, (name, *below))
    attributes = paired(name, _all_attributes(draft, base.attributes if base else {}))
    built[name] = EntityType(name, attributes, base=draft.base, **_facts(draft, base))
    return built[name]


def _all_attributes(draft: _Draft, inherited: Mapping[str, Attribute]) -> dict[str, Attribute]:
    for name in draft.without:
        if name not in inherited:
            _refuse(draft.where, f"expected @without to name attributes of {draft.base}, got {name!r}")
    merged = {name: stated for name, stated in inherited.items() if name not in draft.without} | draft.attributes
    return {name: merged[name] for name in sorted(merged)}


def _facts(draft: _Draft, base: EntityType | None) -> dict[str, Any]:
    if base is None:
        key = draft.facts.get("primary_key", ("id",))
        return {"default_projections": key, **draft.facts}
    inherited = ("primary_key", "default_projections", "system_projections", "group_by")
    return {key: getattr(base, key) for key in inherited} | draft.facts


def _refuse(where: str, message: str) -> NoReturn:
    raise SchemaError(f"{where}: {message}")
