"""Text without case, character by character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.sandbox.storage.case_folding import fold, matches


@given(st.text())
def test_a_folded_text_keeps_its_length_and_stays_folded(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.characters())
def test_only_ascii_folds_to_ascii(character: str) -> None:
    assert fold(character).isascii() == character.isascii()


@pytest.mark.parametrize(("one", "other"), [("É", "é"), ("Σ", "ς"), ("ЖУК", "жук"), ("ẞ", "ß"), ("Ǆ", "ǆ"), ("𐐀", "𐐨")])
def test_letters_of_any_script_fold(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ß", "ss"), ("ﬁ", "fi"), ("\u212a", "k"), ("é", "e")])
def test_what_would_change_its_length_or_its_letter_does_not_fold(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("Édit 100%", r"é%0\%", True),
        ("Édit 1000", r"é%0\%", False),
        ("éa", "É_", True),
        ("é", "É_", False),
        ("a\nÉ", "%é", True),
        (r"É\n", r"é\n", True),
        (r"É\n", r"é\\n", True),
        ("é.*", "é.*", True),
        ("éxx", "é.*", False),
        ("\0b", "%B", True),
    ],
)
def test_patterns(text: str, pattern: str, expected: bool) -> None:
    assert matches(text, pattern) is expected
