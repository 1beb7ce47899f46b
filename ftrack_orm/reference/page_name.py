"""The file that the page of an entity type is kept in."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["page_names"]

_RESERVED = re.compile(r"(?i)con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for devices."""
_LONGEST = 120


def page_names(entity_types: Iterable[str]) -> dict[str, str]:
    """Return a file name for each entity type: its own name where that is one, and never the same twice.

    Names of entity types come from a workspace and may hold anything; two that differ in case only are one on some
    file systems.

    >>> page_names(["Task", "TASK", "Asset Build", "../x"])
    {'Task': 'Task.html', 'TASK': 'TASK-2.html', 'Asset Build': 'Asset-Build.html', '../x': 'x.html'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for entity_type in entity_types:
        stem = re.sub(r"[^A-Za-z0-9_]+", "-", entity_type).strip("-")[:_LONGEST] or "entity"
        if _RESERVED.fullmatch(stem):
            stem = f"{stem}-"
        chosen, number = stem, 1
        while chosen.casefold() in taken:
            number += 1
            chosen = f"{stem}-{number}"
        taken.add(chosen.casefold())
        names[entity_type] = f"{chosen}.html"
    return names
