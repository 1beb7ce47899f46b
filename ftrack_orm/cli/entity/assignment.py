"""Assign texts to attributes: each is read as the schema says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftrack_orm.cli.entity.value_reading import read_custom_value, read_value
from ftrack_orm.errors import InvalidValueError, MultipleResultsError, NoResultError, UnknownAttributeError
from ftrack_orm.mapping import Entity, MappedAttribute, Mapper
from ftrack_orm.query import or_, select

if TYPE_CHECKING:
    from ftrack_orm.session import Session

__all__ = ["assign", "clear"]

_NAMES = ("name", "username", "label", "full_name")
"""What an entity may be called by; the first that its type has."""


def assign(session: Session, entity: Entity, name: str, text: str) -> None:
    """Assign a text to an attribute, or to one key of a mapping (`metadata.client`).

    Raises:
        InvalidValueError: The attribute does not take it.
        NoResultError: A link is to lead to something that is not there.
        MultipleResultsError: Several have the name that a link is to lead to.
        ReadOnlyError: The attribute cannot be changed.
        UnknownAttributeError: There is none of this name.
    """
    attribute, key = _attribute(entity, name)
    if key is not None:
        kind = _custom_kind(session, key) if attribute.api_name == "custom_attributes" else "text"
        getattr(entity, attribute.name)[key] = read_custom_value(f"{entity.__entity_type__}.{name}", kind, text)
    elif attribute.is_link:
        setattr(entity, attribute.name, _linked(session, entity, attribute, text))
    else:
        mapper = type(entity).__mapper__
        stated = mapper.registry.schema[mapper.entity_type][attribute.api_name]
        setattr(entity, attribute.name, read_value(mapper.entity_type, stated, text))


def clear(entity: Entity, name: str) -> None:
    """Set an attribute to none, or remove one key of a mapping.

    Raises:
        InvalidValueError: The attribute must have a value.
        ReadOnlyError: It cannot be changed.
        UnknownAttributeError: There is none of this name.
        UnknownKeyError: The mapping has no such key.
    """
    attribute, key = _attribute(entity, name)
    if key is None:
        setattr(entity, attribute.name, None)
        return
    view = getattr(entity, attribute.name)
    if key not in view:
        raise NoResultError(f"{entity.__entity_type__}.{attribute.name} has no key {key!r}")
    if attribute.api_name == "custom_attributes":
        view[key] = None
    else:
        del view[key]


def _attribute(entity: Entity, name: str) -> tuple[MappedAttribute, str | None]:
    """Return the attribute of a name, and the key in it where it is a mapping."""
    mapper = type(entity).__mapper__
    first, dot, key = name.partition(".")
    attribute = mapper.wire.get(first) or mapper.attributes.get(first)
    if attribute is None:
        raise UnknownAttributeError(mapper.entity_type, first, tuple(mapper.wire))
    label = f"{mapper.entity_type}.{first}"
    if attribute.mapping is not None:
        if not key:
            raise InvalidValueError(f"{label} is a mapping: name a key of it, as in {first}.KEY=VALUE")
        return attribute, key
    if attribute.is_many:
        raise InvalidValueError(f"{label} is a collection, which `set` does not change: use a script, or the shell")
    if dot:
        raise InvalidValueError(f"{name} belongs to another entity: change it there")
    return attribute, None


def _linked(session: Session, entity: Entity, attribute: MappedAttribute, text: str) -> Any:
    """Return the entity that a text means: by its key, else by its name."""
    mapper = type(entity).__mapper__.target(attribute)
    label = f"{entity.__entity_type__}.{attribute.name}"
    named = next((name for name in _NAMES if name in mapper.attributes), None)
    query = select(mapper.entity_class).where(_means(mapper, named, text)).limit(6)
    if named is not None:
        name: Any = mapper.attribute(named)
        query = query.load(name)
        session.populate(entity, f"{attribute.api_name}.{mapper.attributes[named].api_name}")  # for the plan to tell
    found = session.query(query).all()
    exact = [one for one in found if text in one.__ftrack_key__] or found
    if not exact:
        by = f"the key or {named}" if named else "the key"
        raise NoResultError(f"{label} takes a {mapper.entity_type}; none has {by} {text!r}")
    if len(exact) > 1:
        keys = ", ".join("/".join(map(str, one.__ftrack_key__)) for one in exact[:5])
        raise MultipleResultsError(f"{label}: several are called {text!r}; give the key of one: {keys} ...")
    return exact[0]


def _means(mapper: Mapper, named: str | None, text: str) -> Any:
    paths: list[Any] = [mapper.attribute(name) for name in (mapper.primary_key[0], named) if name is not None]
    return or_(*(path == text for path in paths))


def _custom_kind(session: Session, key: str) -> str:
    """Return the word for what a custom attribute holds; text where nothing is known of it."""
    mapper = session._registry().mapper("CustomAttributeConfiguration")
    path: Any = mapper.entity_class
    kind = session.query(select(path.type.name).where(path.key == key).limit(1)).first()
    return str(kind) if kind is not None else "text"
