"""Write entities out in full wherever they are met, for clients that want plain JSON (`denormalize:1`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ftrack_orm.sandbox.reading.entity_graph import EntityRecord
from ftrack_orm.sandbox.reading.projection import ProjectionTree
from ftrack_orm.sandbox.storage.relation_catalogue import RelationCatalogue
from ftrack_orm.transport.operation import JSON

__all__ = ["Denormalization"]


class Denormalization:
    """Follows what a query asked for; with `only_asked` it leaves out what else entities bring (the strict API)."""

    def __init__(self, relations: RelationCatalogue, *, only_asked: bool) -> None:
        self._relations = relations
        self._only_asked = only_asked

    def write(self, records: Iterable[EntityRecord], tree: ProjectionTree) -> list[JSON]:
        """Return a row for each record: nested as deep as the tree is, whatever leads back to where it came from."""
        return [self._row(record, tree) for record in records]

    def _row(self, record: EntityRecord, tree: ProjectionTree) -> dict[str, JSON]:
        row = dict(record.reference)
        stated = self._relations.schema[str(record.reference["__entity_type__"])]
        unasked = tree.unasked(stated, only_asked=self._only_asked)
        for name in dict.fromkeys((*unasked, *(name for name, _, _ in tree))):
            if name in record.data:
                row[name] = self._value(record.data[name], name, tree)
        return row

    def _value(self, value: Any, name: str, tree: ProjectionTree) -> JSON:
        if isinstance(value, EntityRecord):
            return self._row(value, self._below(tree, name, value))
        if isinstance(value, list) and value and isinstance(value[0], EntityRecord):
            return [self._row(item, self._below(tree, name, item)) for item in value]
        encoded: JSON = value
        return encoded

    def _below(self, tree: ProjectionTree, name: str, record: EntityRecord) -> ProjectionTree:
        """Return what is asked for below a name: of all its casts that the record's type fits."""
        entity_type = record.reference["__entity_type__"]
        subtrees = [
            subtree
            for child, cast, subtree in tree
            if child == name and (cast is None or entity_type in self._relations.tables.concrete(cast))
        ]
        return subtrees[0] if len(subtrees) == 1 else _merged(subtrees)


def _merged(trees: Iterable[ProjectionTree]) -> ProjectionTree:
    merged = ProjectionTree()
    for tree in trees:
        for name, cast, subtree in tree:
            place = (name, cast)
            known = merged.children.get(place)
            merged.children[place] = subtree if known is None else _merged((known, subtree))
    return merged
