"""The tables of a workspace, made from its schema.

A root type and all types that narrow it share a table, with the concrete entity type in the column `_type`. Where the
server keeps something that no attribute shows, a hidden column or table holds it; their names start with `_`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Boolean, Column, Float, Index, MetaData, PrimaryKeyConstraint, String, Table, func

from ftrack_orm.sandbox.storage.column_kind import ColumnKind, column_kind, column_type
from ftrack_orm.sandbox.storage.computed_names import is_computed_value
from ftrack_orm.sandbox.storage.identifier import identifier
from ftrack_orm.sandbox.storage.kept_schema import schema_table
from ftrack_orm.sandbox.storage.key_table import key_table
from ftrack_orm.schema import EntityType, Schema
from ftrack_orm.schema.relation import collection_key, is_paired

__all__ = ["IS_SET", "NUMBER", "TEXT", "TYPE", "TYPE_FROM", "Family", "Tables", "hidden_key"]

TYPE = "_type"
"""The column of the concrete entity type."""
TYPE_FROM = "_type_from"
"""On custom attribute links: the concrete type of the same row seen from its other end."""
IS_SET = "_is_set"
"""On custom attribute values: whether somebody set it, or it is the default or inherited."""
TEXT, NUMBER = "__text", "__number"
"""Endings of the columns that hold a variable as text and as number, to compare with."""

_T = TypeVar("_T")
_SHARED = {"CustomAttributeLinkFrom": "CustomAttributeLink"}
_VALUE = "CustomAttributeValue"
_COVERED = {("Context", "name"): (TYPE, "id"), ("Timelog", "context_id"): ("duration",)}
"""What an index holds besides its column, so that tests of many rows need not look at the rows themselves."""


def hidden_key(link: str) -> str:
    """Return the name of the column for a link that has no key attribute: `Status.state`."""
    return f"_{link}_id"


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """A root type with all types that narrow it, and the table that they share."""

    root: str
    types: tuple[str, ...]
    key: tuple[str, ...]
    kinds: dict[str, ColumnKind]
    """How each attribute that has a column is kept."""
    table: Table
    type_column: str = TYPE


class Tables:
    """All tables of a schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.metadata: MetaData = MetaData()
        self.keys: Table = key_table(self.metadata)
        self.kept: Table = schema_table(self.metadata)
        self._families: dict[str, Family] = {}
        self._pairs: dict[tuple[str, str], Table] = {}
        self._memory: dict[tuple[str, str], Any] = {}
        roots: dict[str, list[EntityType]] = {}
        for entity_type in schema:
            roots.setdefault(self._root(entity_type), []).append(entity_type)
        indexed = _relation_keys(schema)
        for root in sorted(roots, key=lambda name: name in _SHARED):
            family = self._family(root, roots[root], indexed)
            self._families |= dict.fromkeys(family.types, family)
        self._make_pairs()

    def family(self, entity_type: str) -> Family:
        """Return the family of a known entity type."""
        return self._families[entity_type]

    def families(self) -> Iterator[Family]:
        """Yield each family once."""
        yield from dict.fromkeys(self._families.values())

    def concrete(self, entity_type: str) -> tuple[str, ...]:
        """Return the type and all types that narrow it."""
        if entity_type == _VALUE:
            return self._families[_VALUE].types
        return (entity_type, *self.schema.subtypes(entity_type))

    def remembered(self, about: str, entity_type: str, find: Callable[[], _T]) -> _T:
        """Return what `find` found for an entity type; it is asked once, since tables never change."""
        found = self._memory.get((about, entity_type))
        if found is None:
            found = self._memory[about, entity_type] = find()
        return found

    def pair(self, entity_type: str, attribute: str) -> Table:
        """Return the hidden table of a many-to-many collection whose pairs no entity type shows."""
        for name in reversed(self.schema.lineage(entity_type)):
            if (name, attribute) in self._pairs:
                return self._pairs[name, attribute]
        raise KeyError((entity_type, attribute))

    def pairs(self) -> Iterable[Table]:
        """Return every hidden table of pairs."""
        return self._pairs.values()

    def _root(self, entity_type: EntityType) -> str:
        root = self.schema.lineage(entity_type.name)[-1]
        values = self.schema.entity_types.get(_VALUE)
        if values and root.endswith(_VALUE) and entity_type.primary_key == values.primary_key:
            return _VALUE
        return root

    def _family(self, root: str, members: list[EntityType], indexed: set[tuple[str, str]]) -> Family:
        kinds = _column_kinds(members)
        key = self.schema[root].primary_key
        shared = _SHARED.get(root)
        if shared is not None and shared in self._families:
            table, type_column = self._families[shared].table, TYPE_FROM
        else:
            table, type_column = self._table(root, members, kinds, key, indexed), TYPE
        return Family(root, tuple(member.name for member in members), key, kinds, table, type_column)

    def _table(
        self,
        root: str,
        members: list[EntityType],
        kinds: dict[str, ColumnKind],
        key: tuple[str, ...],
        indexed: set[tuple[str, str]],
    ) -> Table:
        columns: list[Column[Any]] = [
            Column(name, column_type("id" if name in key and kind == "text" else kind), nullable=name not in key)
            for name, kind in kinds.items()
        ]
        for name, kind in kinds.items():
            if kind == "variable":
                columns += [Column(name + TEXT, column_type("object")), Column(name + NUMBER, Float())]
        hidden = _keyless_links(members, self.schema)
        columns += [Column(hidden_key(link), String(255)) for link in hidden]
        if root == _VALUE:
            columns.append(Column(IS_SET, Boolean()))
        columns.append(Column(TYPE, String(255), nullable=False))
        if root in _SHARED.values():
            columns.append(Column(TYPE_FROM, String(255)))
        table = Table(identifier(root), self.metadata, *columns, PrimaryKeyConstraint(*key))
        names = {member.name for member in members}
        wanted = {name for owner, name in indexed if owner in names and name in kinds} | {hidden_key(n) for n in hidden}
        for name in sorted(wanted - {key[0]}):
            covered = [part for part in _COVERED.get((root, name), ()) if part in table.c]
            _index(root, table.c[name], [table.c[part] for part in covered], kinds.get(name))
        Index(identifier(f"ix_{root}_{TYPE}"), table.c[TYPE], *(table.c[name] for name in key))
        return table

    def _make_pairs(self) -> None:
        for entity_type in self.schema:
            base = self.schema.entity_types[entity_type.base] if entity_type.base else None
            for name, attribute in entity_type.attributes.items():
                inherited = base is not None and name in base
                if attribute.kind == "collection" and not inherited and is_paired(self.schema, entity_type.name, name):
                    table = Table(
                        identifier(f"_{entity_type.name}_{name}"),
                        self.metadata,
                        Column("owner_id", String(255), primary_key=True),
                        Column("target_id", String(255), primary_key=True, index=True),
                    )
                    self._pairs[entity_type.name, name] = table


