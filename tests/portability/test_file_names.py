"""Names that become names of files: every system takes them, and no two of them meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.media.accessor import confined
from ftrack_orm.reference.page_name import page_names
from ftrack_orm.testing.plugin import _file_name
from ftrack_orm_codegen.names import module_names

NAMES = st.one_of(
    st.text(min_size=1, max_size=12),
    st.sampled_from(
        [
            "con",
            "CON",
            "Aux",
            "NUL.x",
            "com1",
            "LPT9",
            "Task",
            "TASK",
            "a:b",
            "a/b",
            "..",
            "x.",
            "x ",
            "镜头",
            "a" * 300,
            "a" * 299 + "b",
        ]
    ),
)
CLASSES = NAMES.filter(str.isidentifier)
TESTS = st.builds("test_it[{}]".format, NAMES)


def recordings(tests: Iterable[str]) -> dict[str, str]:
    return {test: f"test_file.{_file_name(test)}.json" for test in tests}


@pytest.mark.parametrize(
    ("named", "strategy"),
    [(page_names, NAMES), (module_names, CLASSES), (recordings, TESTS)],
    ids=["pages", "modules", "recordings"],
)
def test_a_name_of_a_file_is_one_on_every_system_and_nobody_elses(
    named: Callable[[Iterable[str]], dict[str, str]], strategy: st.SearchStrategy[str]
) -> None:
    @given(st.lists(strategy, max_size=8, unique=True))
    def holds(given_names: list[str]) -> None:
        names = named(given_names)
        assert list(names) == sorted(names, key=list(names).index)
        assert set(names) == set(given_names)
        assert len({name.casefold() for name in names.values()}) == len(given_names)
        for name in names.values():
            for flavour in (PurePosixPath, PureWindowsPath):
                assert confined(name, flavour=flavour) == (name,)
            assert name.isascii()
            assert len(name) < 240

    holds()


@pytest.mark.parametrize(
    ("test", "name"),
    [("test_count", "test_count"), ("test_count[3-render.exr]", "test_count_3-render.exr_"), ("test_A", "test_A")],
)
def test_a_recording_is_called_like_its_test_where_that_is_a_name(test: str, name: str) -> None:
    assert _file_name(test) == name


@pytest.mark.parametrize(("one", "other"), [("test[a:b]", "test[a?b]"), ("test[A]", "test[a]")])
def test_recordings_of_tests_whose_names_are_alike_do_not_meet(one: str, other: str) -> None:
    assert _file_name(one).casefold() != _file_name(other).casefold()
