"""The `search` action: all words, any case, where they may occur, and within what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.engine.engine import Workspace


@pytest.fixture(scope="module")
def w() -> Iterator[Workspace]:
    w = Workspace()
    for name, number in (("bunny", 1), ("other", 2)):
        project = w.insert("Project", id=f"project-{number}", name=name, full_name=f"Big Buck {name.title()}")
        shot = w.insert("Shot", id=f"shot-{number}", name="sh010 Éclair", parent_id=project, description="A 100% bunny")
        w.insert("AssetBuild", id=f"build-{number}", name=f"Bunny_rig {number}", parent_id=project)
        w.insert("Task", id=f"task-{number}", name="comp", parent_id=shot)
        asset = w.insert("Asset", id=f"asset-{number}", name="bunny plate", context_id=shot)
        w.insert("AssetVersion", id=f"version-{number}", asset_id=asset, comment="final", task_id=f"task-{number}")
        w.insert(
            "Note", id=f"note-{number}", content="The bunny looks good", parent_id=f"task-{number}", user_id=w.user
        )
    yield w
    w.store.close()


def _search(*terms: str, **fields: Any) -> dict[str, Any]:
    return {"action": "search", "expression": None, "terms": list(terms), "context_id": None} | fields


def _ids(w: Workspace, entity_type: str, *terms: str, **fields: Any) -> list[str]:
    (answer,) = w.do(_search(*terms, **{"entity_type": entity_type} | fields))
    assert answer["action"] == "search"
    return sorted(row["id"] for row in answer["data"])


@pytest.mark.parametrize(
    ("entity_type", "terms", "expected"),
    [
        ("AssetBuild", ("BUNNY",), ["build-1", "build-2"]),
        ("AssetBuild", ("bunny", "2"), ["build-2"]),
        ("AssetBuild", ("y_r",), ["build-1", "build-2"]),
        ("AssetBuild", ("b%g",), []),
        ("Shot", ("éCLAIR",), ["shot-1", "shot-2"]),
        ("Shot", ("100%",), ["shot-1", "shot-2"]),
        ("Task", ("comp",), ["task-1", "task-2"]),
        ("Task", ("bunny",), []),
        ("Task", ("bunny", "comp"), ["task-1"]),
        ("Task", ("éclair", "buck", "com"), ["task-1", "task-2"]),
        ("Task", ("comp", "nothing"), []),
        ("Project", ("buck", "bunny"), ["project-1"]),
        ("Context", ("bunny",), ["build-1", "build-2", "project-1", "shot-1", "shot-2"]),
        ("AssetVersion", ("plate",), ["version-1", "version-2"]),
        ("AssetVersion", ("final", "buck", "other"), ["version-2"]),
        ("Asset", ("plate", "sh010"), ["asset-1", "asset-2"]),
        ("Note", ("looks",), ["note-1", "note-2"]),
        ("Task", (), ["task-1", "task-2"]),
        ("Task", ("",), ["task-1", "task-2"]),
    ],
)
def test_all_words_must_occur(w: Workspace, entity_type: str, terms: tuple[str, ...], expected: list[str]) -> None:
    assert _ids(w, entity_type, *terms) == expected


def test_people_are_found_by_their_names(w: Workspace) -> None:
    assert _ids(w, "User", "ADA") == [w.user]


@pytest.mark.parametrize(
    ("entity_type", "context", "expected"),
    [
        ("Task", "project-2", ["task-2"]),
        ("Task", "shot-2", ["task-2"]),
        ("Task", "task-2", ["task-2"]),
        ("Task", "build-2", []),
        ("Project", "project-2", ["project-2"]),
        ("Asset", "shot-2", ["asset-2"]),
        ("Asset", "project-2", ["asset-2"]),
        ("AssetVersion", "shot-2", ["version-2"]),
        ("AssetVersion", "task-2", ["version-2"]),
        ("Note", "project-2", ["note-2"]),
        ("Note", "task-2", ["note-2"]),
    ],
)
def test_a_context_restricts_to_itself_and_what_is_below(
    w: Workspace, entity_type: str, context: str, expected: list[str]
) -> None:
    assert _ids(w, entity_type, context_id=context) == expected


def test_object_types_restrict(w: Workspace) -> None:
    schema = w.store.schema
    shot, build = schema["Shot"].object_type_id, schema["AssetBuild"].object_type_id
    assert _ids(w, "TypedContext", "bunny", object_type_ids=[build]) == ["build-1", "build-2"]
    assert len(_ids(w, "TypedContext", "bunny", object_type_ids=[shot, build])) == 4


def test_the_expression_says_what_to_select_and_which_page(w: Workspace) -> None:
    expression = 'select name, parent.name from AssetBuild where name not_like "%3" order by name desc limit 1'
    (answer,) = w.do(_search("bunny", entity_type="AssetBuild", expression=expression))
    (row,) = answer["data"]
    assert (row["name"], row["parent"]["name"]) == ("Bunny_rig 2", "other")
    assert answer["metadata"] == {"next": {"offset": 1}}


def test_an_expression_alone_says_the_type(w: Workspace) -> None:
    (answer,) = w.do({"action": "search", "expression": "select name from Task", "terms": ["comp"]})
    assert len(answer["data"]) == 2


@pytest.mark.parametrize(
    ("operation", "says"),
    [
        ({"action": "search", "terms": ["a"]}, "needs an 'expression' or an 'entity_type'"),
        (_search("a", entity_type="Task", expression="Shot"), "the expression is about Shot"),
        (_search("a", entity_type="Taks"), "did you mean 'Task'"),
        (_search("a", entity_type="Task", expression="Task where nme is a"), "did you mean 'name'"),
        (_search("a", entity_type="Appointment"), "no text to search in"),
        (_search("a", entity_type="User", context_id="project-1"), "in no project"),
        (_search("a", entity_type="User", object_type_ids=["x"]), "no object type"),
        (_search("a", entity_type="Task", context_id=3), "'context_id'"),
        (_search("a", entity_type="Task", terms="a"), "'terms' must be a list"),
        (_search("a", entity_type="Task", terms=[1]), "'terms' must be a list"),
    ],
)
def test_a_search_that_cannot_be_right_is_refused(w: Workspace, operation: dict[str, Any], says: str) -> None:
    refusal = w.refused(operation)
    assert says in refusal.content
    assert refusal.position == 0
