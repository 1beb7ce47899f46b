"""A plan as a value: which operations a commit would send, in which order, and how a person is shown them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import InvalidValueError, PlanError
from ftrack_orm.mapping import Entity
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session.pending.unit_of_work import Changes
from ftrack_orm.session.writing.ordering import parents_first
from ftrack_orm.session.writing.plan import AttributeChange, Plan, Step, label_of, shown
from ftrack_orm.session.writing.planning import plan, reference
from ftrack_orm.transport import Create, Delete, Update
from ftrack_stock import Metadata, Note, Project, Scope, Sequence, Shot, Status, Task, User


def created(*entities: Entity) -> Plan:
    return plan(Changes(entities, (), ()))


def named(entities: list[Entity]) -> list[str]:
    return [entity.__dict__["name"] for entity in entities]


def film() -> tuple[Project, Sequence, Shot, Task]:
    project = Project(name="film", full_name="Film")
    sequence = Sequence(name="sq010", parent=project, project=project)
    shot = Shot(name="sh010", parent=sequence, project=project)
    return project, sequence, shot, Task(name="comp", parent=shot, project=project)


@pytest.mark.parametrize(
    "order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1), (1, 3, 0, 2)], ids=lambda order: "".join(map(str, order))
)
def test_parents_come_first_in_whatever_order_entities_were_made(order: tuple[int, ...]) -> None:
    entities = film()
    assert named(parents_first([entities[number] for number in order])) == ["film", "sq010", "sh010", "comp"]


def test_what_does_not_refer_to_another_keeps_its_order() -> None:
    project, other = Project(name="b", full_name="B"), Project(name="a", full_name="A")
    task = Task(name="comp", parent=other, project=other)
    assert named(parents_first([project, other, task])) == ["b", "a", "comp"]
    assert named(parents_first([other, project, task])) == ["a", "b", "comp"]


def test_a_parent_that_is_told_by_its_key_comes_first_too() -> None:
    project = Project(name="film", full_name="Film")
    shot = Shot(name="sh010", parent_id=project.id, project_id=project.id)
    task = Task(name="comp", parent_id=shot.id, project_id=project.id)
    assert named(parents_first([task, shot, project])) == ["film", "sh010", "comp"]
    assert named(parents_first([project, shot, task])) == ["film", "sh010", "comp"]


def test_who_comes_after_a_parent_that_is_told_by_its_key_keeps_its_place() -> None:
    shot, other = Shot(name="sh010"), Shot(name="sh020")
    task = Task(name="comp", parent_id=shot.id)
    assert named(parents_first([shot, task, other])) == ["sh010", "comp", "sh020"]


def test_text_that_is_no_key_of_a_new_entity_decides_nothing() -> None:
    first, second = Project(name="a", full_name="b"), Project(name="b", full_name="a")
    assert named(parents_first([first, second])) == ["a", "b"]
    assert named(parents_first([second, first])) == ["b", "a"]


def test_entities_with_a_key_of_two_parts_are_ordered_by_what_they_refer_to() -> None:
    project, sequence, shot, _ = film()
    entry = Metadata(parent_id=shot.id, key="reel", value="A")
    assert parents_first([entry, shot, sequence, project]) == [project, sequence, shot, entry]


def test_entries_of_a_new_entity_come_after_it_in_their_order() -> None:
    shot = Shot(name="sh010")
    entries = [Metadata(parent_id=shot.id, key=key, value="A") for key in ("a", "b")]
    assert parents_first([shot, *entries]) == [shot, *entries]
    assert parents_first([*entries, shot]) == [shot, *entries]


def test_what_a_collection_is_sent_with_comes_before_its_owner() -> None:
    scopes = [Scope(name="blue"), Scope(name="red")]
    task = Task(name="comp", scopes=scopes)
    assert named(parents_first([task, *scopes])) == ["blue", "red", "comp"]
    assert named(parents_first([*scopes, task])) == ["blue", "red", "comp"]
    (*_, step) = created(task, *scopes)
    assert isinstance(step.operation, Create)
    assert step.operation.data == {
        "id": task.id,
        "name": "comp",
        "scopes": [{"__entity_type__": "Scope", "id": scope.id} for scope in scopes],
    }
    assert dict(step.after) == {"name": "comp", "scopes": tuple(scopes)}


def test_an_empty_collection_is_not_sent() -> None:
    (step,) = created(Task(name="comp", scopes=[]))
    assert isinstance(step.operation, Create)
    assert "scopes" not in step.operation.data
    assert dict(step.after) == {"name": "comp"}


def test_members_that_name_their_owner_are_not_sent_with_it() -> None:
    shot = Shot(name="sh010")
    task = Task(name="comp")
    shot.children.append(task)
    assert named(parents_first([task, shot])) == ["sh010", "comp"]
    assert [operation.entity_type for operation in created(shot, task).operations] == ["Shot", "Task"]
    assert "children" not in created(shot, task).operations[0].to_json()["entity_data"]


def test_an_entity_may_refer_to_itself() -> None:
    note = Note(content="a")
    note.parent_id = note.id
    assert parents_first([note]) == [note]
    task = Task(name="comp")
    task.parent_id = task.id
    other = Task(name="anim", parent_id=task.id)
    assert named(parents_first([other, task])) == ["comp", "anim"]


def test_entities_that_need_each_other_are_named_in_a_circle() -> None:
    first, second = Shot(name="a"), Shot(name="b")
    first.parent, second.parent = second, first
    with pytest.raises(PlanError) as refused:
        parents_first([first, second])
    message = str(refused.value)
    assert message.startswith("entities refer to each other in a circle: Shot 'a")
    assert message.endswith("; commit one link of it later")
    circle = message.removeprefix("entities refer to each other in a circle: ").split(";")[0].split(" > ")
    assert circle[0] == circle[-1]
    assert sorted(set(circle)) == ["Shot 'a'", "Shot 'b'"]


def test_creates_come_first_then_updates_then_deletes_children_first() -> None:
    project, sequence, shot, task = film()
    gone = film()
    planned = plan(Changes((task, shot, sequence, project), (), gone))
    assert [step.action for step in planned] == ["create"] * 4 + ["delete"] * 4
    assert named([step.entity for step in planned]) == [
        "film", "sq010", "sh010", "comp", "comp", "sh010", "sq010", "film",
    ]  # fmt: skip
    assert [type(operation) for operation in planned.operations] == [Create] * 4 + [Delete] * 4
    assert planned.operations[-1] == Delete("Project", (gone[0].id,))
    assert len(planned) == 8


def test_a_creation_sends_its_key_its_values_and_references() -> None:
    _, _, shot, task = film()
    task.bid = 3.5
    task.start_date = datetime(2026, 1, 2, 3, 4, 5)
    task.description = None
    (step,) = created(task)
    assert step.operation == Create(
        "Task",
        (task.id,),
        {
            "id": task.id,
            "name": "comp",
            "parent": {"__entity_type__": "Shot", "id": shot.id},
            "project": {"__entity_type__": "Project", "id": task.project.id},
            "bid": 3.5,
            "start_date": {"__type__": "datetime", "value": "2026-01-02T03:04:05"},
            "description": None,
        },
    )
    assert dict(step.after) == {
        "name": "comp",
        "parent": shot,
        "project": task.project,
        "bid": 3.5,
        "start_date": datetime(2026, 1, 2, 3, 4, 5),
        "description": None,
    }
    assert step.before == {}


def test_the_key_of_a_link_is_not_sent_beside_the_link() -> None:
    _, _, shot, task = film()
    assert task.parent_id == shot.id
    data = created(task).operations[0].data  # type: ignore[union-attr]  # a creation has data
    assert "parent_id" not in data
    assert "project_id" not in data


def test_an_entity_that_many_refer_to_is_written_down_once() -> None:
    project = Project(name="film", full_name="Film")
    shots = [Shot(name=f"sh{number}", parent=project, project=project) for number in range(3)]
    planned = created(project, *shots)
    references = [step.operation.data[name] for step in planned.steps[1:] for name in ("parent", "project")]  # type: ignore[union-attr]  # they are creations
    assert all(one is references[0] for one in references)
    assert references[0] == reference(project) == {"__entity_type__": "Project", "id": project.id}


def test_a_reference_tells_every_part_of_a_key() -> None:
    entry = Metadata(parent_id="1", key="reel", value="A")
    assert reference(entry) == {"__entity_type__": "Metadata", "parent_id": "1", "key": "reel"}


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_cannot_be_sent_is_refused_while_planning(number: float) -> None:
    with pytest.raises(InvalidValueError):
        created(Task(name="comp", bid=number))


def test_an_update_sends_what_was_changed_and_a_link_without_its_key(session: Session) -> None:
    task = session.query(select(Task).load(Task.name, Task.status, Task.bid).limit(1)).one()
    status = session.query(select(Status).where(Status.id != task.status.id).limit(1)).one()
    project = task.project
    before = (task.name, task.bid, task.status)
    task.name, task.bid, task.status = "renamed", 2.5, status
    task.start_date = datetime(2026, 1, 2)
    (step,) = session.plan()
    assert isinstance(step.operation, Update)
    assert step.operation.data == {
        "name": "renamed",
        "bid": 2.5,
        "status": {"__entity_type__": "Status", "id": status.id},
        "start_date": {"__type__": "datetime", "value": "2026-01-02T00:00:00"},
    }
    assert dict(step.after) == {"name": "renamed", "bid": 2.5, "status": status, "start_date": datetime(2026, 1, 2)}
    assert (step.before["name"], step.before["bid"], step.before["status"]) == before
    assert step.shape is None
    session.rollback()
    task.project_id = project.id
    task.status_id = status.id
    (step,) = session.plan()
    assert isinstance(step.operation, Update)
    assert step.operation.data == {"status_id": status.id}


def test_a_collection_that_is_sent_whole_is_updated_with_all_its_members(session: Session) -> None:
    task = session.query(select(Task).load(Task.scopes).limit(1)).one()
    before = [*task.scopes]
    scope = Scope(name="blue")
    task.scopes.append(scope)
    create, update = session.plan()
    assert create.entity is scope
    assert isinstance(update.operation, Update)
    members = [*before, scope]
    assert update.operation.data == {"scopes": [{"__entity_type__": "Scope", "id": one.id} for one in members]}
    assert dict(update.after) == {"scopes": tuple(members)}


def test_nothing_to_do_is_an_empty_plan() -> None:
    planned = plan(Changes((), (), ()))
    assert (len(planned), list(planned), planned.operations, planned.rows()) == (0, [], (), [])
    assert str(planned) == "nothing to commit"


def test_a_plan_is_shown_as_a_table() -> None:
    project = Project(name="film", full_name="Film")
    shot = Shot(name="sh010", parent=project, description="")
    gone = Task(name="comp")
    assert str(plan(Changes((shot, project), (), (gone,)))).split("\n") == [
        "action  entity          attribute    value",
        "create  Project 'film'  name         'film'",
        "create  Project 'film'  full_name    'Film'",
        "create  Shot 'sh010'    name         'sh010'",
        "create  Shot 'sh010'    parent       Project 'film'",
        "create  Shot 'sh010'    description  ''",
        "delete  Task 'comp'",
    ]


def test_an_update_is_shown_with_the_old_value_and_the_new_one() -> None:
    task = Task(name="comp")
    after = {"name": "anim", "bid": 2.0, "description": None}
    before = {"name": "comp", "bid": NOT_LOADED}
    step = Step("update", task, Update("Task", (task.id,), {}), after, before)
    assert step.changes == (
        AttributeChange("name", "comp", "anim"),
        AttributeChange("bid", NOT_LOADED, 2.0),
        AttributeChange("description", None, None),
    )
    assert Plan((step,)).rows() == [
        ("update", "Task 'comp'", "name", "'comp' -> 'anim'"),
        ("update", "Task 'comp'", "bid", "(not loaded) -> 2.0"),
        ("update", "Task 'comp'", "description", "None -> None"),
    ]


def test_an_entity_is_named_by_what_is_known_of_it() -> None:
    assert label_of(Task(name="comp")) == "Task 'comp'"
    assert label_of(User(username="ann")) == "User 'ann'"
    note = Note(content="a")
    assert label_of(note) == f"Note {note.id!r}"
    assert label_of(Metadata(parent_id="1", key="reel", value="A")) == "Metadata '1/reel'"


CELLS: list[tuple[Any, str]] = [
    (Task(name="comp"), "Task 'comp'"),
    ([Task(name="a"), Task(name="b")], "[Task 'a', Task 'b']"),
    ((1, "a", None), "[1, 'a', None]"),
    ([], "[]"),
    ("comp", "'comp'"),
    ("x" * 40, f"'{'x' * 40}'"),
    ("x" * 41, f"'{'x' * 37}'..."),
    (NOT_LOADED, "(not loaded)"),
    (None, "None"),
    (2.5, "2.5"),
    (True, "True"),
    (date(2026, 1, 2), "2026-01-02"),
]


@pytest.mark.parametrize(("value", "cell"), CELLS, ids=[cell for _, cell in CELLS])
def test_a_value_is_shown_as_a_cell(value: Any, cell: str) -> None:
    assert shown(value) == cell
