"""Noise: texts that are almost right, or nothing at all."""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = ["noisy"]


def noisy(good: tuple[str, ...], words: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Give texts, lists of words, and good texts that are spoiled."""
    noise = st.lists(st.one_of(st.sampled_from(words), st.text(max_size=3)), max_size=25).map("".join)
    return st.one_of(st.text(max_size=60), noise, _mutated(good, words), _mutated(good, words))


@st.composite
def _mutated(draw: st.DrawFn, good: tuple[str, ...], words: tuple[str, ...]) -> str:
    """Give a good text with some of it cut, doubled, or replaced by words of the language and noise."""
    text = draw(st.sampled_from(good))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, 120)) % (len(text) + 1)
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 3, 10, 100])))
        new = draw(st.one_of(st.sampled_from(words), st.text(max_size=4), st.just(text[start:end] * 2)))
        text = text[:start] + new + text[end:]
    return text