def _index(root: str, column: Column[Any], covered: list[Column[Any]], kind: ColumnKind | None) -> None:
    name = identifier(f"ix_{root}_{column.name}")
    if kind == "text":  # SQLite's own collation of the column ignores case, elsewhere the index must
        Index(name, func.lower(column), *covered).ddl_if(dialect="postgresql")
        Index(name, column, *covered).ddl_if(dialect="sqlite")
    else:
        Index(name, column, *covered)


def _column_kinds(members: list[EntityType]) -> dict[str, ColumnKind]:
    kinds: dict[str, ColumnKind] = {}
    for member in members:
        for name, attribute in member.attributes.items():
            if attribute.kind == "scalar" and not is_computed_value(attribute):
                kinds.setdefault(name, column_kind(attribute))
        for name in member.primary_key:
            kinds.setdefault(name, "id")
    return dict(sorted(kinds.items()))


def _keyless_links(members: list[EntityType], schema: Schema) -> list[str]:
    """Return the links of a family whose key the server keeps without an attribute for it."""
    links = set()
    for member in members:
        for name, attribute in member.attributes.items():
            if (
                attribute.kind == "link"
                and attribute.foreign_key is None
                and attribute.target
                and not attribute.computed
            ):
                target_key = schema[attribute.target].primary_key
                if len(target_key) == 1 or not all(part in member for part in target_key):
                    links.add(name)
    return sorted(links)


def _relation_keys(schema: Schema) -> set[tuple[str, str]]:
    """Return every attribute that relations are followed by: (entity type, attribute)."""
    keys = set()
    for entity_type in schema:
        for name, attribute in entity_type.attributes.items():
            if attribute.foreign_key is not None:
                keys.add((entity_type.name, attribute.foreign_key))
            if attribute.kind in ("collection", "mapping"):
                reverse = collection_key(schema, entity_type.name, name)
                if reverse is not None:
                    holder = reverse.through or reverse.target
                    keys |= {(holder, key) for key in (reverse.foreign_key, reverse.target_key) if key is not None}
    keys.add(("Context", "name"))
    return keys
