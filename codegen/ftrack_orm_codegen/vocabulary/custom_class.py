"""Which custom attributes entity classes have, and what they are typed as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from ftrack_orm.schema import Schema
from ftrack_orm.schema.vocabulary import CustomAttribute, CustomLink, Vocabulary
from ftrack_orm_codegen.vocabulary.word_names import camel, unique

__all__ = ["IMPORTED", "SERIES", "CustomClass", "CustomClasses", "CustomEntry"]

_ATTRIBUTE = "custom_attributes"
_LINKS = "custom_attribute_links"
_LINK = "CustomAttributeLink"
_MOST_CHOICES = 500
"""An enumerator with more is a list of texts: no editor shows as many, and checkers would take seconds."""

IMPORTED = frozenset({
    "Any", "ComputedValue", "CustomAttributeLinkViews", "CustomAttributePaths", "CustomAttributeValues",
    "CustomContent", "KeyedPath", "LinkedEntities", "Literal", "Never", "TypeAlias", "TypedDict", "Value", "datetime",
    "overload",
})  # fmt: skip
"""What the module of custom attributes imports."""

SERIES = "_Sequence"
"""What the module calls the standard library's type, since an entity type has its name."""

_PLAIN: Mapping[str | None, tuple[str, str]] = {
    "text": ("str", "str"),
    "url": ("str", "str"),
    "boolean": ("bool", "bool"),
    "date": ("datetime", "datetime"),
    "enumerator": ("list[str]", "str"),
    "dynamic enumerator": ("list[str]", "str"),
    "expression": ("str | float", "str | float"),
    None: ("str | float | bool | datetime | list[str]", "str | float | bool | datetime"),
}
"""What a value is, and what it is compared with; the values of an enumerator are lists and contain one."""


@dataclass(frozen=True, slots=True)
class CustomEntry:
    """One key of a class: the custom attributes that it may stand for, nearly always one."""

    key: str
    attributes: tuple[CustomAttribute, ...]
    value: str
    """Its type on an instance."""
    path: str
    """What it is compared with in queries."""

    @property
    def assigned(self) -> str:
        """What may be assigned by key: None takes a value back, an enumerator takes any series of its choices."""
        taken = [_series(part) for part in self.value.split(" | ") if part != "None"]
        return " | ".join([*taken, "None"])

    @property
    def loosely_assigned(self) -> str:
        """The same, and any list of texts: pyright types a list assigned by key before it sees what is wanted."""
        loose = " | list[str]" if SERIES in self.assigned else ""
        return f"{self.assigned}{loose}"

    @property
    def computed(self) -> bool:
        """Whether the server computes it."""
        return all(one.kind == "expression" for one in self.attributes)


def _may_be_none(one: CustomAttribute) -> bool:
    """Tell whether there may be no value: nobody has to set one, and there is no default of the kind."""
    return one.default is None or one.kind == "expression" or (one.default == "" and one.kind not in ("text", "url"))


def _series(part: str) -> str:
    chosen = part.startswith("list[") and part != "list[str]"
    return f"{SERIES}[{part[5:-1]}]" if chosen else part


@dataclass(frozen=True, slots=True)
class CustomClass:
    """The custom attributes of one entity type, and of those that narrow it and have no others."""

    class_name: str
    """The class of the entities."""
    name: str
    entries: tuple[CustomEntry, ...]
    links: tuple[tuple[CustomLink, str], ...]
    """The custom attributes that hold entities, each with what the module calls the class of those."""

    @property
    def paths(self) -> str:
        """The class that stands in queries."""
        return f"{self.name}Paths"

    @property
    def content(self) -> str:
        """What a new entity is given."""
        return f"{self.name}Content"

    @property
    def link_views(self) -> str:
        """The class of what is led to."""
        return f"{self.name}Links"


