"""Copies and pickles of entities: what is loaded, in no session, and taken in by `merge`."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import NotLoadedError
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import Note, Project, Shot, Task
from tests.session.written import written

Copy = Callable[[Task], Task]


def through_a_pickle(task: Task) -> Task:
    """Send an entity to another process and back."""
    found: Task = pickle.loads(pickle.dumps(task))
    return found


def by_pydantic(task: Task) -> Task:
    """Copy as Pydantic's users do."""
    return task.model_copy()


def deeply_by_pydantic(task: Task) -> Task:
    """Copy as Pydantic's users do, with what hangs on it."""
    return task.model_copy(deep=True)


EVERY_WAY = pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, through_a_pickle, by_pydantic, deeply_by_pydantic]
)


@pytest.fixture
def task(session: Session) -> Task:
    """A task that was loaded with a link, a collection and its metadata."""
    project = session.query(select(Project).limit(1)).one()
    shot = session.create(Shot, name="copied 010", parent=project, project=project)
    made = session.create(Task, name="comp", parent=shot, project=project, metadata={"reel": "A"})
    made.notes.append(Note(content="too dark"))
    session.commit()
    session.reset()
    query = select(Task).where(Task.id == made.id).load(Task.name, Task.parent.name, Task.notes.content, Task.metadata)
    return session.query(query).one()


@EVERY_WAY
def test_a_copy_holds_what_is_loaded_and_no_session(session: Session, task: Task, copied: Copy) -> None:
    twin = copied(task)
    assert session.inspect(twin).state == "detached"
    assert session.inspect(twin).loaded == session.inspect(task).loaded
    assert (twin.id, twin.name, twin.parent.name) == (task.id, "comp", "copied 010")
    assert [note.content for note in twin.notes] == ["too dark"]
    assert dict(twin.metadata) == {"reel": "A"}
    with pytest.raises(NotLoadedError, match=r"it is a copy, which no session holds; session.merge\(\) takes it in"):
        _ = twin.description


@EVERY_WAY
def test_a_change_of_a_copy_leaves_the_original_and_is_merged_in(
    session: Session, sent: RecordingTransport, task: Task, copied: Copy
) -> None:
    task.bid = 5
    twin = copied(task)
    twin.name = "comp v2"
    assert task.name == "comp"
    session.rollback()
    assert session.merge(twin) is task
    assert (task.name, task.bid) == ("comp v2", 5)
    session.commit()
    assert written(sent)[-1] == ("update", "Task")


@EVERY_WAY
def test_a_copy_is_taken_in_by_a_session_that_never_saw_the_original(other: Session, task: Task, copied: Copy) -> None:
    ours = other.merge(copied(task))
    assert other.get(Task, task.id) is ours
    assert (ours.name, ours.parent.name, dict(ours.metadata)) == ("comp", "copied 010", {"reel": "A"})
    assert len(other.plan()) == 0


@EVERY_WAY
def test_a_copy_of_a_new_entity_is_to_be_created_too(session: Session, task: Task, copied: Copy) -> None:
    new = Task(name="roto", parent=task.parent, project_id="p", metadata={"take": "1"})
    twin = copied(new)
    assert session.inspect(twin).state == "transient"
    assert (twin.id, twin.name, dict(twin.metadata)) == (new.id, "roto", {"take": "1"})


def test_a_copy_of_what_was_deleted_is_not_taken_in(session: Session, task: Task) -> None:
    session.delete(task)
    session.commit()
    assert session.inspect(through_a_pickle(task)).state == "deleted"


def test_only_a_deep_copy_copies_what_hangs_on_it(task: Task) -> None:
    assert copy.copy(task).parent is task.parent
    deep = copy.deepcopy(task)
    assert deep.parent is not task.parent
    assert {id(note) for note in deep.notes}.isdisjoint(id(note) for note in task.notes)


def test_those_that_hold_each_other_stay_together_in_a_pickle(session: Session, task: Task) -> None:
    shot = session.get(Shot, task.parent.id)
    assert shot is not None
    assert list(shot.children) == [task]
    metadata = task.metadata.entities["reel"]  # type: ignore[attr-defined]  # a KeyedView
    loaded, of_it = pickle.loads(pickle.dumps((task, metadata)))
    assert [*loaded.parent.children] == [loaded]
    assert loaded.metadata.entities["reel"] is of_it


def test_a_copy_with_other_values_checks_them(task: Task) -> None:
    twin = task.model_copy(update={"name": "roto", "bid": "3"})
    assert (twin.name, twin.bid) == ("roto", 3.0)
    assert task.name == "comp"
    with pytest.raises(ValueError, match=r"Task\.name: .*valid string, got 3"):
        task.model_copy(update={"name": 3})


def test_what_pydantic_constructs_past_validation_is_a_new_entity(session: Session) -> None:
    task = Task.model_construct(name="comp")
    assert session.inspect(task).state == "transient"
    assert task.id


def test_a_copy_of_a_collection_or_mapping_is_one_of_pythons_own(session: Session) -> None:
    shot = session.query(select(Shot).where(Shot.children.any()).limit(1)).one()
    shot.metadata["reel"] = "A"
    session.commit()
    ways: list[Callable[[Any], Any]] = [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]
    for copied in ways:
        children, metadata = copied(shot.children), copied(shot.metadata)
        assert (type(children), type(metadata)) == (list, dict)
        assert [child.id for child in children] == [child.id for child in shot.children]
        assert metadata == {"reel": "A"}
        children.clear()
        metadata["reel"] = "B"
    assert len(session.plan()) == 0


def test_neither_a_session_nor_a_result_travels_and_it_is_said_what_does(session: Session) -> None:
    result = session.query(select(Task).limit(1))
    ways: list[Callable[[object], object]] = [pickle.dumps, copy.deepcopy]
    for thing in (session, result):
        for way in ways:
            with pytest.raises(TypeError, match=r"cannot be pickled or copied.*session\.merge\(\) takes them in"):
                way(thing)
    assert pickle.loads(pickle.dumps(result.all()))[0].id == result.all()[0].id
