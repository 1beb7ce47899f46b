"""Paths as Windows writes them: drives, shares, devices, long ones. Pure paths and `ntpath` stand in for the system."""

from __future__ import annotations

import ntpath
import os
import sys
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from ftrack_orm.errors import UnsafePathError
from ftrack_orm.events.durable.sqlite_store import usual_place
from ftrack_orm.export.folder import LocalFolder, folder_at, local_path
from ftrack_orm.media.accessor import confined
from ftrack_orm.media.component import file_sequence
from ftrack_orm.media.component.file_sequence import FileSequence
from ftrack_orm.media.component.making import _folder
from ftrack_orm.plugins.discovery import PATH_VARIABLE, discover_plugins
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.session.cache.place import default_folder

DRIVE, SHARE, LONG = r"P:\projects", r"\\server\projects", r"\\?\P:\projects"
PARTS = ("demo", "sh010", "v001", "beauty.exr")


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """File sequences work with the paths of Windows."""
    found = ["beauty.0001.exr", "beauty.0002.exr", "notes.txt"]
    system = SimpleNamespace(path=ntpath, fspath=os.fspath, listdir=lambda folder: found, PathLike=os.PathLike)
    monkeypatch.setattr(file_sequence, "os", system)


@pytest.mark.parametrize("prefix", [DRIVE, SHARE, LONG])
def test_a_whole_path_below_a_drive_a_share_or_a_long_prefix_is_taken(prefix: str) -> None:
    whole = "\\".join([prefix, *PARTS])
    assert confined(whole, prefix, PureWindowsPath) == PARTS
    assert str(PureWindowsPath(prefix, *confined("/".join(PARTS), prefix, PureWindowsPath))) == whole


def test_windows_tells_no_case_apart_below_a_prefix() -> None:
    assert confined(r"p:\PROJECTS\demo\a.exr", DRIVE, PureWindowsPath) == ("demo", "a.exr")


@pytest.mark.parametrize(
    "identifier",
    [
        r"P:demo\a.exr",
        r"C:\projects\a.exr",
        r"\projects\a.exr",
        r"\\server\other\a.exr",
        r"\\?\C:\projects\a.exr",
        r"\\.\PhysicalDrive0",
        r"P:\projects\..\secret",
        "P:\\projects\\demo\\con.exr",
        "P:\\projects\\demo\\a.exr:stream",
        "/projects/a.exr",
    ],
)
@pytest.mark.parametrize("prefix", [DRIVE, SHARE])
def test_what_leads_to_another_drive_share_device_or_stream_is_refused(prefix: str, identifier: str) -> None:
    with pytest.raises(UnsafePathError):
        confined(identifier, prefix, PureWindowsPath)


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize("folder", [DRIVE, SHARE, LONG, "P:"])
def test_a_sequence_is_read_and_found_on_a_drive_and_on_a_share(folder: str) -> None:
    sequence = FileSequence.parse(rf"{folder}\beauty.%04d.exr [1-2]")
    assert list(sequence) == [rf"{folder}\beauty.0001.exr", rf"{folder}\beauty.0002.exr"]
    assert FileSequence.discover(rf"{folder}\beauty.####.exr") == sequence
    assert FileSequence.find(f"{folder}\\") == [sequence]
    assert FileSequence.parse(str(sequence)) == sequence


@pytest.mark.parametrize(
    ("paths", "folder"),
    [
        ((r"P:\a\x\1.exr", r"P:\a\y\2.exr"), r"P:\a"),
        ((r"P:\a\1.exr", r"Q:\a\2.exr"), r"P:\a"),
        ((r"\\server\p\a\1.exr", r"\\server\p\b\2.exr"), "\\\\server\\p\\"),
        ((r"P:\a\1.exr", r"\\server\p\2.exr"), r"P:\a"),
    ],
)
def test_files_of_several_drives_have_a_folder_all_the_same(
    monkeypatch: pytest.MonkeyPatch, paths: Sequence[str], folder: str
) -> None:
    monkeypatch.setattr("ftrack_orm.media.component.making.os", SimpleNamespace(path=ntpath))
    assert _folder(paths) == folder


@pytest.mark.parametrize("stated", [r"D:\Data", ""])
def test_state_and_cache_lie_where_windows_keeps_those_of_a_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stated: str
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("LOCALAPPDATA", stated)
    root = Path(stated) if stated else tmp_path / "AppData" / "Local"
    assert default_folder() == root / "ftrack-orm"
    assert usual_place() == root / "ftrack-orm" / "durable.sqlite"


@pytest.mark.parametrize("place", [r"C:\out", "C:/out", "C://out", SHARE, r"..\out", "c:out"])
def test_a_path_with_a_drive_is_no_address(place: str) -> None:
    assert isinstance(folder_at(place), LocalFolder)
    assert local_path(place, windows=True) == place


@pytest.mark.parametrize(
    ("address", "path"),
    [("file:///C:/out", "C:/out"), ("file:///c:/a b", "c:/a b"), ("file:////server/x", "//server/x")],
)
def test_the_address_of_a_file_on_a_drive_names_the_drive(address: str, path: str) -> None:
    assert local_path(address, windows=True) == path


def test_folders_of_plugins_with_drives_are_told_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("C:one", "D:two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name[2:]}.py").write_text("def register(session): ...\n", encoding="utf-8")
    monkeypatch.setattr(os, "pathsep", ";")
    stated = ";".join(str(tmp_path / name) for name in ("C:one", "D:two"))
    found = discover_plugins(environment={PATH_VARIABLE: stated}, installed=False)
    assert [each.name for each in found] == ["one", "two"]


@pytest.mark.parametrize("name", ["what?.db", "50%.db", "a#b.db", "a b;c.db", "ü.db"])
def test_a_database_may_be_called_what_an_address_could_not_hold(tmp_path: Path, name: str) -> None:
    with Sandbox(database=str(tmp_path / name), seed="demo", serve=False):
        pass
    assert (tmp_path / name).is_file()
