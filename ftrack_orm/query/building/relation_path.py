"""A link or collection reached from a class: `Task.status`, `Task.assignments`.

To the type checkers it is `type[Status]`, so that completion walks on; at run time it is a `RelationPath`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, Protocol

from ftrack_orm.errors import QueryError, UnknownAttributeError
from ftrack_orm.query.ast import (
    And,
    AttributePath,
    Comparison,
    Criterion,
    In,
    Not,
    Null,
    Query,
    RelationTest,
    Segment,
    Value,
)
from ftrack_orm.query.building.combination import checked
from ftrack_orm.query.building.condition_building import choices, subquery_of
from ftrack_orm.query.building.keyed_path import KeyedPath
from ftrack_orm.query.building.path import Path
from ftrack_orm.query.criterion import SHORT
from ftrack_orm.query.literal import literal
from ftrack_orm.query.root import check_criteria, reached

__all__ = ["AttributeSource", "RelationPath"]


class AttributeSource(Protocol):
    """The class-level attributes of one entity type; `mapping` implements it."""

    @property
    def entity_type(self) -> str:
        """Name of the entity type."""
        ...

    @property
    def entity_class(self) -> type[Any]:
        """The class itself."""
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
    """Steps to entities; attributes of the target follow, `any` and `has` test it.

    `many` tells a collection from a link; `mapping` names the target's attributes for key and value, where the entities
    are found by a key: `Shot.metadata["reel"]`. Of `keys`, those that are known, one may be written as an attribute:
    `Shot.custom_attributes.fps`.
    """

    __slots__ = ("__dict__", "_keys", "_many", "_mapping", "_narrowed", "_path", "_root", "_source")

    def __init__(
        self,
        steps: tuple[Segment, ...],
        root: type[Any],
        source: AttributeSource,
        *,
        many: bool,
        mapping: tuple[str, str] | None = None,
        keys: Callable[[], Collection[str]] = tuple,
    ) -> None:
        self._path = reached(AttributePath(steps), root)
        self._root = root
        self._source = source
        self._many = many
        self._mapping = mapping
        self._keys = keys
        self._narrowed: dict[object, RelationPath] = {}
        """By subtype what `as_` gave, so that the next cast costs a look-up."""

    def __getattr__(self, name: str) -> Any:
        """Walk to an attribute of the target; it is kept in `__dict__`, so that the next walk does not come here."""
        if name.startswith("__"):
            raise AttributeError(name)
        expression: Path[Any] | RelationPath | KeyedPath[Any] | None = self._keyed(name)
        if expression is None:
            expression = _prefixed(self._source.attribute(name), self._root, self._path.segments)
        self.__dict__[name] = expression
        return expression

    def _keyed(self, name: str) -> KeyedPath[Any] | None:
        """Return the entry of a key that is written as an attribute; None where it is none."""
        if self._mapping is None or name in self._source.names():
            return None
        known = self._keys()
        if name in known:
            return self[name]
        raise UnknownAttributeError(str(self._path), name, (*self._source.names(), *known))

    def __getitem__(self, key: str) -> KeyedPath[Any]:
        if self._mapping is None:
            raise QueryError(f"{self._path} has no keys; only mappings such as metadata['reel'] are read by key")
        return KeyedPath(self._path, self._source.entity_type, self._mapping, key)

    __iter__ = None

    def __contains__(self, item: object) -> bool:
        test = "any(...)" if self._many else f"in_(...), or {self._path} == ..."
        raise QueryError(f"'in' gives no criterion: write {self._path}.{test}")

    def __dir__(self) -> Iterable[str]:
        own = ("any", "as_", "has", "in_", "is_empty", "not_in")
        return [*self._source.names(), *filter(str.isidentifier, self._keys()), *own]

    def __str__(self) -> str:
        return str(self._path)

    def __repr__(self) -> str:
        return f"<RelationPath {self._path} to {self._source.entity_type}>"

    if TYPE_CHECKING:

        def __hash__(self) -> int: ...
    else:
        __hash__ = object.__hash__

    def __eq__(self, other: object) -> Criterion:  # type: ignore[override]  # an expression
        if other is None:
            return self.is_empty()
        return Comparison(self._key(), "is", self._key_of(other))

    def __ne__(self, other: object) -> Criterion:  # type: ignore[override]  # an expression
        if other is None:
            return RelationTest(self._path, "any") if self._many else Comparison(self._path, "is_not", Null())
        return Comparison(self._key(), "is_not", self._key_of(other))

    def any(self, *criteria: Criterion) -> Criterion:
        """Test that one of the related entities meets all criteria; without any: that there is one."""
        if not self._many:
            raise QueryError(f"{self._path} is a link to one {self._source.entity_type}; use has(...)")
        return _test(self, "any", criteria)

    def has(self, *criteria: Criterion) -> Criterion:
        """Test that the linked entity meets all criteria; without any: that there is one."""
        if self._many:
            raise QueryError(f"{self._path} is a collection of {self._source.entity_type}; use any(...)")
        return _test(self, "has", criteria)

    def is_empty(self) -> Criterion:
        """Test that nothing is related."""
        return Not(RelationTest(self._path, "any")) if self._many else Comparison(self._path, "is", Null())

    def in_(self, entities: object) -> Criterion:
        """Test that the linked entity is one of these, or one that a subquery gives: entities or their keys."""
        return self._membership(entities, negated=False)

    def not_in(self, entities: object) -> Criterion:
        """Test that the linked entity is none of these."""
        return self._membership(entities, negated=True)

    def as_(self, subtype: object) -> RelationPath:
        """Treat the target as a narrower type: `Appointment.resource.as_(User).username`."""
        if isinstance(subtype, type) and subtype in self._narrowed:
            return self._narrowed[subtype]
        source = self._source.subtype(subtype)
        if source is None:
            raise QueryError(f"{getattr(subtype, '__name__', subtype)} does not narrow {self._source.entity_type}")
        *before, last = self._path.segments
        steps = (*before, Segment(last.name, source.entity_type))
        narrowed = RelationPath(steps, self._root, source, many=self._many, mapping=self._mapping, keys=self._keys)
        self._narrowed[subtype] = narrowed
        return narrowed

    def _met(self, criteria: tuple[Criterion, ...]) -> Criterion | None:
        """Return all criteria on the target as one, None for none."""
        check_criteria(self._source.entity_class, checked(criteria))
        if len(criteria) == 1:
            return criteria[0]
        return And.of(criteria) if criteria else None

    def _key(self) -> AttributePath:
        if self._many:
            raise QueryError(f"{self._path} is a collection; use {self._path}.any(...)")
        return reached(AttributePath((*self._path.segments, Segment(self._key_name()))), self._root)

    def _key_name(self) -> str:
        (name, *more) = self._source.primary_key
        if more:
            raise QueryError(f"{self._source.entity_type} has a composite key; compare its attributes with has(...)")
        return name

    def _key_of(self, entity: object) -> Value:
        key = getattr(entity, "__ftrack_key__", None)
        if not isinstance(key, tuple) or isinstance(entity, type):
            raise QueryError(
                f"{self._path} is compared with an entity or None, got {entity!r}; compare an attribute of it instead, "
                f"as {self._path}.{self._source.primary_key[0]} == ..."
            )
        if not self._may_be(entity):
            raise QueryError(f"{self._path} leads to a {self._source.entity_type}, it is never {entity!r}")
        return literal(key[0])

    def _may_be(self, entity: object) -> bool:
        """Tell whether the target may be an entity, or one that a word stands for."""
        if isinstance(entity, Enum):
            return getattr(entity, "__entity_type__", None) == self._source.entity_type
        return self._source.subtype(type(entity)) is not None

    def _membership(self, entities: object, *, negated: bool) -> Criterion:
        path = self._key()
        query = subquery_of(entities)
        if query is not None:
            return In(path, self._keys_query(query, getattr(entities, "entity", None)), negated)
        return In(path, tuple(self._key_of(entity) for entity in choices(self, entities)), negated)

    def _keys_query(self, query: Query, entity: object) -> Query:
        """Return a query of entities as one of their keys; one of keys stays itself."""
        if query.projections:
            if len(query.projections) == 1 and isinstance(query.projections[0], AttributePath):
                return query
            raise QueryError(f"{self._path} is compared with entities or one key: write in_(select(...).where(...))")
        if entity is not None and self._source.subtype(entity) is None:
            raise QueryError(f"{self._path} leads to a {self._source.entity_type}, it is never a {query.entity_type}")
        return replace(query, projections=(AttributePath((Segment(self._key_name()),)),), text=None)


def _test(relation: RelationPath, quantifier: Literal["any", "has"], criteria: tuple[Criterion, ...]) -> Criterion:
    """Return the test of a relation, written where what it asks for is."""
    path = relation._path
    if len(criteria) != 1 or getattr(criteria[0], "_about", None) is not relation._source.entity_class:
        return RelationTest(path, quantifier, relation._met(criteria))
    inner = criteria[0]
    test: Any = RelationTest(path, quantifier, inner)
    test._about = path._root
    text = inner._text
    if text and len(text) < SHORT:
        test._text = f"{path._text or path} {quantifier} ({text})"
    return test  # type: ignore[no-any-return]  # see `node`


def _prefixed(
    expression: Path[Any] | RelationPath, root: type[Any], steps: tuple[Segment, ...]
) -> Path[Any] | RelationPath:
    """Return an expression of the target, reached from the root through the steps before it."""
    if isinstance(expression, Path):
        return expression.prefixed(root, steps)
    walked = steps + expression._path.segments
    many, mapping, keys = expression._many, expression._mapping, expression._keys
    return RelationPath(walked, root, expression._source, many=many, mapping=mapping, keys=keys)
