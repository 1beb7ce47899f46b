"""The oracle: what a query gives, worked out entity by entity over plain data.

It follows a path from one entity to the next and knows each by its concrete type. A criterion is true, false or None
(unknown); only what is true is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from ftrack_orm.query.ast import (
    And,
    AttributePath,
    Comparison,
    Criterion,
    Function,
    In,
    Not,
    Null,
    Or,
    Query,
    RelationTest,
    Segment,
)
from ftrack_orm.query.checking.checker import check_query
from ftrack_orm.query.checking.resolution import PathProblem, follow_path
from ftrack_orm.schema import Attribute
from tests.query.oracle.comparison import Truth, compared, contained, folded
from tests.query.oracle.world import SCHEMA, Entity, World, is_a

__all__ = ["Oracle"]


class Oracle:
    """Answers queries over a world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def entities(self, query: Query) -> list[Entity]:
        """Return the entities of a query, in its order and then by their keys, of its page only."""
        return self._page(query, [one for one in self._world.of_type(query.entity_type) if self._fits(query, one)])

    def groups(self, query: Query) -> list[dict[str, Any]]:
        """Return the rows of a query with `group by`, in no order."""
        groups: dict[tuple[Any, ...], list[Entity]] = {}
        for entity in self._world.of_type(query.entity_type):
            if self._fits(query, entity):
                keys = tuple(_group_key(self._value(entity, path)) for path in query.group_by)
                groups.setdefault(keys, []).append(entity)
        return [self._group(query, members) for members in groups.values()]

    def truth(self, criterion: Criterion, entity: Entity) -> Truth:
        """Return whether a criterion holds for an entity."""
        match criterion:
            case And(parts):
                answers = [self.truth(part, entity) for part in parts]
                return False if False in answers else None if None in answers else True
            case Or(parts):
                answers = [self.truth(part, entity) for part in parts]
                return True if True in answers else None if None in answers else False
            case Not(inner):
                answer = self.truth(inner, entity)
                return None if answer is None else not answer
            case RelationTest(path, _, inner):
                return self._exists(entity, path.segments, inner)
            case Comparison():
                return self._tested(entity, criterion.path.segments, criterion)
            case In():
                if criterion.choices == ():
                    return criterion.negated
                return self._tested(entity, criterion.path.segments, criterion)
        raise TypeError(type(criterion).__name__)

    def _fits(self, query: Query, entity: Entity) -> bool:
        return query.where is None or self.truth(query.where, entity) is True

    def _page(self, query: Query, entities: list[Entity]) -> list[Entity]:
        for ordering in reversed(query.order_by):
            path = ordering.path
            entities.sort(key=lambda one: _sort_key(self._value(one, path)), reverse=ordering.descending)
        start = query.offset or 0
        return entities[start:] if query.limit is None else entities[start : start + query.limit]

    def _tested(self, entity: Entity, path: tuple[Segment, ...], test: Comparison | In) -> Truth:
        segment, rest = path[0], path[1:]
        attribute = _attribute(entity.type, segment.name)
        if not rest and (attribute is None or not attribute.is_relation):
            return self._scalar(entity, attribute, segment.name, test)
        if attribute is None:
            return False if _names_collection(segment.name) else _of_null(test)
        if not attribute.is_relation:
            return None
        if not rest:
            return self._relation(entity, segment, attribute, test)
        if not _leads_on(attribute, segment, rest):
            return None
        related = self._related(entity, segment, attribute)
        if attribute.kind == "link":
            return self._tested(related[0], rest, test) if related else _of_null(test)
        return any(self._tested(one, rest, test) is True for one in related)

    def _scalar(self, entity: Entity, attribute: Attribute | None, name: str, test: Comparison | In) -> Truth:
        value = self._plain(entity, name) if attribute is not None else None
        kind = "text" if attribute is None else _kind(attribute)
        if isinstance(test, Comparison):
            return compared(kind, value, test.operator, test.value)
        if not isinstance(test.choices, Query):
            return contained(kind, value, test.choices, test.negated)
        if value is None:
            return None
        same = folded if kind == "text" else lambda one: one
        chosen = {same(one) for one in self._selected(test.choices)}
        return (same(value) in chosen) is not test.negated

    def _relation(self, entity: Entity, segment: Segment, attribute: Attribute, test: Comparison | In) -> Truth:
        """Test a relation for none; no other test fits one, though it may fit what else the name means."""
        if not isinstance(test, Comparison) or not isinstance(test.value, Null):
            return None
        if test.operator not in ("is", "is_not"):
            return None
        return bool(self._related(entity, segment, attribute)) is (test.operator == "is_not")

    def _exists(self, entity: Entity, path: tuple[Segment, ...], inner: Criterion | None) -> bool:
        segment, rest = path[0], path[1:]
        attribute = _attribute(entity.type, segment.name)
        if attribute is None or not attribute.is_relation or (rest and not _leads_on(attribute, segment, rest)):
            return False
        related = self._related(entity, segment, attribute)
        if rest:
            return any(self._exists(one, rest, inner) for one in related)
        if inner is None or not _makes_sense(inner, segment.cast or str(attribute.target)):
            return inner is None and bool(related)
        return any(self.truth(inner, one) is True for one in related)

    def _related(self, entity: Entity, segment: Segment, attribute: Attribute) -> list[Entity]:
        if attribute.kind == "link":
            linked = self._world.linked(entity, segment.name)
            found = [] if linked is None else [linked]
        else:
            found = self._world.collected(entity, segment.name)
        return [one for one in found if segment.cast is None or is_a(one.type, segment.cast)]

    def _selected(self, query: Query) -> list[Any]:
        (projection,) = query.projections
        assert isinstance(projection, AttributePath)
        values = [value for one in self.entities(query) for value in self._values(one, projection.segments)]
        return [value for value in values if value is not None]

    def _values(self, entity: Entity, path: tuple[Segment, ...]) -> list[Any]:
        """Return the values at the end of a path, one for each way across collections."""
        segment, rest = path[0], path[1:]
        attribute = _attribute(entity.type, segment.name)
        if attribute is None:
            return [None]
        if not rest:
            if attribute.kind == "link":
                return [one.values["id"] for one in self._related(entity, segment, attribute)] or [None]
            return [self._plain(entity, segment.name)]
        if not attribute.is_relation:
            return [None]
        return [value for one in self._related(entity, segment, attribute) for value in self._values(one, rest)]

    def _value(self, entity: Entity, path: AttributePath) -> Any:
        values = self._values(entity, path.segments)
        return values[0] if values else None

    def _plain(self, entity: Entity, name: str) -> Any:
        match name:
            case "time_logged":
                return self._world.time_logged(entity)
            case "bid_time_logged_difference":
                return (entity.values.get("bid") or 0.0) - self._world.time_logged(entity)
            case _:
                return entity.values.get(name)

    def _group(self, query: Query, members: list[Entity]) -> dict[str, Any]:
        row = {str(path): _group_key(self._value(members[0], path)) for path in query.group_by}
        for projection in query.projections:
            if isinstance(projection, Function):
                values = [self._value(one, projection.path) for one in members]
                known = [value for value in values if value is not None]
                row[f"{projection.name}_{projection.path}"] = _AGGREGATES[projection.name](known)
        return row


