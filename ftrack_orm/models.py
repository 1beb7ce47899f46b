"""Which generated package a command or a test works with: the one that pyproject.toml states, or the stock one."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from ftrack_orm.configuration import read_configuration
from ftrack_orm.errors import ConfigurationError

__all__ = ["load_models"]

_STOCK = "ftrack_stock"


def load_models(given: str | None = None) -> ModuleType:
    """Return the package of entity classes: the given one, else that of pyproject.toml, else the stock one.

    Raises:
        ConfigurationError: There is no such package.
    """
    stated = read_configuration(Path.cwd())
    chosen = given or stated.get("models") or _generated(stated)
    if chosen is None:
        return import_module(_STOCK)
    folder = Path(chosen)
    name = _importable(folder.resolve()) if (folder / "schema.json").exists() else str(chosen)
    if str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    try:
        found = import_module(name)
    except (ImportError, ValueError) as error:
        remedy = "give the name or the folder of a package that `ftrack-orm generate` wrote"
        raise ConfigurationError(f"cannot import the package {name!r}: {error}; {remedy}") from error
    if not hasattr(found, "SCHEMA_HASH"):
        raise ConfigurationError(f"{name!r} is no package that `ftrack-orm generate` wrote")
    return found


def _generated(stated: Mapping[str, Any]) -> Path | None:
    """Return the folder that `generate` writes to, if it did."""
    parent, name = stated.get("output"), stated.get("name")
    if parent is None:
        return None
    folder = Path(parent) / name if name else Path(parent)
    return folder if (folder / "schema.json").exists() else None


def _importable(folder: Path) -> str:
    """Return the full name of a package by its folder, and let it be imported by it."""
    name, parent = folder.name, folder.parent
    while (parent / "__init__.py").exists():
        name, parent = f"{parent.name}.{name}", parent.parent
    if str(parent) not in sys.path:
        sys.path.insert(0, str(parent))
    return name
