"""No resource identifier leads out of a prefix."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.errors import UnsafePathError
from ftrack_orm.media import DiskAccessor
from ftrack_orm.media.accessor import confined

PIECES = st.sampled_from(
    ["..", ".", "", "a", "b.exr", "C:", "c:x", "\\", "con", "nul.txt", "\\\\host\\share", "x:stream", "a ", "~", "/mnt"]
)
IDENTIFIERS = st.one_of(
    st.lists(PIECES, min_size=1, max_size=6).flatmap(
        lambda parts: st.sampled_from(["/".join(parts), "\\".join(parts)])
    ),
    st.text(max_size=40),
)
PREFIX = {PurePosixPath: "/mnt/store", PureWindowsPath: "P:\\store"}


@given(IDENTIFIERS)
@pytest.mark.parametrize("flavour", [PurePosixPath, PureWindowsPath])
def test_identifier_is_refused_or_below_the_prefix(
    flavour: type[PurePosixPath] | type[PureWindowsPath], identifier: str
) -> None:
    prefix = flavour(PREFIX[flavour])
    try:
        parts = confined(identifier, str(prefix), flavour)
    except UnsafePathError:
        return
    assert parts
    path = flavour(str(prefix), *parts)
    assert path.parts[: len(prefix.parts)] == prefix.parts
    assert ".." not in path.parts
    if flavour is PureWindowsPath:
        assert not any(part[-1] in " ." or set(part) & set('<>:"|?*') for part in parts)
        assert not any(part.partition(".")[0].lower() in ("con", "nul", "aux", "prn", "com1") for part in parts)


@given(IDENTIFIERS)
def test_disk_accessor_gives_no_path_outside(identifier: str) -> None:
    accessor = DiskAccessor("/mnt/store")
    try:
        path = accessor.filesystem_path(identifier)
    except UnsafePathError:
        return
    assert os.path.realpath(path).startswith("/mnt/store/")


@pytest.mark.parametrize("name", ["CON", "con.exr", "COM1", "lpt9.txt", "COM¹", "nul .exr", "a:b", "x.", "x ", "a<b"])
def test_windows_refuses_devices_streams_and_what_it_would_rename(name: str) -> None:
    with pytest.raises(UnsafePathError):
        confined(f"demo/{name}", flavour=PureWindowsPath)


def test_whole_path_below_the_prefix_is_taken() -> None:
    assert DiskAccessor("/mnt/store").filesystem_path("/mnt/store/a/b.exr") == "/mnt/store/a/b.exr"


def test_neighbour_of_the_prefix_is_not_below_it() -> None:
    with pytest.raises(UnsafePathError, match="not below"):
        DiskAccessor("/mnt/store").filesystem_path("/mnt/store2/a.exr")


def test_link_out_of_the_prefix_is_refused_for_every_use(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "secret").write_text("keep")
    (tmp_path / "store" / "out").symlink_to(tmp_path)
    accessor = DiskAccessor(tmp_path / "store")
    for use in (accessor.read, accessor.delete, accessor.open, accessor.facts, accessor.filesystem_path):
        with pytest.raises(UnsafePathError, match="follow_links=True"):
            use("out/secret")
    with pytest.raises(UnsafePathError):
        accessor.write("out/secret", b"lost")
    with pytest.raises(UnsafePathError):
        accessor.stage("out/new", "token")
    assert (tmp_path / "secret").read_text() == "keep"
    assert not (tmp_path / "new").exists()
    assert DiskAccessor(tmp_path / "store", follow_links=True).read("out/secret") == b"keep"


def test_link_within_the_prefix_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a").write_bytes(b"1")
    (tmp_path / "alias").symlink_to(tmp_path / "real")
    assert DiskAccessor(tmp_path).read("alias/a") == b"1"
