"""The metaclass of entity classes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, dataclass_transform, overload

from ftrack_orm.errors import UnknownAttributeError
from ftrack_orm.mapping.attribute import MappedAttribute
from ftrack_orm.mapping.declaring.annotation import read_annotations
from ftrack_orm.mapping.declaring.cached_value import kept_apart
from ftrack_orm.mapping.declaring.declaration import Attribute, Declaration
from ftrack_orm.mapping.declaring.deferred_model import ModelMetaclass, completed_model, deferred_model, is_deferrable
from ftrack_orm.mapping.declaring.descriptor import AttributeDescriptor
from ftrack_orm.mapping.mapper import Mapper
from ftrack_orm.mapping.registry import Registry

if TYPE_CHECKING:
    from ftrack_orm.mapping.declaring.kind import Kind, Scalar
    from ftrack_orm.mapping.vocabulary.words import Refers
    from ftrack_orm.query.building.keyed_path import KeyedPath
    from ftrack_orm.query.building.select import Select
    from ftrack_orm.query.criterion import Criterion

__all__ = ["EntityMeta"]

E = TypeVar("E")
S = TypeVar("S")
V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)


class _Entry(Protocol[V_co]):
    """What a mapping leads to, as mypy sees it: by the values of an instance."""

    @property
    def key(self) -> str: ...
    @property
    def value(self) -> V_co: ...


class _DeclaredEntry(Protocol[V]):
    """What a mapping leads to, as pyright sees it: by what the class body declares."""

    key: Scalar[str]
    value: Scalar[V]


@dataclass_transform(eq_default=False, kw_only_default=True, field_specifiers=(Attribute,))
class EntityMeta(ModelMetaclass):
    """Makes entity classes: Pydantic models whose class attributes are query expressions."""

    if TYPE_CHECKING:
        # On the class, a relation is the target class itself, so that completion walks through it; these are what a
        # `RelationPath` can do.
        def __eq__(cls: type[E], other: E | Refers[E] | None) -> Criterion: ...  # type: ignore[override]  # an expression
        def __ne__(cls: type[E], other: E | Refers[E] | None) -> Criterion: ...  # type: ignore[override]  # an expression

        def __hash__(cls) -> int: ...

        @overload
        def __getitem__(cls: type[_DeclaredEntry[V]], key: str) -> KeyedPath[V]: ...
        @overload
        def __getitem__(cls: type[_Entry[V]], key: str) -> KeyedPath[V]: ...
        def __getitem__(cls, key: str) -> Any: ...
        def any(cls, *criteria: Criterion) -> Criterion: ...
        def has(cls, *criteria: Criterion) -> Criterion: ...
        def in_(cls: type[E], entities: Iterable[E | Refers[E]] | Select[E] | Select[str | None]) -> Criterion: ...
        def not_in(cls: type[E], entities: Iterable[E | Refers[E]] | Select[E] | Select[str | None]) -> Criterion: ...
        def is_empty(cls) -> Criterion: ...
        def as_(cls: type[E], subtype: type[S]) -> type[S]: ...

    else:

        def __new__(
            mcls, name, bases, namespace, *, entity_type=None, primary_key=None, default_projections=None, **kwargs
        ):
            namespace = kept_apart(bases, namespace)
            kinds = read_annotations(namespace)
            declared = {key: value for key, value in namespace.items() if isinstance(value, Declaration)}
            if not kwargs and is_deferrable(bases, namespace, kinds):
                cls = deferred_model(mcls, name, bases, namespace)
            else:
                cls = completed_model(mcls, name, bases, namespace, **kwargs)
            base = next((b.__mapper__ for b in bases if isinstance(getattr(b, "__mapper__", None), Mapper)), None)
            if entity_type is None and base is None:
                return cls  # Entity itself, or an abstract base
            _map(cls, kinds, declared, base, entity_type or base.entity_type, primary_key, default_projections)
            return cls

        def __getattr__(cls, name):
            mapper = type.__getattribute__(cls, "__dict__").get("__mapper__")
            known = mapper is None or name.startswith("_") or name in mapper.attributes
            if not known and not AttributeDescriptor.building:
                raise UnknownAttributeError(mapper.entity_type, name, tuple(mapper.attributes))
            return super().__getattr__(name)


def _map(
    cls: Any,
    kinds: dict[str, type[Kind] | None],
    declared: dict[str, Declaration],
    base: Mapper | None,
    entity_type: str,
    primary_key: tuple[str, ...] | None,
    default_projections: tuple[str, ...] | None,
) -> None:
    own = {name: MappedAttribute.of(name, kind, declared[name]) for name, kind in kinds.items() if name in declared}
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
    mapper.registry.created(mapper)
