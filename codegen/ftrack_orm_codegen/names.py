"""Names of the modules that classes lie in: those of classes and attributes are `ftrack_orm.schema.description`'s.

A class lies in a module that is called like it, in letters that every file system keeps apart: AssetBuild in
asset_build, Aux in aux_, 镜头 in u955c_u5934.
"""

from __future__ import annotations

import hashlib
import keyword
import re
import unicodedata
from collections.abc import Iterable

__all__ = ["module_names"]

_DEVICES = frozenset({"aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""What no file may be called on Windows, whatever follows the dot."""

_LONGEST_MODULE = 60
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def module_names(classes: Iterable[str]) -> dict[str, str]:
    """Return the name of the module that each class lies in; of Task and TASK it is Task that lies in task."""
    given: dict[str, str] = {}
    used: set[str] = set()
    wishes = {name: _module(name) for name in sorted(classes)}
    for name, wish in sorted(wishes.items(), key=lambda item: item[1].title().replace("_", "") != item[0]):
        free, number = wish, 2
        while free in used:
            free, number = f"{wish.rstrip('_')}_{number}", number + 1
        used.add(free)
        given[name] = free
    return given


def _module(name: str) -> str:
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    spelled = "".join(c if c.isascii() else f"_u{ord(c):x}_" for c in _HUMPS.sub("_", letters)).lower()
    whole = re.sub("_+", "_", spelled).strip("_")
    if len(whole) > _LONGEST_MODULE:
        whole = f"{whole[:_LONGEST_MODULE]}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    plain = whole if whole.isidentifier() else f"module_{whole}"
    return f"{plain}_" if keyword.iskeyword(plain) or plain in _DEVICES else plain
