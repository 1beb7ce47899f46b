"""The base of all entity classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict

from ftrack_orm.deferral import deferred
from ftrack_orm.errors import MappingError, ReadOnlyError, UnknownAttributeError
from ftrack_orm.mapping.attribute import MappedAttribute
from ftrack_orm.mapping.declaring.metaclass import EntityMeta
from ftrack_orm.mapping.identifier import new_id
from ftrack_orm.mapping.media.entity_methods import EntityMethods
from ftrack_orm.mapping.state import begin, loader_of, made, write
from ftrack_orm.sentinels import MISSING

_value_html: Callable[[object], str] = deferred("ftrack_orm.display.html.value_html")  # of a higher floor, when shown

if TYPE_CHECKING:
    from ftrack_orm.mapping.collections.relations import relation_of
    from ftrack_orm.mapping.copying import copied, deeply_copied, give, pickled
    from ftrack_orm.mapping.mapper import Mapper
else:
    copied = deferred("ftrack_orm.mapping.copying.copied")
    deeply_copied = deferred("ftrack_orm.mapping.copying.deeply_copied")
    give = deferred("ftrack_orm.mapping.copying.give")
    pickled = deferred("ftrack_orm.mapping.copying.pickled")
    relation_of = deferred("ftrack_orm.mapping.collections.relations.relation_of")

__all__ = ["Entity"]


class Entity(BaseModel, metaclass=EntityMeta):
    """One entity of a workspace.

    Loaded values are in the instance's `__dict__`; an attribute that is absent there was not loaded, and is loaded when
    it is read. Two entities are equal when they are the same object: a session keeps one for each key.
    """

    if TYPE_CHECKING:
        model_config: ClassVar[ConfigDict]
    else:  # without an annotation, which Pydantic would have to evaluate
        model_config = ConfigDict(defer_build=True, extra="forbid", protected_namespaces=())
    __slots__ = ("__ftrack_changes__", "__ftrack_loader__", "__ftrack_place__", "__ftrack_unloaded__")

    if TYPE_CHECKING:
        __mapper__: ClassVar[Mapper]
        __entity_type__: ClassVar[str]

        def __init_subclass__(
            cls,
            *,
            entity_type: str | None = None,
            primary_key: tuple[str, ...] | None = None,
            default_projections: tuple[str, ...] | None = None,
            **kwargs: Any,
        ) -> None: ...

        def __eq__(self, other: object) -> bool: ...
        def __hash__(self) -> int: ...

    else:

        def __init__(self, /, **values):
            mapper = type(self).__mapper__
            if mapper.primary_key == ("id",) and values.get("id") is None:
                values["id"] = new_id()
            writable = mapper.rules.writable(tuple(values))
            if writable.simple:
                begin(self, writable.checked(values))
                return
            begin(self, {})
            for name in [name for name in mapper.primary_key if name in values]:
                setattr(self, name, values.pop(name))  # first, since collections write it on what they hold
            for name, value in values.items():
                setattr(self, name, value)

        def __setattr__(self, name, value):
            rules = type(self).__mapper__.rules
            rule = rules.find(name) or rules.of(name)
            if rule.is_plain and value.__class__ in rule.kept:
                write(self, rule, value)
                return
            loader = loader_of(self)
            known = loader is not None and (loader.is_created(self) or name in rule.mapper.primary_key)
            reason = rule.attribute.read_only_reason(created=known)
            if reason is not None:
                raise ReadOnlyError(type(self).__entity_type__, name, reason)
            if rule.is_many:
                relation_of(self, rule.attribute).replace(value)
            else:
                write(self, rule, rule.checked(value, self))

        def __getattr__(self, name):
            if name in _PYDANTIC_STATE:
                return _PYDANTIC_STATE[name]
            if name.startswith("__"):
                raise AttributeError(name)
            mapper = type(self).__mapper__
            raise UnknownAttributeError(mapper.entity_type, name, tuple(mapper.attributes))

        def __delattr__(self, name):
            raise ReadOnlyError(type(self).__mapper__.entity_type, name, "attributes cannot be removed; assign None")

        def __getitem__(self, name):
            raise _no_dictionary(self, name)

        def __setitem__(self, name, value):
            raise _no_dictionary(self, name)

        def __eq__(self, other):
            return self is other or NotImplemented  # a word may know better

        __hash__ = object.__hash__

    @property
    def __ftrack_key__(self) -> tuple[str, ...]:
        """The values of the primary key."""
        mapper = type(self).__mapper__
        read = mapper.read_key
        return (self.__dict__[mapper.primary_key[0]],) if read is None else read(self.__dict__)

    def model_post_init(self, context: Any, /) -> None:
        """Begin as new entities do, where Pydantic made this one of the attributes of some other object."""
        given = {name: self.__dict__[name] for name in self.__pydantic_fields_set__}
        type(self).__init__(self, **given)

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:
        """Make a new entity of these values, past validation."""
        entity: Self = made(cls, values)
        return entity

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy that no session holds, with the same key, and what is loaded: `session.merge()` takes it in.

        Args:
            update: What to assign on the copy, checked as every assignment is.
            deep: Copy the related entities that are loaded too.
        """
        made_of_it = self.__deepcopy__() if deep else self.__copy__()
        for name, value in (update or {}).items():
            setattr(made_of_it, name, value)
        return made_of_it

    def __copy__(self) -> Self:
        made_of_it: Self = copied(self)
        return made_of_it

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        made_of_it: Self = deeply_copied(self, {} if memo is None else memo)
        return made_of_it

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return pickled(self)

    def __setstate__(self, state: Any) -> None:
        give(self, state)

    def __absent__(self, attribute: MappedAttribute) -> Any:
        """Give the value of an attribute that is not in `__dict__`: load it, or take the default of a new entity."""
        if attribute.is_many:
            return relation_of(self, attribute)
        loader = loader_of(self)
        if loader is not None and loader.is_created(self):
            return loader.load(self, attribute)
        return attribute.default

    def __repr__(self) -> str:
        values = self.__dict__
        mapper = type(self).__mapper__
        shown = [name for name in dict.fromkeys(("name", *mapper.primary_key)) if name in values]
        return f"<{mapper.entity_type} {' '.join(f'{name}={values[name]!r}' for name in shown)}>"

    __str__ = __repr__

    def __dir__(self) -> list[str]:
        """Name what completion is to offer: the attributes, and the methods that the class has beside."""
        methods = [name for each in type(self).__mro__ if _is_methods(each) for name in vars(each)]
        return sorted({*dir(object), *type(self).__mapper__.attributes, *methods})

    def _repr_html_(self) -> str:
        """Show what is loaded in a notebook; never load."""
        return _value_html(self)

    def __rich_repr__(self) -> Iterable[Any]:
        """Show what is loaded and plain; never load."""
        for name, attribute in type(self).__mapper__.attributes.items():
            value = self.__dict__.get(name, MISSING)
            if value is not MISSING and not attribute.is_relation:
                yield name, value


def _is_methods(cls: type) -> bool:
    return issubclass(cls, EntityMethods) and not issubclass(cls, Entity)


_PYDANTIC_STATE: dict[str, Any] = {
    "__pydantic_fields_set__": frozenset(),
    "__pydantic_extra__": None,
    "__pydantic_private__": None,
}
"""What Pydantic asks of an instance; entities are made past it and keep none of their own."""


def _no_dictionary(entity: Entity, name: object) -> MappingError:
    """Tell who comes from the official client how a value is read and written here."""
    kind = entity.__entity_type__
    written = f"a {kind} has attributes, no items"
    if not isinstance(name, str):
        return MappingError(f"{written}: write entity.name, not entity[{name!r}]")
    if name not in type(entity).__mapper__.wire:
        return UnknownAttributeError(kind, name, tuple(type(entity).__mapper__.attributes))
    return MappingError(f"{written}: write entity.{type(entity).__mapper__.wire[name].name}, not entity[{name!r}]")