def _attribute(concrete: str, name: str) -> Attribute | None:
    """Return what a name is on a type; a project, whose `project_id` is its own id, counts as its own project."""
    if (concrete, name) == ("Project", "project"):
        concrete = "TypedContext"
    return SCHEMA[concrete].attributes.get(name)


@cache
def _leads_on(attribute: Attribute, segment: Segment, rest: tuple[Segment, ...]) -> bool:
    """Tell whether the rest of a path exists from here; where a name has two meanings, it may for one of them only."""
    target = segment.cast or str(attribute.target)
    return not isinstance(follow_path(SCHEMA, (target,), AttributePath(rest)), PathProblem)


@cache
def _makes_sense(criterion: Criterion, entity_type: str) -> bool:
    """Tell whether a criterion can be asked of a type, for the same reason."""
    findings = check_query(Query(entity_type, (), criterion), SCHEMA)
    return not any(finding.severity == "error" for finding in findings)


def _kind(attribute: Attribute) -> str:
    if attribute.type == "integer":
        return "integer"
    return "id" if attribute.value_kind == "text" and attribute.name.endswith("_id") else attribute.value_kind


def _names_collection(name: str) -> bool:
    """Tell whether a name is a collection wherever it occurs."""
    found = [one.attributes[name] for one in SCHEMA if name in one.attributes]
    return all(attribute.kind in ("collection", "mapping") for attribute in found)


def _of_null(test: Comparison | In) -> Truth:
    return compared("text", None, test.operator, test.value) if isinstance(test, Comparison) else None


def _sort_key(value: Any) -> tuple[Any, ...]:
    """Sort null first, and text without the case of ASCII letters."""
    if isinstance(value, str):
        value = "".join(one.lower() if one.isascii() else one for one in value)
    return (value is not None, value) if value is not None else (False,)


def _group_key(value: Any) -> Any:
    return folded(value) if isinstance(value, str) else value


def _least(values: Iterable[Any], choose: Callable[..., Any]) -> Any:
    return _group_key(choose(values, key=_sort_key, default=None))


_AGGREGATES: dict[str, Callable[[list[Any]], Any]] = {
    "count": len,
    "sum": lambda values: sum(values) if values else None,
    "avg": lambda values: sum(values) / len(values) if values else None,
    "min": lambda values: _least(values, min),
    "max": lambda values: _least(values, max),
}
