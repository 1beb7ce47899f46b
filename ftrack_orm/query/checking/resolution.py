"""Follow a path through a schema, over subtypes and casts.

An attribute of a subtype may be named on the declared type: `resource.username` stands on User, though a resource may
be a Group. Where subtypes disagree (`Context.status` is a link on a task and text on a project) every reading is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ftrack_orm.errors import did_you_mean
from ftrack_orm.query.ast import AttributePath, Segment
from ftrack_orm.schema import Attribute, Schema

__all__ = ["PathProblem", "Resolution", "Step", "Variant", "follow_path"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One reading of a step: an attribute, and the widest types that state it so."""

    owners: tuple[str, ...]
    attribute: Attribute

    def __str__(self) -> str:
        return f"{self.owners[0]}.{self.attribute.name}"


@dataclass(frozen=True, slots=True)
class Step:
    """One segment of a path: what it may be read as, and the types that it leads to (none for a plain value)."""

    segment: Segment
    variants: tuple[Variant, ...]
    targets: tuple[str, ...]

    @property
    def attribute(self) -> Attribute:
        """The first reading."""
        return self.variants[0].attribute

    @property
    def is_collection(self) -> bool:
        """Whether it leads to many, in every reading."""
        return all(variant.attribute.kind in ("collection", "mapping") for variant in self.variants)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Every step of a path."""

    steps: tuple[Step, ...]

    @property
    def last(self) -> Step:
        """What the path ends in."""
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class PathProblem:
    """Why a path leads nowhere, and where in the text, for a path that was parsed."""

    message: str
    start: int | None = None

    def __str__(self) -> str:
        return self.message


def follow_path(schema: Schema, entity_types: Sequence[str], path: AttributePath) -> Resolution | PathProblem:
    """Return what a path leads to from any of these types, or why it leads nowhere."""
    steps: list[Step] = []
    types = tuple(entity_types)
    last = path.segments[-1]
    for segment in path.segments:
        if not types:
            return PathProblem(
                f"{steps[-1].segment.name!r} is a plain value, it has no attribute {segment.name!r}", segment.start
            )
        variants = _variants(schema, types, segment.name)
        if not variants:
            return _unknown(schema, types, segment, steps[-1] if steps else None)
        if segment is not last or segment.cast:
            variants = tuple(variant for variant in variants if variant.attribute.is_relation) or variants
        types = _targets(variants)
        if segment.cast:
            if (problem := _cast_problem(schema, segment, types)) is not None:
                return problem
            types = (segment.cast,)
        steps.append(Step(segment, variants, types))
    return Resolution(tuple(steps))


def _variants(schema: Schema, types: tuple[str, ...], name: str) -> tuple[Variant, ...]:
    found: list[tuple[str, Attribute]] = []
    for entity_type in types:
        attribute = schema.entity_types[entity_type].attributes.get(name)
        if attribute is not None:
            found.append((entity_type, attribute))
        else:
            found += _of_subtypes(schema, entity_type, name)
    if len(found) == 1:
        return (Variant((found[0][0],), found[0][1]),)
    distinct: list[Attribute] = []
    for _, attribute in found:
        if attribute not in distinct:
            distinct.append(attribute)
    return tuple(Variant(tuple(owner for owner, other in found if other == one), one) for one in distinct)


def _of_subtypes(schema: Schema, entity_type: str, name: str) -> Iterator[tuple[str, Attribute]]:
    for subtype in schema.subtypes(entity_type):
        attribute = schema.entity_types[subtype].attributes.get(name)
        base = schema.entity_types[subtype].base
        if attribute is not None and (base is None or name not in schema.entity_types[base].attributes):
            yield subtype, attribute


def _targets(variants: tuple[Variant, ...]) -> tuple[str, ...]:
    targets = (variant.attribute.target for variant in variants)
    return tuple(dict.fromkeys(target for target in targets if target is not None))


def _unknown(schema: Schema, types: tuple[str, ...], segment: Segment, before: Step | None) -> PathProblem:
    message = f"unknown attribute {segment.name!r} on {' or '.join(types)}"
    if before is not None and before.attribute.key_attribute is not None:
        key, value = before.attribute.key_attribute, before.attribute.value_attribute
        advice = f'; write: {before.segment.name} any ({key} is "{segment.name}" and {value} is ...)'
        return PathProblem(message + advice, segment.start)
    known = {name for one in types for owner in (one, *schema.subtypes(one)) for name in schema[owner].attributes}
    return PathProblem(message + did_you_mean(segment.name, sorted(known)), segment.start)


def _cast_problem(schema: Schema, segment: Segment, types: tuple[str, ...]) -> PathProblem | None:
    cast = segment.cast or ""
    start = None if segment.start is None else segment.start + len(segment.name) + 1
    if cast not in schema:
        return PathProblem(f"unknown entity type {cast!r}{did_you_mean(cast, tuple(schema.entity_types))}", start)
    if not types:
        return PathProblem(f"{segment.name!r} is a plain value, it cannot be cast to {cast!r}", start)
    if not any(cast == one or cast in schema.subtypes(one) for one in types):
        return PathProblem(f"cannot cast {segment.name!r} to {cast!r}: it leads to {' or '.join(types)}", start)
    return None
