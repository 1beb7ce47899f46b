"""Ids of new entities."""

from __future__ import annotations

import os
import sys
from uuid import RFC_4122, UUID

import pytest

from ftrack_orm.mapping.identifier import new_id


def test_an_id_is_the_text_of_a_random_uuid() -> None:
    for _ in range(200):
        text = new_id()
        read = UUID(text)
        assert (str(read), read.version, read.variant) == (text, 4, RFC_4122)


def test_ids_differ() -> None:
    assert len({new_id() for _ in range(5_000)}) == 5_000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_a_forked_process_makes_other_ids() -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, "".join(new_id() for _ in range(20)).encode())
        os._exit(0)
    own = {new_id() for _ in range(20)}
    os.waitpid(child, 0)
    text = os.read(reading, 4_000).decode()
    theirs = {text[start : start + 36] for start in range(0, len(text), 36)}
    assert len(theirs) == 20
    assert not own & theirs
