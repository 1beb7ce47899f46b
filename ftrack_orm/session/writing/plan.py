"""A plan: what a commit would send, as a value to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.held_shape import HeldShape
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.transport import Create, Delete, Update

__all__ = ["AttributeChange", "Plan", "Step", "label_of", "shown"]

Action: TypeAlias = Literal["create", "update", "delete"]

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AttributeChange:
    """One attribute: the value it had (NOT_LOADED where it was not loaded) and the one it gets."""

    attribute: str
    old: Any
    new: Any


class Step(NamedTuple):
    """One operation of a plan: on which entity, and why.

    A named tuple, since thousands are made in one go: it takes a third of the time of a frozen dataclass.
    """

    action: Action
    entity: Entity
    operation: Create | Update | Delete
    after: Mapping[str, Any] = _NOTHING
    """What the attributes get that are sent; of a collection its members, as a tuple."""
    before: Mapping[str, Any] = _NOTHING
    """What they had, and what is sent with them without being said: the key of a link."""
    shape: HeldShape | None = None
    """What a new entity held when this was planned."""

    @property
    def changes(self) -> tuple[AttributeChange, ...]:
        """The attributes that are sent, one by one."""
        return tuple(AttributeChange(name, self.before.get(name), value) for name, value in self.after.items())


@dataclass(frozen=True, slots=True)
class Plan:
    """The operations of one commit in their order; `str()` gives a table of them."""

    steps: tuple[Step, ...] = ()

    def __len__(self) -> int:
        return len(self.steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    @property
    def operations(self) -> tuple[Create | Update | Delete, ...]:
        """What would be sent."""
        return tuple([step.operation for step in self.steps])

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Return `(action, entity, attribute, "old -> new")` for each change, and one row for a delete."""
        return [row for step in self.steps for row in _rows(step)]

    def __str__(self) -> str:
        if not self.steps:
            return "nothing to commit"
        rows = [("action", "entity", "attribute", "value"), *self.rows()]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        return "\n".join(
            "  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3])).rstrip()
            for row in rows
        )


def _rows(step: Step) -> list[tuple[str, str, str, str]]:
    """Return the rows of one step; that of a mapping's value is told as a change of its owner."""
    place = getattr(step.entity, "__ftrack_place__", None)
    owner, name = place if place is not None else (step.entity, None)
    label = label_of(owner)
    if not step.changes:
        return [(step.action, label, name or "", "")]
    rows: list[tuple[str, str, str, str]] = []
    for change in step.changes:
        if name is None or change.attribute == "value":
            new = shown(change.new)
            cell = new if step.action == "create" else f"{shown(change.old)} -> {new}"
            rows.append((step.action, label, name or change.attribute, cell))
    return rows


def label_of(entity: Entity) -> str:
    """Name an entity for people, by what is loaded: `Task 'comp'`."""
    values = entity.__dict__
    name = values.get("name") or values.get("username") or "/".join(map(str, entity.__ftrack_key__))
    return f"{entity.__entity_type__} {name!r}"


def shown(value: Any) -> str:
    """Write a value as a cell of a table."""
    match value:
        case Entity():
            return label_of(value)
        case list() | tuple():
            return f"[{', '.join(shown(item) for item in value)}]"
        case str():
            return repr(value) if len(value) <= 40 else f"{value[:37]!r}..."
        case _ if value is NOT_LOADED:
            return "(not loaded)"
        case _:
            return str(value)
