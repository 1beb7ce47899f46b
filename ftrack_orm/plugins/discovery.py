"""Find plug-ins: Python files, folders of them, and entry points of installed packages.

A plug-in is a function `register(session)`. A file has it by this name; a package names it by an entry point:

    [project.entry-points."ftrack_orm.event_plugins"]
    notes = "studio_events.notes:register"
"""

from __future__ import annotations

import logging
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha1
from importlib.metadata import entry_points
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ftrack_orm.errors import ConfigurationError

if TYPE_CHECKING:
    from ftrack_orm.session import Session

__all__ = ["GROUP", "PATH_VARIABLE", "PluginSource", "Register", "discover_plugins"]

GROUP = "ftrack_orm.event_plugins"
PATH_VARIABLE = "FTRACK_EVENT_PLUGIN_PATH"

_log = logging.getLogger("ftrack_orm.plugins")

Register: TypeAlias = "Callable[[Session], object]"


@dataclass(frozen=True, slots=True)
class PluginSource:
    """A plug-in that was found and is not loaded yet."""

    name: str
    place: str
    load: Callable[[], Register]
    """Imports it; may raise anything."""


def discover_plugins(
    paths: Iterable[str | Path] = (), *, environment: Mapping[str, str] | None = None, installed: bool = True
) -> list[PluginSource]:
    """Return the plug-ins of files and folders, of FTRACK_EVENT_PLUGIN_PATH, and of installed packages.

    In a folder every `*.py` and every package is one, unless its name begins with `_` or `.`. What is found twice is
    loaded once.

    Raises:
        ConfigurationError: There is no such path. One of the environment that is missing is left out.
    """
    stated = (os.environ if environment is None else environment).get(PATH_VARIABLE, "")
    found: dict[str, PluginSource] = {}
    for path in map(Path, paths):
        if not path.exists():
            raise ConfigurationError(f"there are no plug-ins at {path}: no such file or folder")
        for file in _files(path):
            found.setdefault(str(file), _of_file(file))
    for path in (Path(each) for each in stated.split(os.pathsep) if each):
        for file in _files(path) if path.exists() else ():
            found.setdefault(str(file), _of_file(file))
    for each in sorted(entry_points(group=GROUP), key=lambda each: each.name) if installed else ():
        found.setdefault(each.value, PluginSource(each.name, each.value, partial(_checked, each.load, each.value)))
    return list(found.values())


def _files(path: Path) -> Iterator[Path]:
    path = path.expanduser().resolve()
    if path.is_file():
        yield path
    elif (path / "__init__.py").is_file():
        yield path / "__init__.py"
    else:
        for each in sorted(path.iterdir()):
            if each.name[0] in "_.":
                continue
            if each.suffix == ".py" and each.is_file():
                yield each
            elif (each / "__init__.py").is_file():
                yield each / "__init__.py"


def _of_file(file: Path) -> PluginSource:
    name = file.parent.name if file.name == "__init__.py" else file.stem
    return PluginSource(name, str(file), partial(_checked, partial(_imported, file), str(file)))


def _imported(file: Path) -> Any:
    """Import a file under a name of its own, so that two of the same name do not meet."""
    if _open_to_all(file):
        _log.warning("everybody on this machine may change the plug-in %s, and so act as its service", file)
    name = f"ftrack_orm_plugin_{sha1(str(file).encode(), usedforsecurity=False).hexdigest()[:12]}"
    package = [str(file.parent)] if file.name == "__init__.py" else None
    spec = spec_from_file_location(name, file, submodule_search_locations=package)
    if spec is None or spec.loader is None:
        raise ConfigurationError(f"{file} is no Python file")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return getattr(module, "register", None)


def _open_to_all(file: Path) -> bool:
    """Tell whether any user may write to a file or put another in its place."""
    if os.name != "posix":
        return False
    folder = file.parent.stat().st_mode
    return bool(file.stat().st_mode & stat.S_IWOTH or (folder & stat.S_IWOTH and not folder & stat.S_ISVTX))


def _checked(load: Callable[[], Any], place: str) -> Register:
    register = load()
    if not callable(register):
        raise ConfigurationError(f"{place} has no function register(session)")
    checked: Register = register
    return checked
