"""Make collections hold exactly the entities that an operation lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.owner_type import server_word
from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.sandbox.storage.entity_row import EntityRow, Key, Values
from ftrack_orm.sandbox.storage.relation_catalogue import Through, ToMany
from ftrack_orm.sandbox.storage.tables import TYPE, Family
from ftrack_orm.sandbox.writing.creation import create_rows
from ftrack_orm.sandbox.writing.deletion import delete_found
from ftrack_orm.sandbox.writing.updating import update_rows

__all__ = ["settle_contents"]

_LINK_ROWS = frozenset({"ComponentLocation", "Manager", "UserSecurityRole", "UserSecurityRoleProject"})
"""Entities that only tie two others together, whatever keys they may lack."""


def settle_contents(message: Message) -> None:
    """Settle all collections that operations gave so far; of one given twice the last counts.

    What is listed is added everywhere before what is not is let go, so that an entity may move between collections.

    Raises:
        Refusal: A listed entity does not exist.
    """
    contents, message.state.contents = message.state.contents, []
    last = {(row.identity, name): (row, name) for row in contents for name in row.collections}
    settled = [_Content(message, row, name) for row, name in last.values()]
    for content in settled:
        content.add()
    for content in settled:
        content.let_go()


class _Content:
    """The new content of one collection."""

    def __init__(self, message: Message, row: EntityRow, name: str) -> None:
        self._message = message
        self._row = row
        self._relation = message.store.relations.relation(row.entity_type, name)
        self._family = message.store.tables.family(self._relation.target)
        self._name = name
        items = row.collections[name]
        self._keys = list(dict.fromkeys(tuple(item[part] for part in self._family.key) for item in items))

    def add(self) -> None:
        """Bring in what is listed and not there yet; of pairs, let go of the others too."""
        if self._family.root == "CustomAttributeValue":
            return  # each entity has its values already; they are set one by one
        self._refuse_unknown()
        if isinstance(self._relation, Through):
            _settle_pairs(self._message, self._row, self._relation, [key[0] for key in self._keys])
        elif isinstance(self._relation, ToMany):
            self._add_members(self._relation)

    def let_go(self) -> None:
        """Clear the key of members that are not listed; those that are nothing without it are deleted."""
        relation, message = self._relation, self._message
        if not isinstance(relation, ToMany) or self._family.root == "CustomAttributeValue":
            return
        kept = set(self._keys) | _kept_by_server(message, self._family, self._row)
        dying: list[Values] = []
        for key, values in _members(message, relation, self._family, self._row.key[0]).items():
            if key in kept:
                continue
            attribute = message.store.schema[values[TYPE]].attributes.get(relation.foreign_key)
            needed = relation.foreign_key in self._family.key or (attribute is not None and attribute.required)
            if needed or self._family.root in _LINK_ROWS:
                dying.append(values)
            else:
                self._change(key, values[TYPE], {relation.foreign_key: None})
        if dying:
            keys = (tuple(values[name] for name in self._family.key) for values in dying)
            message.state.let_go |= {(self._family.table.name, key) for key in keys}
            delete_found(message, self._family, dying)

    def _add_members(self, relation: ToMany) -> None:
        owner = self._row.key[0]
        current = _members(self._message, relation, self._family, owner)
        added = [key for key in self._keys if key not in current]
        new: Values = {relation.foreign_key: owner, **dict(relation.conditions)}
        if relation.type_attribute is not None:
            new[relation.type_attribute] = server_word(self._message, self._row.entity_type)
        stored = self._message.lookup.rows(self._family, added)
        for key in added:
            self._change(key, stored[key][TYPE], new)

    def _change(self, key: Key, entity_type: str, new: Values) -> None:
        values = dict(zip(self._family.key, key, strict=True)) | new
        update_rows(self._message, [EntityRow(self._row.position, "update", entity_type, self._family, values)])

    def _refuse_unknown(self) -> None:
        known = self._message.lookup.rows(self._family, self._keys)
        types = set(self._message.store.tables.concrete(self._relation.target))
        for key in self._keys:
            if key not in known or known[key][self._family.type_column] not in types:
                named = ", ".join(str(part) for part in key)
                cause = f"{self._row.entity_type}.{self._name}: there is no {self._relation.target} {named}"
                raise self._row.refusal("IntegrityError", f"(ForeignKeyError) {cause}")


def _members(message: Message, relation: ToMany, family: Family, owner: Any) -> dict[Key, Values]:
    table = family.table
    conditions = (table.c[name] == value for name, value in relation.conditions)
    types = table.c[family.type_column].in_(message.store.tables.concrete(relation.target))
    statement = select(table).where(table.c[relation.foreign_key] == owner, types, *conditions)
    rows = (dict(values) for values in message.connection.execute(statement).mappings())
    return {tuple(values[name] for name in family.key): values for values in rows}


def _kept_by_server(message: Message, family: Family, row: EntityRow) -> set[Key]:
    """Return members that the server adds itself: the author of a note is always among its recipients."""
    if family.root != "Recipient":
        return set()
    note = message.lookup.rows(row.family, [row.key]).get(row.key, {})
    return {(row.key[0], note.get("user_id"))}


def _settle_pairs(message: Message, row: EntityRow, relation: Through, keys: Sequence[Any]) -> None:
    owner, table = row.key[0], relation.pair
    mine, held = table.c[relation.owner_column], table.c[relation.target_column]
    current = set(message.connection.execute(select(held).where(mine == owner)).scalars())
    for chunk in chunks(current - set(keys)):
        message.connection.execute(table.delete().where(mine == owner, held.in_(chunk)))
    added = [{relation.owner_column: owner, relation.target_column: key} for key in keys if key not in current]
    if relation.pair_type is None:
        if added:
            message.connection.execute(table.insert(), added)
        return
    family = message.store.tables.family(relation.pair_type)
    message.lookup.forget(family)
    create_rows(message, [EntityRow(row.position, "create", relation.pair_type, family, values) for values in added])
