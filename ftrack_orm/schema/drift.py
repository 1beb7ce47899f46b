"""Drift: what differs between two schemas, such as the one that code was generated from and the workspace's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from ftrack_orm.schema.attribute import Attribute
from ftrack_orm.schema.entity_type import EntityType
from ftrack_orm.schema.schema import Schema
from ftrack_orm.sentinels import MISSING

__all__ = ["DriftAction", "SchemaChange", "compare_schemas"]

DriftAction: TypeAlias = Literal["added", "removed", "changed"]

_SIGNS: Mapping[DriftAction, str] = {"added": "+", "removed": "-", "changed": "~"}

_ENTITY_TYPE_FACTS = ("base", "primary_key", "default_projections", "system_projections", "group_by")
_ATTRIBUTE_FACTS = (
    "kind", "type", "format", "target", "default", "required", "immutable", "computed", "enum", "key_attribute",
    "value_attribute", "restricted",
)  # fmt: skip
_BREAKING_FACTS = frozenset({"primary_key", "kind", "type", "format", "target", "immutable", "computed", "restricted"})


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One difference: an entity type or an attribute that came or went, or one fact about it that changed.

    >>> str(SchemaChange("changed", "Task", "bid", "type", "number", "integer"))
    '~ Task.bid: type number -> integer'
    """

    action: DriftAction
    entity_type: str
    attribute: str | None = None
    fact: str | None = None
    """What changed of it: `type`, `immutable`, `target` ...; None where it came or went."""
    old: Any = None
    new: Any = None

    @property
    def is_breaking(self) -> bool:
        """Whether code that was right for the old schema may be wrong for the new one."""
        return self.action == "removed" or (self.action == "changed" and self.fact in _BREAKING_FACTS)

    def __str__(self) -> str:
        place = self.entity_type if self.attribute is None else f"{self.entity_type}.{self.attribute}"
        told = f"{_SIGNS[self.action]} {place}"
        if self.fact is not None:
            return f"{told}: {self.fact} {_shown(self.old)} -> {_shown(self.new)}"
        detail = self.new if self.action == "added" else self.old
        return f"{told} ({detail})" if detail else told

    def to_json(self) -> dict[str, Any]:
        """Return the change in JSON's types; a value that is not there at all is left out."""
        stated = {
            "action": self.action,
            "entity_type": self.entity_type,
            "attribute": self.attribute,
            "fact": self.fact,
            "old": self.old,
            "new": self.new,
            "breaking": self.is_breaking,
        }
        return {key: list(value) if isinstance(value, tuple) else value for key, value in stated.items()
                if value is not None and value is not MISSING}  # fmt: skip


def compare_schemas(old: Schema, new: Schema) -> tuple[SchemaChange, ...]:
    """Return what changed from one schema to the other, by entity type and attribute.

    A change that a type has from its base is told once, of the base. Descriptions and the server's own table names
    are no drift: no code depends on them.
    """
    changes: list[SchemaChange] = []
    for name in sorted({*old.entity_types, *new.entity_types}):
        if name not in old:
            changes.append(SchemaChange("added", name, new=new[name].base))
        elif name not in new:
            changes.append(SchemaChange("removed", name, old=old[name].base))
        else:
            changes += _facts(name, None, old[name], new[name], _ENTITY_TYPE_FACTS)
            inherited = _inherited_changes(old, new, name)
            changes += (change for change in _attributes(old[name], new[name]) if _key(change) not in inherited)
    return tuple(changes)


def _inherited_changes(old: Schema, new: Schema, name: str) -> set[tuple[Any, ...]]:
    base = new[name].base
    if base is None or base != old[name].base or base not in old:
        return set()
    return {_key(change) for change in _attributes(old[base], new[base])}


def _key(change: SchemaChange) -> tuple[Any, ...]:
    return (change.action, change.attribute, change.fact, repr(change.old), repr(change.new))


def _attributes(old: EntityType, new: EntityType) -> Iterator[SchemaChange]:
    for name in sorted({*old.attributes, *new.attributes}):
        if name not in old.attributes:
            yield SchemaChange("added", new.name, name, new=_summary(new.attributes[name]))
        elif name not in new.attributes:
            yield SchemaChange("removed", new.name, name, old=_summary(old.attributes[name]))
        else:
            yield from _facts(new.name, name, old.attributes[name], new.attributes[name], _ATTRIBUTE_FACTS)


def _facts(
    entity_type: str, attribute: str | None, old: object, new: object, facts: tuple[str, ...]
) -> Iterator[SchemaChange]:
    for fact in facts:
        before, after = getattr(old, fact), getattr(new, fact)
        if before != after:
            yield SchemaChange("changed", entity_type, attribute, fact, before, after)


def _summary(attribute: Attribute) -> str:
    words = [attribute.kind, attribute.target or attribute.type or ""]
    words += [word for word in ("required", "immutable", "computed") if getattr(attribute, word)]
    return " ".join(filter(None, words))


def _shown(value: object) -> str:
    if value is None or value is MISSING or value == ():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) and value else repr(value)
