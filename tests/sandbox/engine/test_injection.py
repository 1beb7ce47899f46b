"""Text is data: whatever it holds, it finds the row that holds it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ftrack_orm import Session, select
from ftrack_orm.query import text
from ftrack_orm.query.criterion import Criterion
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import Shot, TypedContext
from tests.sandbox.engine.engine import Workspace, create, new_id, update

_PIECES = (
    '"', "'", "\\", '\\"', "%", "_", "\\%", "\n", "\r\n", "\t", "\0", " ", "where", " and name is ", "none",
    '" or name like "%', "') or ('", "limit 10", "order by", ")", "(", "--", ";", "/*", "{}", "%s", ":name", "?",
    " or id is_not none",
    "é", "É", "ß", "K", "İ", "ﬁ", "ς", "𝔘", "\u2028", "\ufeff", "\x7f", "\x85",
)  # fmt: skip
_CHARACTERS = st.characters(exclude_categories=["Cs"])
_PARTS = st.sampled_from(_PIECES) | st.text(_CHARACTERS, max_size=4)
_TEXTS = st.text(_CHARACTERS, max_size=30) | st.lists(_PARTS, max_size=8).map("".join)
_OTHERS = ("plain", "%", "_", "", "\\", "x\0y", "ééé", '"', "where")


@pytest.fixture(scope="module")
def w() -> Iterator[Workspace]:
    workspace = Workspace()
    project = workspace.insert("Project", name="demo")
    workspace.insert("Status", name="Normal")
    for name in _OTHERS:
        workspace.insert("Folder", name=name, parent_id=project)
    workspace.do(create("Shot", SHOT, name="first", parent_id=project))
    yield workspace
    workspace.store.close()


SHOT = new_id()


def _conditions(value: str) -> dict[str, Criterion]:
    """Return every way to ask for a text, each of which the shot meets."""
    name = Shot.name
    return {
        "==": name == value,
        "in_": name.in_(["something else", value]),
        "startswith": name.startswith(value),
        "endswith": name.endswith(value),
        "contains": name.contains(value),
        "any": Shot.project.descendants.any(TypedContext.name == value),
    }


def _found(w: Workspace, query: object) -> list[str]:
    return [row["name"] for row in w.rows(str(query))]


@settings(max_examples=1000, deadline=None)
@example("x\0z")
@example("\\")
@example('" or name is_not "')
@given(value=_TEXTS)
def test_any_text_finds_the_row_that_holds_it(w: Workspace, value: str) -> None:
    w.do(update("Shot", SHOT, name=value))
    queries = {way: select(Shot).where(condition) for way, condition in _conditions(value).items()}
    queries["text"] = select(Shot).where(text(str(Shot.name == value)))
    expression = " and ".join(f"({query.query.where})" for query in queries.values())
    assert _found(w, f"select name from Shot where {expression}") == [value], expression


@settings(max_examples=300, deadline=None)
@given(value=_TEXTS, other=_TEXTS)
def test_any_text_finds_no_row_that_holds_another(w: Workspace, value: str, other: str) -> None:
    w.do(update("Shot", SHOT, name=other))
    same = _same(value, other)
    assert _found(w, select(Shot).where(Shot.name == value).load(Shot.name)) == ([other] if same else [])
    assert _found(w, select(Shot).where(Shot.name != value).load(Shot.name)) == ([] if same else [other])
    assert _found(w, select(Shot).where(Shot.name.in_([value, "\0"])).load(Shot.name)) == (
        [other] if same or other == "\0" else []
    )


def _same(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for case, which no character changes into several."""
    return len(one) == len(other) and all(
        a == b or (a.isascii() == b.isascii() and bool({a.casefold(), a.lower()} & {b.casefold(), b.lower()}))
        for a, b in zip(one, other, strict=True)
    )


@settings(max_examples=60, deadline=None)
@given(value=_TEXTS)
def test_any_text_makes_the_way_over_http_and_back(http: tuple[Session, Any], value: str) -> None:
    session, shot = http
    shot.name = value
    session.commit()
    for condition in _conditions(value).values():
        found = session.query(select(Shot.name).where(Shot.id == shot.id, condition))
        assert found.all() == [value]


@pytest.fixture(scope="module")
def http() -> Iterator[tuple[Session, Any]]:
    with Sandbox() as sandbox, Session(sandbox.url, sandbox.api_user, sandbox.api_key) as session:
        yield session, session.query(select(Shot).limit(1)).one()
