"""What a project states once for every run: the table `[tool.ftrack-orm]` of its pyproject.toml.

    [tool.ftrack-orm]
    output = "src/studio"           # relative to this file, as `schema` is
    only = ["Task", "Shot"]
    strict-literals = true
    models = "studio"               # the package that the command line works with, where it is another one

    [tool.ftrack-orm.queries]       # for `ftrack-orm query late`
    late = "Task where end_date < '2026-01-01'"

The command line wins over the environment, and that over this file. An API key is a secret and is refused: it comes
from FTRACK_API_KEY.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ftrack_orm.errors import ConfigurationError, did_you_mean
from ftrack_orm.settings import Settings

__all__ = ["chosen_settings", "read_configuration"]

_TABLE = "[tool.ftrack-orm]"
_KINDS: Mapping[str, type] = {
    "api-user": str,
    "models": str,
    "name": str,
    "only": list,
    "output": Path,
    "queries": dict,
    "schema": Path,
    "single-file": bool,
    "stock": bool,
    "strict-literals": bool,
    "url": str,
    "vocabulary": Path,
}
_WORDS: Mapping[type, str] = {
    bool: "true or false",
    dict: "a table of names and query texts",
    list: "a list of names",
    str: "a text",
    Path: "a path",
}
_SECRET = re.compile(r"(?:ftrack[-_]?)?api[-_]?key", re.IGNORECASE)


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


def chosen_settings(url: str | None = None, api_user: str | None = None, api_key: str | None = None) -> Settings:
    """Return address and credentials: those given, else of the environment, else of pyproject.toml (never the key).

    Raises:
        ConfigurationError: One of them is missing, or cannot be right.
    """
    stated = read_configuration(Path.cwd())
    return Settings.resolve(
        url or os.environ.get("FTRACK_SERVER") or stated.get("url"),
        api_user or os.environ.get("FTRACK_API_USER") or stated.get("api-user"),
        api_key,
    )


def _table(file: Path) -> dict[str, Any] | None:
    try:
        tools = tomllib.loads(file.read_text(encoding="utf-8-sig")).get("tool", {})
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"cannot read {file}: {error}") from error
    table = tools.get("ftrack-orm") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigurationError(f"{file}: {_TABLE} is no table")
    return table


def _value(file: Path, key: str, value: object) -> Any:
    if _SECRET.fullmatch(key):
        raise ConfigurationError(f"{file}: an API key is a secret and no part of {_TABLE}: set FTRACK_API_KEY")
    kind = _KINDS.get(key)
    if kind is None:
        raise ConfigurationError(f"{file}: {_TABLE} has no key {key!r}{did_you_mean(key, tuple(_KINDS))}")
    if not isinstance(value, str if kind is Path else kind) or not _holds_texts(value):
        raise ConfigurationError(f"{file}: {key} in {_TABLE} must be {_WORDS[kind]}")
    return file.parent / str(value) if kind is Path else value


def _holds_texts(value: object) -> bool:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(isinstance(item, str) for item in items)
