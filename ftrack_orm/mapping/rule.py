"""How the attributes of one class are written: worked out once, then applied to each value.

A batch of thousands spends its time here, so what is known of an attribute beforehand (may it be written, which values
are kept as they are, which key goes along with a link) is read off a slot, and the usual value costs one look-up by its
class.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ftrack_orm.deferral import deferred
from ftrack_orm.errors import ReadOnlyError, UnknownAttributeError
from ftrack_orm.mapping.attribute import MappedAttribute, kept_types
from ftrack_orm.mapping.vocabulary.words import Words

if TYPE_CHECKING:
    from ftrack_orm.mapping.mapper import Mapper
    from ftrack_orm.mapping.vocabulary.word_entity import entity_of
else:
    entity_of = deferred("ftrack_orm.mapping.vocabulary.word_entity.entity_of")

__all__ = ["Rule", "Rules", "Writable"]

_MOST = 1024
"""Combinations of attributes that are kept for a class: far more than a program writes down."""


class Rule:
    """How one attribute of one class is written."""

    __slots__ = ("attribute", "companion", "is_link", "is_many", "is_plain", "kept", "mapper", "name")

    def __init__(self, mapper: Mapper, attribute: MappedAttribute) -> None:
        self.mapper: Mapper = mapper
        self.attribute: MappedAttribute = attribute
        self.name: str = attribute.name
        self.is_link: bool = attribute.is_link
        self.is_many: bool = attribute.is_many
        self.companion: str | None = attribute.key if self.is_link and attribute.key in mapper.attributes else None
        """Of a link: the attribute that holds its key, and is written with it."""
        key_of_link = attribute.name in mapper.key_links
        free = all(attribute.read_only_reason(created=created) is None for created in (False, True))
        self.is_plain: bool = free and not key_of_link and not attribute.is_relation
        """Whether it is a value that may always be written, and that no other attribute depends on."""
        self.kept: set[type] = self._kept()
        """The exact types of values that are kept as they are; those of linked entities are added as they come."""

    def checked(self, value: Any, owner: Any = None) -> Any:
        """Return a value as it is kept; of a word the entity, as the owner's session has it.

        Raises:
            InvalidValueError: The attribute does not take it.
        """
        if value.__class__ in self.kept:
            return value
        if not self.is_link:
            return self.mapper.validate(self.attribute, value)
        if isinstance(value, Words):
            value = entity_of(value, self.mapper.target(self.attribute), owner)
        self.mapper.check_target(self.attribute, value)
        self.kept.add(value.__class__)
        return value

    def _kept(self) -> set[type]:
        if self.is_many:
            return set()
        if self.is_link:
            return {type(None)}
        if self.mapper.validators(self.attribute):
            return set()
        return set(kept_types(self.mapper.annotation(self.attribute.name)))


class Writable:
    """A combination of attributes that a new entity is made with: what each needs, in its order.

    `links` pairs each link with the attribute that holds its key. It is not `simple` where one attribute depends on
    another of them: a collection on the id, a link on its key.
    """

    __slots__ = ("links", "rules", "simple")

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules: tuple[tuple[str, Rule], ...] = tuple((rule.attribute.name, rule) for rule in rules)
        self.links: tuple[tuple[str, str], ...] = tuple(
            (rule.attribute.name, rule.companion) for rule in rules if rule.companion is not None
        )
        names = {name for name, _ in self.rules}
        self.simple: bool = not any(rule.is_many for rule in rules) and not any(key in names for _, key in self.links)

    def checked(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the values of a simple combination as they are kept, in the same dictionary, with the keys of links.

        Raises:
            InvalidValueError: An attribute does not take its value.
        """
        for (name, rule), value in zip(self.rules, values.values(), strict=True):
            if value.__class__ not in rule.kept:
                values[name] = rule.checked(value)
        for name, key in self.links:
            linked = values[name]
            values[key] = None if linked is None else linked.__dict__[type(linked).__mapper__.primary_key[0]]
        return values


class Rules:
    """The rules of one class."""

    def __init__(self, mapper: Mapper) -> None:
        self._mapper = mapper
        self._rules: dict[str, Rule] = {}
        self._writable: dict[tuple[str, ...], Writable] = {}
        self.find: Callable[[str], Rule | None] = self._rules.get
        """Find the rule of an attribute that was used before; None for others, which `of` makes."""

    def of(self, name: str) -> Rule:
        """Return the rule of an attribute.

        Raises:
            UnknownAttributeError: The entity type has no such attribute.
        """
        rule = self._rules.get(name)
        if rule is None:
            attribute = self._mapper.attributes.get(name)
            if attribute is None:
                raise UnknownAttributeError(self._mapper.entity_type, name, tuple(self._mapper.attributes))
            rule = self._rules[name] = Rule(self._mapper, attribute)
        return rule

    def writable(self, names: tuple[str, ...]) -> Writable:
        """Return what a new entity with these attributes needs.

        Raises:
            ReadOnlyError: One of them cannot be given.
            UnknownAttributeError: The entity type has no such attribute.
        """
        found = self._writable.get(names)
        if found is None:
            rules = tuple(map(self.of, names))
            for rule in rules:
                reason = rule.attribute.read_only_reason(created=False)
                if reason is not None:
                    raise ReadOnlyError(self._mapper.entity_type, rule.attribute.name, reason)
            if len(self._writable) >= _MOST:
                self._writable.clear()
            found = self._writable[names] = Writable(rules)
        return found
