"""Importing what is not always needed when it is first used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from ftrack_orm.errors import did_you_mean

__all__ = ["LazyNames", "deferred", "lazy_names"]

LazyNames = tuple[Callable[[str], Any], Callable[[], list[str]]]


def deferred(place: str) -> Callable[..., Any]:
    """Return what calls a function, or makes an object of a class, whose module is imported with the first call.

    Type checkers are given the real one, under `if TYPE_CHECKING`.

    >>> from ftrack_orm.deferral import deferred
    >>> deferred("colorsys.rgb_to_hls")(1.0, 1.0, 1.0)[1]
    1.0
    """
    module, _, name = place.rpartition(".")
    found: Callable[..., Any] | None = None

    def call(*arguments: Any, **named: Any) -> Any:
        nonlocal found
        function = found
        if function is None:
            function = found = getattr(import_module(module), name)
        return function(*arguments, **named)

    return call


def lazy_names(package: str, homes: Mapping[str, Sequence[str]]) -> LazyNames:
    """Make the `__getattr__` and `__dir__` of a package whose names are imported when they are first used.

    `homes` states the names by the module in the package that has them.

    >>> from ftrack_orm.deferral import lazy_names
    >>> get, names = lazy_names("xml", {"sax": ["parse"]})
    >>> get("parse").__module__
    'xml.sax'
    """
    module_of = {name: module for module, names in homes.items() for name in names}

    def get(name: str) -> Any:
        module = module_of.get(name)
        if module is None:
            near = "" if name.startswith("_") else did_you_mean(name, tuple(module_of))
            raise AttributeError(f"module {package!r} has no attribute {name!r}{near}")
        value = getattr(import_module(f"{package}.{module}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return get, lambda: sorted({*vars(sys.modules[package]), *module_of})
