"""How each relation of a workspace is followed on its tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from sqlalchemy import Table

from ftrack_orm.sandbox.storage.tables import Tables, hidden_key
from ftrack_orm.schema import Attribute, Schema
from ftrack_orm.schema.relation import collection_key, is_computed, is_paired

__all__ = ["Lineage", "Nothing", "Relation", "RelationCatalogue", "Through", "ToMany", "ToOne"]


@dataclass(frozen=True, slots=True)
class ToOne:
    """A link: own columns hold the key of the target."""

    target: str
    columns: tuple[str, ...]
    target_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToMany:
    """A collection whose entities hold the owner's id; a link of that kind when `single`."""

    target: str
    foreign_key: str
    conditions: tuple[tuple[str, str | bool], ...] = ()
    type_attribute: str | None = None
    single: bool = False


@dataclass(frozen=True, slots=True)
class Through:
    """A many-to-many collection; the ids stand side by side in `pair`, which entities of `pair_type` may show."""

    target: str
    pair: Table
    owner_column: str
    target_column: str
    pair_type: str | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """All contexts above or below; `start` is the own column that holds the context to go from.

    With `inclusive` that context belongs to the result, as for the ancestors of an asset.
    """

    target: str
    upwards: bool
    start: str = "id"
    inclusive: bool = False


@dataclass(frozen=True, slots=True)
class Nothing:
    """A relation that nothing leads through; it is always empty."""

    target: str
    single: bool = False


Relation: TypeAlias = ToOne | ToMany | Through | Lineage | Nothing


class RelationCatalogue:
    """The relations of all entity types, each worked out when it is first asked for."""

    _latest: ClassVar[RelationCatalogue | None] = None

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.schema: Schema = tables.schema
        self._known: dict[tuple[str, str], Relation] = {}

    @classmethod
    def of(cls, schema: Schema) -> RelationCatalogue:
        """Return the catalogue of a schema; the last one is kept, since most sandboxes of a process share a schema."""
        kept = cls._latest
        if kept is None or kept.schema is not schema:
            kept = cls._latest = cls(Tables(schema))
        return kept

    def relation(self, entity_type: str, attribute: str) -> Relation:
        """Return how a link, collection or mapping is followed."""
        found = self._known.get((entity_type, attribute))
        if found is None:
            stated = self.schema[entity_type][attribute]
            find = self._link if stated.kind == "link" else self._collection
            found = self._known[entity_type, attribute] = find(entity_type, stated)
        return found

    def _link(self, entity_type: str, attribute: Attribute) -> Relation:
        target = str(attribute.target)
        target_key = self.tables.family(target).key
        if attribute.foreign_key is not None:
            return ToOne(target, (attribute.foreign_key,), target_key[:1])
        if attribute.name == "latest_version" and "is_latest_version" in self.schema[target]:
            return ToMany(target, "asset_id", (("is_latest_version", True),), single=True)
        if hidden_key(attribute.name) in self.tables.family(entity_type).table.c:
            return ToOne(target, (hidden_key(attribute.name),), target_key[:1])
        if all(name in self.schema[entity_type] for name in target_key):
            return ToOne(target, target_key, target_key)
        return Nothing(target, single=True)

    def _collection(self, entity_type: str, attribute: Attribute) -> Relation:
        target, name = self._held(entity_type, attribute), attribute.name
        if is_paired(self.schema, entity_type, name):
            return Through(target, self.tables.pair(entity_type, name), "owner_id", "target_id")
        if is_computed(self.schema, entity_type, name):
            return self._lineage(entity_type, target, name)
        reverse = collection_key(self.schema, entity_type, name)
        if reverse is None:
            return Nothing(target)
        if reverse.through is not None and reverse.target_key is not None:
            pair = self.tables.family(reverse.through).table
            return Through(target, pair, reverse.foreign_key, reverse.target_key, reverse.through)
        return ToMany(target, reverse.foreign_key, reverse.conditions, reverse.type_attribute)

    def _held(self, entity_type: str, attribute: Attribute) -> str:
        """Return what a collection holds: lists of tasks hold shots and all else below a project as well."""
        target = str(attribute.target)
        if attribute.name == "items" and entity_type == "TypedContextList" and "TypedContext" in self.schema:
            return "TypedContext"
        return target

    def _lineage(self, entity_type: str, target: str, name: str) -> Relation:
        if "parent_id" in self.schema[entity_type]:
            return Lineage(target, upwards=name == "ancestors")
        if "context_id" in self.schema[entity_type]:
            return Lineage(target, upwards=True, start="context_id", inclusive=True)
        return Nothing(target)