@dataclass
class CustomClasses:
    """The custom attributes of all entity classes that are generated."""

    schema: Schema
    vocabulary: Vocabulary
    classes: Mapping[str, str]
    """The class name of each entity type that is generated."""
    taken: Set[str]
    """Names that classes and attributes have."""
    choices: dict[tuple[str, ...], str] = field(default_factory=dict)
    """The name of the type of each enumerator's choices."""

    def __post_init__(self) -> None:
        self._name_choices()
        self._found: dict[str, CustomClass | None] = {}

    def __iter__(self) -> Iterator[CustomClass]:
        """Give each class once, by the name of the entity class."""
        found = {made.name: made for made in map(self.of, self.classes) if made is not None}
        return iter(sorted(found.values(), key=lambda made: made.class_name))

    @property
    def hidden(self) -> frozenset[str]:
        """Names that annotations mention, which an attribute of the same name would hide."""
        return frozenset(self.choices.values()) | {target for made in self for _, target in made.links}

    def of(self, entity_type: str) -> CustomClass | None:
        """Return the custom attributes of an entity type; None where it has none, or no such attribute."""
        if entity_type not in self._found:
            self._found[entity_type] = self._make(entity_type)
        return self._found[entity_type]

    def _make(self, entity_type: str) -> CustomClass | None:
        entries, links = self._entries(entity_type), self._links(entity_type)
        if not entries and not links:
            return None
        base = self.schema[entity_type].base
        above = self.of(base) if base is not None and base in self.classes else None
        if above is not None and (above.entries, above.links) == (entries, links):
            return above
        class_name = self.classes[entity_type]
        name = f"{class_name}CustomAttributes"
        while {name, f"{name}Paths", f"{name}Content", f"{name}Links"} & self.taken:
            name += "_"
        return CustomClass(class_name, name, entries, links)

    def _entries(self, entity_type: str) -> tuple[CustomEntry, ...]:
        stated = self.schema[entity_type].attributes.get(_ATTRIBUTE)
        if stated is None or stated.kind != "mapping" or stated.target not in self.schema:
            return ()
        by_key: dict[str, list[CustomAttribute]] = {}
        for one in self.vocabulary.custom_attributes_of(self.schema, entity_type):
            by_key.setdefault(one.key, []).append(one)
        return tuple(self._entry(key, by_key[key]) for key in sorted(by_key))

    def _entry(self, key: str, attributes: Sequence[CustomAttribute]) -> CustomEntry:
        types = [self._types(one) for one in attributes]
        optional = any(map(_may_be_none, attributes))
        value = " | ".join(dict.fromkeys(part for value, _ in types for part in value.split(" | ")))
        path = " | ".join(dict.fromkeys(part for _, path in types for part in path.split(" | ")))
        none = " | None" if optional else ""
        return CustomEntry(key, tuple(attributes), value + none, path + none)

    def _types(self, one: CustomAttribute) -> tuple[str, str]:
        if one.kind == "number":
            return ("int", "int") if one.whole else ("float", "float")
        if one.kind == "enumerator" and one.choices in self.choices:
            return f"list[{self.choices[one.choices]}]", self.choices[one.choices]
        return _PLAIN.get(one.kind, _PLAIN[None])

    def _links(self, entity_type: str) -> tuple[tuple[CustomLink, str], ...]:
        stated = self.schema[entity_type].attributes.get(_LINKS)
        if stated is None or stated.target != _LINK or not stated.restricted:
            return ()
        found: dict[str, tuple[CustomLink, str]] = {}
        for one in self.vocabulary.custom_links_of(self.schema, entity_type):
            target = one.target(self.schema)
            if target is not None and target in self.classes and one.key not in found:
                name = self.classes[target]
                found[one.key] = (one, f"{name}_" if name in IMPORTED else name)
        return tuple(found[key] for key in sorted(found))

    def _name_choices(self) -> None:
        """Name the types of enumerators' choices by the keys: LightTypeChoice."""
        by_choices = {
            one.choices: one.key
            for one in reversed(self.vocabulary.custom_attributes)
            if one.kind == "enumerator" and 0 < len(one.choices) <= _MOST_CHOICES
        }
        wishes = [("\0".join(c), f"{camel(key, 'Attribute')}Choice", key) for c, key in by_choices.items()]
        given = unique(wishes, self.taken | IMPORTED)
        self.choices.update({choices: given["\0".join(choices)] for choices in by_choices})
