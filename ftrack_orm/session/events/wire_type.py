"""Find the class of an entity type, and the name of an attribute, by the words that events use for them."""

from __future__ import annotations

from functools import lru_cache

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.mapping import MappedAttribute, Mapper, Registry

__all__ = ["attribute_words", "mapper_of", "names_by_word"]

_WORDS = {"show": "Project", "task": "TypedContext", "user": "User", "reviewsession": "ReviewSession"}


def mapper_of(registry: Registry, entity_type: str | None, word: str | None) -> Mapper | None:
    """Return the mapper of a type by its name, else the widest that the server's own word stands for."""
    if entity_type is not None and entity_type in registry:
        return registry.mapper(entity_type)
    stands_for = _WORDS.get(word or "")
    if stands_for is None and word:
        flat = word.replace("_", "").lower()
        stands_for = next((name for name in registry.names() if name.lower() == flat), None)
    return registry.mapper(stands_for) if stands_for is not None and stands_for in registry else None


def attribute_words(mapper: Mapper, attribute: MappedAttribute) -> tuple[str, ...]:
    """Return what a change of an attribute may be told by; a link's is told by its key."""
    if attribute.is_link and attribute.key is not None:
        attribute = mapper.attributes[attribute.key]
    alias = _aliases(mapper).get(attribute.api_name)
    return tuple(dict.fromkeys((attribute.api_name, *((alias,) if alias else ()))))


@lru_cache(maxsize=1024)
def names_by_word(mapper: Mapper) -> dict[str, str]:
    """Return the Python names of attributes by what events call them; a name of the schema wins over a column's."""
    aliases = _aliases(mapper)
    by_alias = {alias: mapper.wire[name].name for name, alias in aliases.items() if name in mapper.wire}
    return by_alias | {name: attribute.name for name, attribute in mapper.wire.items()}


@lru_cache(maxsize=1024)
def _aliases(mapper: Mapper) -> dict[str, str]:
    """Return the server's columns by the names of the schema's plain attributes."""
    try:
        schema = mapper.registry.schema
        attributes = schema[mapper.entity_type].attributes if mapper.entity_type in schema else {}
    except ConfigurationError:
        return {}
    return {
        name: attribute.alias for name, attribute in attributes.items() if attribute.alias and not attribute.is_relation
    }
