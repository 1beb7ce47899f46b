"""Find what a name of a path means on an entity type, or on the types that narrow it."""

from __future__ import annotations

from dataclasses import dataclass

from ftrack_orm.errors import UnknownAttributeError
from ftrack_orm.query.ast import Segment
from ftrack_orm.sandbox.sql.query_fault import QueryFault
from ftrack_orm.sandbox.storage.relation_catalogue import RelationCatalogue
from ftrack_orm.schema import Attribute

__all__ = ["AttributeStep", "attribute_steps"]


@dataclass(frozen=True, slots=True)
class AttributeStep:
    """One meaning of a name: the attribute, and a type that has it.

    `types` are the concrete types with this meaning where others have another one (`Context.status` is a text of a
    project and a link of a task), else it is empty.
    """

    owner: str
    attribute: Attribute
    types: tuple[str, ...] = ()


def attribute_steps(
    relations: RelationCatalogue, entity_type: str, segment: Segment, *, continues: bool
) -> list[AttributeStep]:
    """Return the meanings of a name, plain values first, more than one only where narrower types disagree.

    Raises:
        QueryFault: There is none, or the path continues and it is a plain value.
    """
    stated = relations.schema[entity_type].attributes.get(segment.name)
    if stated is not None:
        found = [AttributeStep(entity_type, stated)]
    else:
        found = _narrower(relations, entity_type, segment.name)
    if not found:
        raise QueryFault(str(UnknownAttributeError(entity_type, segment.name, _names(relations, entity_type))), segment)
    if continues:
        followed = [step for step in found if step.attribute.is_relation]
        if not followed:
            raise QueryFault(f"{segment.name!r} is a plain value, it has no attributes", segment)
        return followed
    return sorted(found, key=lambda step: step.attribute.is_relation)


def _narrower(relations: RelationCatalogue, entity_type: str, name: str) -> list[AttributeStep]:
    groups: dict[object, list[str]] = {}
    for subtype in relations.tables.concrete(entity_type):
        attribute = relations.schema[subtype].attributes.get(name)
        if attribute is not None:
            meaning = relations.relation(subtype, name) if attribute.is_relation else attribute.kind
            groups.setdefault(meaning, []).append(subtype)
    return [
        AttributeStep(types[0], relations.schema[types[0]][name], tuple(types) if len(groups) > 1 else ())
        for types in groups.values()
    ]


def _names(relations: RelationCatalogue, entity_type: str) -> tuple[str, ...]:
    types = relations.tables.concrete(entity_type)
    return tuple(dict.fromkeys(name for subtype in types for name in relations.schema[subtype].attributes))
