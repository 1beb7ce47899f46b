"""One entity type within a statement: its table under a name of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, true

from ftrack_orm.sandbox.sql.comparison import Operand
from ftrack_orm.sandbox.sql.computed import computed_expression
from ftrack_orm.sandbox.sql.query_fault import QueryFault
from ftrack_orm.sandbox.storage.relation_catalogue import RelationCatalogue
from ftrack_orm.sandbox.storage.tables import NUMBER, TEXT, Family
from ftrack_orm.schema import Attribute

__all__ = ["Scope", "of_types"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Rows of an entity type, under an alias of its family's table; `depth` counts the selects around its own."""

    entity_type: str
    family: Family
    source: FromClause
    depth: int = 0

    @classmethod
    def of(cls, relations: RelationCatalogue, entity_type: str, depth: int = 0) -> Scope:
        """Return a new scope; each has an alias of its own, so that nothing correlates by accident."""
        family = relations.tables.family(entity_type)
        return cls(entity_type, family, family.table.alias(), depth)

    @property
    def key(self) -> ColumnElement[Any]:
        """The (first) column of the primary key."""
        return self.source.c[self.family.key[0]]

    def is_of_type(self, relations: RelationCatalogue) -> ColumnElement[bool]:
        """Return the test that a row is of the entity type or a narrower one."""
        if self.entity_type == self.family.root:
            return true()
        return of_types(self, relations.tables.concrete(self.entity_type))

    def operand(self, relations: RelationCatalogue, owner: str, attribute: Attribute, start: int | None) -> Operand:
        """Return a scalar as the left side of a comparison.

        Raises:
            QueryFault: The server computes it and cannot compare by it.
        """
        label, name = f"{owner}.{attribute.name}", attribute.name
        kind = self.family.kinds.get(name)
        if kind is None:
            computed = computed_expression(relations, self.source, owner, name)
            if computed is None:
                raise QueryFault(f"{label} is computed by the server, it cannot be compared or sorted by", start)
            return Operand(self._where_stated(relations, name, computed.expression), computed.kind, label, start)
        columns = self.source.c
        if kind == "variable":
            return Operand(columns[name], kind, label, start, columns[name + TEXT], columns[name + NUMBER])
        return Operand(columns[name], kind, label, start)

    def _where_stated(
        self, relations: RelationCatalogue, name: str, expression: ColumnElement[Any]
    ) -> ColumnElement[Any]:
        """Return a computed value of the rows whose type states it; null for others, and where a join met no row."""
        types = (one for one in relations.tables.concrete(self.entity_type) if name in relations.schema[one])
        return case((of_types(self, tuple(types)), expression))


def of_types(scope: Scope, types: tuple[str, ...]) -> ColumnElement[bool]:
    """Return the test that a row is of one of these concrete types."""
    column = scope.source.c[scope.family.type_column]
    return column == types[0] if len(types) == 1 else column.in_(types)
