"""What a plug-in may do, and who may become one."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from ftrack_orm.plugins.discovery import discover_plugins

PLUGIN = "def register(session):\n    pass\n"


def test_finding_plugins_runs_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "loud.py").write_text("raise SystemExit('it ran')\n", encoding="utf-8")
    assert [each.name for each in discover_plugins([tmp_path], environment={}, installed=False)] == ["loud"]


def test_hidden_files_and_those_of_other_kinds_are_no_plugins(tmp_path: Path) -> None:
    for name in (".hidden.py", "_private.py", "notes.pyc", "notes.txt", "lib.so"):
        (tmp_path / name).write_text(PLUGIN, encoding="utf-8")
    assert discover_plugins([tmp_path], environment={}, installed=False) == []


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
@pytest.mark.parametrize(("folder", "file", "warned"), [(0o700, 0o600, 0), (0o755, 0o666, 1), (0o777, 0o644, 1)])
def test_a_plugin_that_everybody_may_change_is_warned_of(
    folder: int, file: int, warned: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "plugins"
    place.mkdir()
    (place / "notes.py").write_text(PLUGIN, encoding="utf-8")
    (place / "notes.py").chmod(file)
    place.chmod(folder)
    with caplog.at_level(logging.WARNING, "ftrack_orm.plugins"):
        (found,) = discover_plugins([place], environment={}, installed=False)
        found.load()
    assert caplog.text.count("may change the plug-in") == warned
