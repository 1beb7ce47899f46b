"""What a query asks for, as a tree of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ftrack_orm.query.ast import AttributePath, Function, Query, Segment
from ftrack_orm.sandbox.sql.attribute_step import AttributeStep, attribute_steps
from ftrack_orm.sandbox.sql.query_fault import QueryFault
from ftrack_orm.sandbox.storage.relation_catalogue import RelationCatalogue
from ftrack_orm.schema import Attribute, EntityType

__all__ = ["ProjectionTree", "projection_tree"]


@dataclass(slots=True)
class ProjectionTree:
    """The names asked for on one level; a name with a cast counts for entities of that type only."""

    children: dict[tuple[str, str | None], ProjectionTree] = field(default_factory=dict)
    is_default: bool = False
    """Whether it is that of a query which names nothing."""

    def add(self, segments: Iterable[Segment]) -> None:
        """Add a path below this level."""
        tree = self
        for segment in segments:
            tree = tree.children.setdefault((segment.name, segment.cast), ProjectionTree())

    def __iter__(self) -> Iterator[tuple[str, str | None, ProjectionTree]]:
        for (name, cast), tree in self.children.items():
            yield name, cast, tree

    @property
    def names(self) -> set[str]:
        """The names on this level."""
        return {name for name, _ in self.children}

    def unasked(self, entity_type: EntityType, *, only_asked: bool) -> tuple[str, ...]:
        """Return what an entity brings without being asked; a relation that ends here is a mere mention of it."""
        if only_asked:
            return entity_type.always_projected if self.is_default else entity_type.primary_key
        named = entity_type.always_projected if self.children or self.is_default else ()
        return tuple(dict.fromkeys((*named, *entity_type.system_projected)))


def projection_tree(relations: RelationCatalogue, query: Query) -> ProjectionTree:
    """Return the tree of a query's projections.

    Raises:
        QueryFault: A path does not fit the schema, ends in what can only be filtered on, or is an aggregate.
    """
    tree = ProjectionTree(is_default=not query.projections)
    for projection in query.projections:
        if isinstance(projection, Function):
            raise QueryFault(f"{projection.name}(...) needs a group by", projection.start)
        mappings = _checked(relations, query.entity_type, projection)
        tree.add(projection.segments)
        for mapping in mappings:
            for name in (mapping.key_attribute, mapping.value_attribute):
                tree.add((*projection.segments, Segment(str(name))))
    return tree


def _checked(relations: RelationCatalogue, entity_type: str, path: AttributePath) -> list[Attribute]:
    """Return the mappings that a path ends in: their keys and values come along."""
    mappings: list[Attribute] = []
    types = [entity_type]
    for index, segment in enumerate(path.segments):
        last = index == len(path.segments) - 1
        reached: list[str] = []
        for name, steps in _steps(relations, types, segment, continues=not last):
            for step in steps:
                if step.attribute.restricted:
                    raise QueryFault(f"{name}.{segment.name} can be filtered on, but not selected", segment)
                reached.append(segment.cast or str(step.attribute.target))
                if last and step.attribute.kind == "mapping" and step.attribute.key_attribute is not None:
                    mappings.append(step.attribute)
        types = list(dict.fromkeys(reached))
    return mappings


def _steps(
    relations: RelationCatalogue, types: list[str], segment: Segment, *, continues: bool
) -> list[tuple[str, list[AttributeStep]]]:
    """Return the meanings of a name on each type that has it; one must."""
    found, faults = [], []
    for name in types:
        try:
            found.append((name, attribute_steps(relations, name, segment, continues=continues)))
        except QueryFault as fault:
            faults.append(fault)
    if not found:
        raise faults[0]
    return found
