"""Make the nodes of the syntax tree cheap to construct.

A frozen dataclass assigns each field through `object.__setattr__`, so that a node of four fields costs half a
microsecond, and a query is little more than nodes. `@node` over the dataclass keeps all that it says and does (fields,
equality, hash, repr, `replace`, refusing every assignment) and lets construction write the slots directly, at a quarter
of the price.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields, is_dataclass
from operator import attrgetter
from typing import Any, Never, TypeVar

__all__ = ["node"]

N = TypeVar("N", bound=type[Any])


def node(cls: N) -> N:
    """Rebuild how a frozen dataclass with slots is constructed and protected.

    The slot of a public field `path` is also known as `_path`, which alone can be written; `path` itself is read-only.
    Where the class has a method `_read_path`, that says what `path` is. A private field, the place of a value that is
    worked out once, stays as it is.
    """
    attributes: Any = cls
    del attributes.__setattr__, attributes.__delattr__  # slots leave no room for more, and what is there is read-only
    for each in fields(cls):
        if not each.name.startswith("_"):
            setattr(cls, _slot(each), attributes.__dict__[each.name])
            read = attributes.__dict__.get(f"_read{_slot(each)}", attrgetter(_slot(each)))
            setattr(cls, each.name, property(read, _refusal(each.name), _refusal(each.name)))
    attributes.__init__ = _constructor(cls)
    attributes.__setstate__ = _restore
    return cls


def _slot(field: Field[Any]) -> str:
    return field.name if field.name.startswith("_") else f"_{field.name}"


def _constructor(cls: type[Any]) -> Callable[..., None]:
    """Write the constructor as a dataclass would; the names are those of our own fields."""
    taken = [each for each in fields(cls) if each.init]
    body = [f"self.{_slot(each)} = {each.name if each.init else repr(each.default)}" for each in fields(cls)]
    body += [f"self.{name} = None" for name in _inherited(cls)]
    text = f"def __init__(self, {', '.join(each.name for each in taken)}):\n " + "\n ".join(body)
    made: dict[str, Any] = {}
    exec(text, made)
    constructor: Any = made["__init__"]
    constructor.__defaults__ = tuple(each.default for each in taken if each.default is not MISSING)
    constructor.__annotations__ = cls.__init__.__annotations__
    constructor.__qualname__ = f"{cls.__qualname__}.__init__"
    return constructor  # type: ignore[no-any-return]  # exec has no types


def _inherited(cls: type[Any]) -> list[str]:
    """Return the slots of bases that are no dataclasses: places of what is worked out, empty at first."""
    plain = [base for base in cls.__mro__[1:] if not is_dataclass(base)]
    return [name for base in plain for name in getattr(base, "__slots__", ())]


def _restore(self: Any, state: list[Any]) -> None:
    """Set what a copy or a pickle kept: the values of all fields."""
    for each, value in zip(fields(self), state, strict=True):
        setattr(self, _slot(each), value)
    for name in _inherited(type(self)):
        setattr(self, name, None)


def _refusal(name: str) -> Callable[..., Never]:
    def refuse(self: Any, value: object = None) -> Never:
        raise FrozenInstanceError(f"cannot change field {name!r}; make another {type(self).__name__}")

    return refuse
