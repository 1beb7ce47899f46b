"""One attribute of an entity type, as the server states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from ftrack_orm.sentinels import MISSING

__all__ = ["Attribute", "AttributeKind", "ValueKind"]

AttributeKind: TypeAlias = Literal["scalar", "link", "collection", "mapping"]
ValueKind: TypeAlias = Literal["text", "id", "number", "integer", "boolean", "datetime", "object", "variable"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: what it holds, and what the server does with it.

    A `scalar` holds a value, a `link` one entity, a `collection` many, a `mapping` (`mapped_array` on the wire) many
    that are reached by key. `target` names the entity type of the last three.
    """

    name: str
    kind: AttributeKind
    type: str | None = None
    """The wire's word for a scalar: string, number, integer, boolean, object, variable; None where none is stated."""
    format: str | None = None
    """date-time, foreign_key, json, integer, or None."""
    target: str | None = None
    default: Any = MISSING
    """What the server sets when nothing is given; `"{uid}"` stands for a new id; MISSING where there is none."""
    required: bool = False
    """Not null on the server. It does not mean that a value must be passed."""
    immutable: bool = False
    computed: bool = False
    alias: str | None = None
    """The server's own column name (`alias_for`)."""
    description: str | None = None
    enum: tuple[str, ...] = ()
    key_attribute: str | None = None
    """For a mapping: the attribute of the target that holds the key."""
    value_attribute: str | None = None
    restricted: bool = False
    """Can be filtered on, never selected (`restricted_projection`)."""
    foreign_key: str | None = None
    """For a link: the scalar beside it that holds the key, where there is one. For that scalar: None."""
    link: str | None = None
    """For a foreign key: the link that it is the key of, where there is one."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """What a newer server may say beyond the above, kept as it came."""

    @property
    def is_relation(self) -> bool:
        """Whether it leads to entities."""
        return self.kind != "scalar"

    @property
    def has_default(self) -> bool:
        """Whether the server states a default, null included."""
        return self.default is not MISSING

    @property
    def read_only(self) -> bool:
        """Whether it can never be changed after creation: immutable or computed."""
        return self.immutable or self.computed

    @property
    def value_kind(self) -> ValueKind:
        """What a scalar holds, in the words of the query language's operator table."""
        if self.format == "date-time":
            return "datetime"
        if (self.format == "foreign_key" or self.name == "id") and self.type in ("string", None):
            return "id"  # the id of an Event is an integer, and is compared as one
        match self.type:
            case "number":
                return "number"
            case "integer":
                return "integer"
            case "boolean":
                return "boolean"
            case "object":
                return "object"
            case "variable":
                return "variable"
            case _:
                return "text"
