"""Decoding: what is JSON for `json` is JSON for us, and the garbage collector is left as it was."""

from __future__ import annotations

import gc
import json
import math
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.errors import ProtocolError
from ftrack_orm.transport import collection_paused
from ftrack_orm.transport.answer import read_answer
from ftrack_orm.transport.decoding import decode

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.fixture
def thresholds() -> Iterator[tuple[int, int, int]]:
    before = gc.get_threshold()
    yield before
    gc.enable()
    gc.set_threshold(*before)


@given(JSON_VALUES, st.booleans())
def test_decoding_gives_what_json_gives(value: object, ascii: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii).encode("utf-8", "surrogatepass")
    try:
        expected = json.loads(text)
    except UnicodeDecodeError:
        with pytest.raises(ValueError, match="codec"):
            decode(text)
    else:
        assert decode(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        b'{"a": 1, "a": 2}',
        b"[1e400, -1e400, 123456789012345678901234567890, 1.0, 1, 1E2]",
        b'["\\ud800", "\\u00e9", "\\u0000"]',
        b"\xef\xbb\xbf[1]",
        '["é"]'.encode("utf-16"),
        b"[Infinity, -Infinity]",
        b"  null  ",
    ],
)
def test_odd_texts_mean_what_they_mean_for_json(text: bytes) -> None:
    assert repr(decode(text)) == repr(json.loads(text))


def test_not_a_number_is_one() -> None:
    assert math.isnan(decode(b"NaN"))


@pytest.mark.parametrize("text", [b'["\xff"]', b"", b"[1] x", b'["a', b"[" * 100_000, b"<html>", b'["a\x01"]'])
def test_what_is_no_json_is_no_answer(text: bytes) -> None:
    with pytest.raises(ProtocolError, match="no JSON"):
        read_answer(text, 200, 1)


def test_a_pause_keeps_the_collector_from_running_and_puts_the_thresholds_back(
    thresholds: tuple[int, int, int],
) -> None:
    runs: list[str] = []

    def note(phase: str, info: object) -> None:
        runs.append(phase)

    gc.collect()
    gc.callbacks.append(note)
    try:
        with collection_paused(), collection_paused():
            kept = [[] for _ in range(5000)]  # type: ignore[var-annotated]  # only that they are made counts
            assert runs == []
    finally:
        gc.callbacks.remove(note)
    assert len(kept) == 5000
    assert gc.get_threshold() == thresholds


def test_a_pause_ends_with_an_exception_too(thresholds: tuple[int, int, int]) -> None:
    with pytest.raises(ZeroDivisionError), collection_paused():
        _ = 1 / 0
    assert gc.get_threshold() == thresholds


def test_a_pause_is_over_when_the_last_thread_is_out(thresholds: tuple[int, int, int]) -> None:
    inside, leave = threading.Event(), threading.Event()

    def stay() -> None:
        with collection_paused():
            inside.set()
            assert leave.wait(20)

    with ThreadPoolExecutor(1) as pool:
        staying = pool.submit(stay)
        assert inside.wait(20)
        with collection_paused():
            pass
        assert gc.get_threshold() != thresholds
        leave.set()
        staying.result(20)
    assert gc.get_threshold() == thresholds


@pytest.mark.usefixtures("thresholds")
def test_what_the_program_sets_is_what_stays() -> None:
    gc.disable()
    with collection_paused():
        assert not gc.isenabled()
    assert not gc.isenabled()
    with collection_paused():
        gc.enable()
        gc.set_threshold(500, 5, 5)
    assert gc.isenabled()
    assert gc.get_threshold() == (500, 5, 5)
    gc.set_threshold(0)
    with collection_paused():
        assert gc.get_threshold()[0] == 0
    assert gc.get_threshold()[0] == 0


def test_thresholds_that_were_saved_in_a_pause_do_no_harm_later(thresholds: tuple[int, int, int]) -> None:
    with collection_paused():
        saved = gc.get_threshold()
    gc.set_threshold(*saved)
    with collection_paused():
        pass
    assert gc.get_threshold() == thresholds
