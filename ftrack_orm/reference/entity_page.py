"""What the page of an entity type shows, as values that a template lays out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ftrack_orm.schema import Attribute, EntityType, Schema
from ftrack_orm.schema.facts import is_optional
from ftrack_orm.schema.vocabulary import CustomAttribute, Vocabulary, Word

__all__ = ["Allowed", "AttributeRow", "EntityPage", "Mention", "Workspace"]

_DURATIONS = frozenset({"bid", "time_logged", "duration", "bid_time_logged_difference"})


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """One line of the table of attributes."""

    name: str
    kind: str
    holds: str
    target: str | None
    default: str
    notes: tuple[str, ...]
    description: str
    inherited_from: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """An attribute of another entity type that leads here."""

    entity_type: str
    attribute: str
    kind: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """The statuses and types that one project schema allows."""

    project_schema: str
    statuses: tuple[Word, ...]
    types: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """All that is said of one entity type."""

    entity_type: EntityType
    lineage: tuple[str, ...]
    """Its bases, the widest first."""
    subtypes: tuple[str, ...]
    attributes: tuple[AttributeRow, ...]
    mentions: tuple[Mention, ...]
    custom_attributes: tuple[CustomAttribute, ...]
    allowed: tuple[Allowed, ...]


@dataclass(frozen=True)
class Workspace:
    """A schema and a vocabulary, and what follows from both for each page."""

    schema: Schema
    vocabulary: Vocabulary

    def page(self, name: str) -> EntityPage:
        """Return what the page of an entity type shows."""
        entity_type = self.schema[name]
        return EntityPage(
            entity_type=entity_type,
            lineage=self.schema.lineage(name)[:0:-1],
            subtypes=self.schema.subtypes(name),
            attributes=tuple(self._row(entity_type, attribute) for attribute in entity_type.attributes.values()),
            mentions=tuple(self._mentions.get(name, ())),
            custom_attributes=self.vocabulary.custom_attributes_of(self.schema, name),
            allowed=self._allowed(name),
        )

    @cached_property
    def _mentions(self) -> Mapping[str, list[Mention]]:
        """By entity type what leads to it, told of the type that states it and not of its subtypes."""
        found: defaultdict[str, list[Mention]] = defaultdict(list)
        for entity_type in self.schema:
            for name in self.schema.own_attributes[entity_type.name]:
                attribute = entity_type[name]
                if attribute.target is not None:
                    found[attribute.target].append(Mention(entity_type.name, name, attribute.kind))
        return found

    @cached_property
    def _words(self) -> Mapping[str, Word]:
        return {word.id: word for word in (*self.vocabulary.statuses, *self.vocabulary.types)}

    def _allowed(self, name: str) -> tuple[Allowed, ...]:
        found = (
            Allowed(
                one.name,
                tuple(self._words[key] for key in one.statuses.get(name, ()) if key in self._words),
                tuple(self._words[key] for key in one.types.get(name, ()) if key in self._words),
            )
            for one in self.vocabulary.project_schemas
        )
        return tuple(one for one in found if one.statuses or one.types)

    def _row(self, owner: EntityType, attribute: Attribute) -> AttributeRow:
        many = {"collection": "list of ", "mapping": "mapping of "}.get(attribute.kind, "")
        default = attribute.default if attribute.has_default else None
        return AttributeRow(
            name=attribute.name,
            kind=attribute.kind,
            holds=f"{many}{attribute.target or attribute.value_kind}",
            target=attribute.target,
            default="" if default is None else json.dumps(default, ensure_ascii=False),
            notes=tuple(self._notes(owner, attribute)),
            description=attribute.description or "",
            inherited_from=self._stated_by(owner, attribute),
        )

    def _notes(self, owner: EntityType, attribute: Attribute) -> list[str]:
        notes = ["key"] if attribute.name in owner.primary_key else []
        notes += [word for word in ("immutable", "computed") if getattr(attribute, word)]
        notes += ["filter only"] if attribute.restricted else []
        notes += ["may be empty"] if is_optional(self.schema, owner.name, attribute.name) else []
        notes += [f"stored in {attribute.foreign_key}"] if attribute.foreign_key else []
        notes += ["seconds"] if attribute.name in _DURATIONS and attribute.kind == "scalar" else []
        return notes

    def _stated_by(self, owner: EntityType, attribute: Attribute) -> str | None:
        stated = None
        for base in self.schema.lineage(owner.name)[1:]:
            if self.schema[base].attributes.get(attribute.name) != attribute:
                break
            stated = base
        return stated
