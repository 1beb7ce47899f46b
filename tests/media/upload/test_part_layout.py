"""How files are cut into parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.media.upload.parts.part_layout import MOST_PARTS, PartLayout

MIB = 2**20


@given(st.integers(0, 200 * 2**40))
def test_parts_cover_a_file_of_any_size_once_and_are_never_too_many(size: int) -> None:
    layout = PartLayout.of_size(size)
    assert 1 <= layout.count <= MOST_PARTS
    assert (layout.count - 1) * layout.part_size < max(size, 1) <= layout.count * layout.part_size


@pytest.mark.parametrize(
    ("size", "count", "part_size"),
    [
        (16 * MIB, 1, 16 * MIB),
        (16 * MIB + 1, 3, 8 * MIB),
        (128 * MIB, 16, 8 * MIB),
        (300 * MIB, 19, 16 * MIB),
        (1025 * MIB, 33, 32 * MIB),
        (8193 * MIB, 129, 64 * MIB),
        (65537 * MIB, 513, 128 * MIB),
    ],
)
def test_chunks_are_those_of_the_official_uploader(size: int, count: int, part_size: int) -> None:
    layout = PartLayout.of_size(size)
    assert (layout.count, layout.part_size) == (count, part_size)
    parts = list(layout.parts())
    assert sum(part.length for part in parts) == size
    assert [part.offset for part in parts] == [number * part_size for number in range(count)]


def test_an_empty_file_is_one_empty_part() -> None:
    (part,) = PartLayout.of_size(0).parts()
    assert (part.number, part.offset, part.length) == (1, 0, 0)
