"""The metaclass of entity classes: the only place that touches Pydantic's private parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

from pydantic._internal._model_construction import ModelMetaclass

from ftrack_orm.errors import UnknownAttributeError
from ftrack_orm.mapping.attribute import Attribute, MappedAttribute
from ftrack_orm.mapping.descriptor import AttributeDescriptor
from ftrack_orm.mapping.mapper import Mapper
from ftrack_orm.mapping.registry import Registry

if TYPE_CHECKING:
    from ftrack_orm.query.criterion import Criterion

__all__ = ["EntityMeta"]

S = TypeVar("S")


@dataclass_transform(eq_default=False, kw_only_default=True, field_specifiers=(Attribute,))
class EntityMeta(ModelMetaclass):
    """Makes entity classes: Pydantic models whose class attributes are query expressions."""

    if TYPE_CHECKING:
        # On the class, a relation is the target class itself, so that completion walks through it; these are what a
        # `RelationPath` can do.
        def __eq__(cls, other: object) -> Criterion: ...  # type: ignore[override]  # an expression
        def __ne__(cls, other: object) -> Criterion: ...  # type: ignore[override]  # an expression

        __hash__ = type.__hash__

        def any(cls, *criteria: Criterion) -> Criterion: ...
        def has(cls, *criteria: Criterion) -> Criterion: ...
        def in_(cls, entities: Iterable[Any]) -> Criterion: ...
        def not_in(cls, entities: Iterable[Any]) -> Criterion: ...
        def is_empty(cls) -> Criterion: ...
        def as_(cls, subtype: type[S]) -> type[S]: ...

    else:

        def __new__(
            mcls, name, bases, namespace, *, entity_type=None, primary_key=None, default_projections=None, **kwargs
        ):
            AttributeDescriptor.building += 1
            try:
                cls = super().__new__(mcls, name, bases, namespace, **kwargs)
            finally:
                AttributeDescriptor.building -= 1
            base = next((b.__mapper__ for b in bases if isinstance(getattr(b, "__mapper__", None), Mapper)), None)
            if entity_type is None and base is None:
                return cls  # Entity itself, or an abstract base
            _map(cls, namespace, base, entity_type or base.entity_type, primary_key, default_projections)
            return cls

        def __getattr__(cls, name):
            mapper = type.__getattribute__(cls, "__dict__").get("__mapper__")
            known = mapper is None or name.startswith("_") or name in mapper.attributes
            if not known and not AttributeDescriptor.building:
                raise UnknownAttributeError(mapper.entity_type, name, tuple(mapper.attributes))
            return super().__getattr__(name)


def _map(
    cls: Any,
    namespace: dict[str, Any],
    base: Mapper | None,
    entity_type: str,
    primary_key: tuple[str, ...] | None,
    default_projections: tuple[str, ...] | None,
) -> None:
    own = {
        name: MappedAttribute.of(name, annotation, cls.__pydantic_fields__[name])
        for name, annotation in namespace.get("__annotations__", {}).items()
        if name in cls.__pydantic_fields__
    }
    mapper = Mapper(
        entity_class=cls,
        entity_type=entity_type,
        primary_key=primary_key or (base.primary_key if base else ("id",)),
        default_projections=default_projections or (base.default_projections if base else ()),
        attributes={**(base.attributes if base else {}), **own},
        registry=base.registry if base else Registry.of_module(cls.__module__),
        base=base,
    )
    type.__setattr__(cls, "__mapper__", mapper)
    type.__setattr__(cls, "__entity_type__", entity_type)
    for attribute in own.values():
        type.__setattr__(cls, attribute.name, AttributeDescriptor(attribute))
    mapper.registry.add(mapper)
