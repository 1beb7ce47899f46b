"""What a project states once for every run: the table `[tool.ftrack-orm]` of its pyproject.toml.

    [tool.ftrack-orm]
    output = "src/studio"           # relative to this file, as `schema` is
    only = ["Task", "Shot"]
    strict-literals = true

The command line wins over it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ftrack_orm.errors import ConfigurationError, did_you_mean

__all__ = ["read_configuration"]

_TABLE = "[tool.ftrack-orm]"
_KINDS: Mapping[str, type] = {
    "api-user": str,
    "name": str,
    "only": list,
    "output": Path,
    "schema": Path,
    "single-file": bool,
    "stock": bool,
    "strict-literals": bool,
    "url": str,
}
_WORDS: Mapping[type, str] = {bool: "true or false", list: "a list of names", str: "a text", Path: "a path"}


def read_configuration(folder: Path) -> dict[str, Any]:
    """Return what the nearest pyproject.toml with that table states, in this folder or above; else nothing.

    Paths are absolute.

    Raises:
        ConfigurationError: The file cannot be read, a key is unknown, or its value cannot be right.
    """
    for place in (folder.resolve(), *folder.resolve().parents):
        file = place / "pyproject.toml"
        table = _table(file) if file.is_file() else None
        if table is not None:
            return {key: _value(file, key, value) for key, value in table.items()}
    return {}


def _table(file: Path) -> dict[str, Any] | None:
    try:
        tools = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {})
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"cannot read {file}: {error}") from error
    table = tools.get("ftrack-orm") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigurationError(f"{file}: {_TABLE} is no table")
    return table


def _value(file: Path, key: str, value: object) -> Any:
    if key in ("api-key", "api_key"):
        raise ConfigurationError(f"{file}: an API key is a secret and no part of {_TABLE}: set FTRACK_API_KEY")
    kind = _KINDS.get(key)
    if kind is None:
        raise ConfigurationError(f"{file}: {_TABLE} has no key {key!r}{did_you_mean(key, tuple(_KINDS))}")
    fits = isinstance(value, str if kind is Path else kind)
    if not fits or (isinstance(value, list) and not all(isinstance(item, str) for item in value)):
        raise ConfigurationError(f"{file}: {key} in {_TABLE} must be {_WORDS[kind]}")
    return file.parent / str(value) if kind is Path else value
