"""Pydantic models that Pydantic completes when it is first asked for; the only place that touches its private parts.

Making its first model costs Pydantic 20 ms of imports, and every field some more; a program that reads and writes
entities never needs what comes of it. So a class is made as Python makes it, with its bases and its methods. When
something asks for what Pydantic keeps on a model (its fields, its validator, its schema), Pydantic makes the same class
once more, and what it put on that one is put on ours.
"""

from __future__ import annotations

from abc import ABCMeta
from collections.abc import Mapping
from threading import RLock
from types import FunctionType
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from pydantic import BaseModel
from pydantic._internal._mock_val_ser import set_model_mocks
from pydantic._internal._model_construction import ModelMetaclass

from ftrack_orm.mapping.declaring.declaration import Declaration
from ftrack_orm.mapping.declaring.descriptor import AttributeDescriptor
from ftrack_orm.mapping.media.entity_methods import EntityMethods

__all__ = ["ModelMetaclass", "complete", "completed_model", "deferred_model", "field_validators", "is_deferrable"]

_MOCKED = frozenset({"__pydantic_core_schema__", "__pydantic_serializer__", "__pydantic_validator__"})
"""What Pydantic itself defers, by its own means."""

_HOOKS = frozenset({"__classcell__", "__init_subclass__", "__pydantic_init_subclass__"})
_PLAIN = (FunctionType, property, classmethod, staticmethod)
_PYTHON = frozenset({
    "__annotations__", "__dict__", "__doc__", "__module__", "__qualname__", "__slots__", "__weakref__",
})  # fmt: skip
_lock = RLock()
_pending: WeakKeyDictionary[type[Any], tuple[type, dict[str, Any]]] = WeakKeyDictionary()
"""Of each class that is not complete: its metaclass, and what its body said."""

_deferred: WeakSet[type[Any]] = WeakSet()
"""Every class that was made so, complete by now or not."""


class _Pending:
    """Stands for one thing that Pydantic keeps on a model, until somebody looks at it."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: object, owner: type[Any]) -> Any:
        complete(owner)
        return getattr(owner, self.name)


_KEPT = frozenset({
    "__class_vars__", "__pydantic_computed_fields__", "__pydantic_custom_init__",
    "__pydantic_extra_info__", "__pydantic_fields__", "__pydantic_generic_metadata__", "__pydantic_post_init__",
    "__pydantic_setattr_handlers__",
}) | {
    name for name, value in vars(BaseModel).items()
    if name.startswith("__pydantic_") and not hasattr(type(value), "__get__") and name not in _MOCKED
}  # fmt: skip
_STANDING_IN = {name: _Pending(name) for name in sorted(_KEPT)}


def is_deferrable(bases: tuple[type, ...], namespace: Mapping[str, Any], kinds: Mapping[str, Any]) -> bool:
    """Tell whether a class body holds nothing that Pydantic must see at once: declared attributes, methods, words."""
    if not all(_is_known(base) for base in bases) or not _HOOKS.isdisjoint(namespace):
        return False
    if not all(isinstance(namespace.get(name), Declaration) for name in kinds):
        return False
    return all(
        name in kinds if isinstance(value, Declaration) else isinstance(value, _PLAIN) or _is_dunder(name)
        for name, value in namespace.items()
        if name != "model_config" or bases != (BaseModel,)
    )


def deferred_model(metaclass: type, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> type[Any]:
    """Make a class that Pydantic completes later."""
    body = {key: value for key, value in namespace.items() if not isinstance(value, Declaration)}
    body |= {**_STANDING_IN, "__private_attributes__": {}}
    cls: type[Any] = ABCMeta.__new__(metaclass, name, bases, body)
    set_model_mocks(cls, "all referenced types")
    _pending[cls] = (metaclass, dict(namespace))
    _deferred.add(cls)
    return cls


def completed_model(
    metaclass: type, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **kwargs: Any
) -> type[Any]:
    """Make a class as Pydantic does, its bases first."""
    for base in bases:
        complete(base)
    for key, value in namespace.items():
        if isinstance(value, Declaration):
            namespace[key] = value.field()
    AttributeDescriptor.building += 1
    try:
        return ModelMetaclass.__new__(metaclass, name, bases, namespace, **kwargs)
    finally:
        AttributeDescriptor.building -= 1


def complete(cls: type[Any]) -> None:
    """Let Pydantic put on a class, and on its bases, what it keeps on a model."""
    with _lock:
        stated = _pending.pop(cls, None)
        if stated is None:
            return
        metaclass, namespace = stated
        try:
            bases = tuple(base for base in cls.__bases__ if not _is_methods(base))  # else it warns of what hides them
            made = completed_model(metaclass, cls.__name__, bases, dict(namespace))
        except BaseException:
            _pending[cls] = stated
            raise
        for name, value in vars(made).items():
            if name.startswith("__") and name not in _MOCKED | _PYTHON:
                _put(cls, name, value)
        for name, value in _STANDING_IN.items():
            if vars(cls).get(name) is value:
                type.__delattr__(cls, name)


def field_validators(cls: type[Any], name: str) -> list[Any]:
    """Return what a class's `@field_validator` functions are in an annotation, for one of its fields."""
    if cls in _deferred:
        return []
    from pydantic import AfterValidator, BeforeValidator, PlainValidator, WrapValidator

    made = {"after": AfterValidator, "before": BeforeValidator, "plain": PlainValidator, "wrap": WrapValidator}
    stated = cls.__pydantic_decorators__.field_validators.values()
    return [made[each.info.mode](each.func) for each in stated if {name, "*"} & {*each.info.fields}]


def _put(cls: type[Any], name: str, value: Any) -> None:
    if name in _KEPT or name not in vars(cls):
        type.__setattr__(cls, name, value)


def _is_known(base: type) -> bool:
    return base is BaseModel or base in _deferred or _is_methods(base)


def _is_methods(base: type) -> bool:
    return type(base) is type and issubclass(base, EntityMethods)


def _is_dunder(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")
