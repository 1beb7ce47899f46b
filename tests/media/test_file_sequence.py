"""File sequences: the same texts as clique reads, and what is found in folders."""

from __future__ import annotations

from pathlib import Path

import clique  # type: ignore[import-untyped]  # it has no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.errors import SequenceSyntaxError
from ftrack_orm.media import FileSequence

NAMES = st.text(alphabet="abz./_- %[]1", max_size=12)


@given(
    head=NAMES,
    tail=NAMES,
    padding=st.integers(0, 9),
    indexes=st.sets(st.integers(0, 99_999), min_size=1, max_size=20),
)
def test_text_means_what_clique_reads_in_it(head: str, tail: str, padding: int, indexes: set[int]) -> None:
    text = str(FileSequence(head, tail, padding, tuple(sorted(indexes))))
    theirs, ours = clique.parse(text), FileSequence.parse(text)
    assert list(ours) == list(theirs)
    assert (ours.head, ours.tail, ours.padding) == (theirs.head, theirs.tail, theirs.padding)
    assert ours.pattern == theirs.format("{head}{padding}{tail}")


@given(st.sets(st.integers(0, 200), min_size=1))
def test_parsing_what_was_written_is_identity(indexes: set[int]) -> None:
    sequence = FileSequence("a.", ".exr", 4, tuple(sorted(indexes)))
    assert FileSequence.parse(str(sequence)) == sequence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("beauty.exr", "no number"),
        ("beauty.%04d.exr", "no ranges"),
        ("beauty.%04d.exr []", "no range"),
        ("beauty.%04d.exr [5-1]", "backwards"),
        ("beauty.%04d.exr [1-2-3]", "no range"),
        ("beauty.%04d.exr [1-99999999]", "more than 1,000,000 frames"),
    ],
)
def test_what_is_no_sequence_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(SequenceSyntaxError, match=said):
        FileSequence.parse(text)


@pytest.mark.parametrize("pattern", ["a.%04d.exr", "a.####.exr", "a.@@@@.exr"])
def test_pattern_finds_the_frames_that_are_there(tmp_path: Path, pattern: str) -> None:
    for name in ("a.0001.exr", "a.0003.exr", "a.10000.exr", "a.01.exr", "b.0002.exr", "a.0004.jpg", "a.00005.exr"):
        (tmp_path / name).touch()
    found = FileSequence.discover(tmp_path / pattern)
    assert found.indexes == (1, 3, 10_000)
    assert str(found) == f"{tmp_path}/a.%04d.exr [1, 3, 10000]"


def test_pattern_without_files_is_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no file matches"):
        FileSequence.discover(tmp_path / "a.%04d.exr")


def test_folder_is_searched_for_sequences(tmp_path: Path) -> None:
    for name in ("a.0998.exr", "a.0999.exr", "a.1000.exr", "b_9.jpg", "b_10.jpg", "notes.txt", "v002.nk", "x.7.exr"):
        (tmp_path / name).touch()
    assert [str(found).removeprefix(f"{tmp_path}/") for found in FileSequence.find(tmp_path)] == [
        "a.%04d.exr [998-1000]",
        "b_%d.jpg [9-10]",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("render/beauty.%04d.exr [1-2]", "beauty"),
        ("beauty_v2-%d.exr [1-2]", "beauty_v2"),
        ("render/%04d.exr [1-2]", ""),
    ],
)
def test_name_is_that_of_the_files_without_folder_number_and_ending(text: str, name: str) -> None:
    assert FileSequence.parse(text).name == name
