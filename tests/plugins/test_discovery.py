"""Which plug-ins are found, and how they are loaded."""

from __future__ import annotations

import os
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.plugins import discover_plugins
from ftrack_orm.plugins.discovery import GROUP


def written(folder: Path, name: str, text: str = "def register(session):\n    return __name__\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def names(*paths: Path, environment: dict[str, str] | None = None) -> list[str]:
    return [each.name for each in discover_plugins(paths, environment=environment or {}, installed=False)]


def test_files_folders_and_packages_are_found(tmp_path: Path) -> None:
    for name in ("b.py", "a.py", "_hidden.py", ".x.py", "notes.txt", "pack/__init__.py", "pack/part.py", "data/d.py"):
        written(tmp_path, name)
    assert names(tmp_path) == ["a", "b", "pack"]
    assert names(tmp_path / "pack") == ["pack"]
    assert names(tmp_path / "data" / "d.py", tmp_path / "data") == ["d"]


def test_environment_states_folders_and_those_that_are_missing_are_left_out(tmp_path: Path) -> None:
    written(tmp_path / "one", "a.py")
    written(tmp_path / "two", "b.py")
    stated = os.pathsep.join([str(tmp_path / "one"), str(tmp_path / "gone"), "", str(tmp_path / "two")])
    assert names(environment={"FTRACK_EVENT_PLUGIN_PATH": stated}) == ["a", "b"]
    with pytest.raises(ConfigurationError, match="no such file or folder"):
        names(tmp_path / "gone")


def test_installed_packages_bring_plug_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    def entry_points(group: str) -> list[EntryPoint]:
        assert group == GROUP
        return [EntryPoint("sorts", "operator:itemgetter", group), EntryPoint("broken", "operator:nothing", group)]

    monkeypatch.setattr("ftrack_orm.plugins.discovery.entry_points", entry_points)
    broken, sorts = discover_plugins(environment={})
    assert (sorts.name, sorts.place) == ("sorts", "operator:itemgetter")
    assert callable(sorts.load())
    with pytest.raises(AttributeError):
        broken.load()


def test_files_of_one_name_do_not_meet_and_packages_import_their_parts(tmp_path: Path) -> None:
    written(tmp_path / "one", "a.py")
    written(tmp_path / "two", "a.py")
    written(tmp_path / "pack", "part.py", "value = 7\n")
    written(tmp_path / "pack", "__init__.py", "from .part import value\ndef register(session):\n    return value\n")
    session: Any = None
    first, second, package = (
        each.load()(session)
        for each in discover_plugins(
            [tmp_path / "one", tmp_path / "two", tmp_path / "pack"], environment={}, installed=False
        )
    )
    assert first != second
    assert package == 7


def test_file_without_register_is_told(tmp_path: Path) -> None:
    (source,) = discover_plugins([written(tmp_path, "a.py", "x = 1\n")], environment={}, installed=False)
    with pytest.raises(ConfigurationError, match=r"a\.py has no function register\(session\)"):
        source.load()
