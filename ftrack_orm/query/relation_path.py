"""A link or collection reached from a class: `Task.status`, `Task.assignments`.

To the type checkers it is `type[Status]`, so that completion walks on; at run time it is a `RelationPath`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from ftrack_orm.errors import QueryError
from ftrack_orm.query.ast import AttributePath, Comparison, Criterion, In, Not, Null, RelationTest, Segment, Value
from ftrack_orm.query.combination import and_
from ftrack_orm.query.literal import literal
from ftrack_orm.query.path import Path

__all__ = ["AttributeSource", "RelationPath"]


class AttributeSource(Protocol):
    """The class-level attributes of one entity type; `mapping` implements it."""

    @property
    def entity_type(self) -> str:
        """Name of the entity type."""
        ...

    @property
    def primary_key(self) -> tuple[str, ...]:
        """Names of the key attributes."""
        ...

    def attribute(self, name: str) -> Path[Any] | RelationPath:
        """Return the expression of one attribute of the type.

        Raises:
            UnknownAttributeError: There is none.
        """
        ...

    def subtype(self, entity: object) -> AttributeSource | None:
        """Return the source of an entity class that narrows this type, None for anything else."""
        ...

    def names(self) -> Iterable[str]:
        """Return the names of all attributes."""
        ...


class RelationPath:
    """Steps to entities; attributes of the target follow, `any` and `has` test it."""

    __slots__ = ("_many", "_root", "_source", "_steps")

    def __init__(self, steps: tuple[Segment, ...], root: type[Any], source: AttributeSource, *, many: bool) -> None:
        self._steps = steps
        self._root = root
        self._source = source
        self._many = many

    @property
    def path(self) -> AttributePath:
        """The path as a node of the tree."""
        return AttributePath(self._steps)

    def prefixed(self, root: type[Any], steps: tuple[Segment, ...]) -> RelationPath:
        """Return the same relation, reached from another class through more steps."""
        return RelationPath(steps + self._steps, root, self._source, many=self._many)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._source.attribute(name).prefixed(self._root, self._steps)

    def __dir__(self) -> Iterable[str]:
        return [*self._source.names(), "any", "as_", "has", "in_", "not_in"]

    def __repr__(self) -> str:
        return f"<RelationPath {self.path} to {self._source.entity_type}>"

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> Criterion:  # type: ignore[override]  # an expression
        if other is None:
            return self._is_none()
        return Comparison(self._key(), "is", self._key_of(other))

    def __ne__(self, other: object) -> Criterion:  # type: ignore[override]  # an expression
        if other is None:
            return Not(self._is_none()) if self._many else Comparison(self.path, "is_not", Null())
        return Comparison(self._key(), "is_not", self._key_of(other))

    def any(self, *criteria: Criterion) -> Criterion:
        """Test that one of the related entities meets all criteria; without any: that there is one."""
        if not self._many:
            raise QueryError(f"{self.path} is a link to one {self._source.entity_type}; use has(...)")
        return RelationTest(self.path, "any", and_(*criteria) if criteria else None)

    def has(self, *criteria: Criterion) -> Criterion:
        """Test that the linked entity meets all criteria; without any: that there is one."""
        if self._many:
            raise QueryError(f"{self.path} is a collection of {self._source.entity_type}; use any(...)")
        return RelationTest(self.path, "has", and_(*criteria) if criteria else None)

    def is_empty(self) -> Criterion:
        """Test that nothing is related."""
        return self._is_none()

    def in_(self, entities: object) -> Criterion:
        """Test that the linked entity is one of these, or one that a subquery gives the key of."""
        return self._in(entities, negated=False)

    def not_in(self, entities: object) -> Criterion:
        """Test that the linked entity is none of these."""
        return self._in(entities, negated=True)

    def as_(self, subtype: object) -> RelationPath:
        """Treat the target as a narrower type: `Appointment.resource.as_(User).username`."""
        source = self._source.subtype(subtype)
        if source is None:
            raise QueryError(f"{getattr(subtype, '__name__', subtype)} does not narrow {self._source.entity_type}")
        last = self._steps[-1]
        steps = (*self._steps[:-1], Segment(last.name, source.entity_type))
        return RelationPath(steps, self._root, source, many=self._many)

    def _is_none(self) -> Criterion:
        if self._many:
            return Not(RelationTest(self.path, "any"))
        return Comparison(self.path, "is", Null())

    def _key(self) -> AttributePath:
        if self._many:
            raise QueryError(f"{self.path} is a collection; use {self.path}.any(...)")
        if len(self._source.primary_key) != 1:
            raise QueryError(f"{self._source.entity_type} has a composite key; compare its attributes with has(...)")
        return AttributePath((*self._steps, Segment(self._source.primary_key[0])))

    def _key_of(self, entity: object) -> Value:
        key = getattr(entity, "__ftrack_key__", None)
        if not isinstance(key, tuple) or isinstance(entity, type):
            raise QueryError(
                f"{self.path} is compared with an entity or None, got {entity!r}; compare an attribute of it instead, "
                f"as {self.path}.{self._source.primary_key[0]} == ..."
            )
        return literal(key[0])

    def _in(self, entities: object, *, negated: bool) -> Criterion:
        query = getattr(entities, "query", None)
        if query is not None:
            return In(self._key(), query, negated)
        if isinstance(entities, str) or not isinstance(entities, Iterable):
            raise QueryError(f"in_ takes several entities or a select(...), got {entities!r}")
        return In(self._key(), tuple(self._key_of(entity) for entity in entities), negated)
