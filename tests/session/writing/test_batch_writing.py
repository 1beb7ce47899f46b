"""The short ways that a batch takes: what they give is what the long ones would."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import InvalidValueError, ReadOnlyError, UnknownAttributeError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.session.writing.answer_shape import answer_shape
from ftrack_orm.transport import Create, RecordingTransport
from ftrack_stock import Project, Shot, Status, Task


@pytest.fixture
def project(session: Session) -> Project:
    """A project to put things into."""
    return session.query(select(Project)).all()[0]


def test_parents_are_made_first_and_otherwise_the_order_stays(
    session: Session, sent: RecordingTransport, project: Project
) -> None:
    first = Shot(name="first", parent=project)
    comp = Task(name="comp", parent=first)
    second = Shot(name="second", parent=project)
    session.add_all([first, comp, second])
    session.commit()
    assert [operation.data["name"] for operation in sent.requests[-1] if isinstance(operation, Create)] == [
        "first",
        "comp",
        "second",
    ]


def test_a_parent_that_was_added_late_is_made_first(session: Session, project: Project) -> None:
    shot = Shot(name="late", parent=project)
    session.add(Task(name="comp", parent_id=shot.id))
    session.add(shot)
    assert [step.entity.__entity_type__ for step in session.plan()] == ["Shot", "Task"]


def test_a_link_and_its_key_given_together_agree_as_when_they_are_assigned_in_turn(project: Project) -> None:
    shot = Shot(name="here", parent=project)
    task = Task(name="comp", parent_id="elsewhere", parent=shot)
    assert (task.parent, task.parent_id) == (shot, shot.id)


def test_what_a_constructor_was_not_given_rightly_is_refused_each_time() -> None:
    for _ in range(2):  # the second time the combination of names is known
        with pytest.raises(UnknownAttributeError):
            Task(nmae="comp")  # type: ignore[call-arg]  # refused while it runs too
        with pytest.raises(ReadOnlyError):
            Task(name="comp", time_logged=1.0)  # type: ignore[call-arg]  # computed
        with pytest.raises(InvalidValueError):
            Task(name="comp", parent="shot")  # type: ignore[arg-type]  # no entity
        with pytest.raises(InvalidValueError):
            Task(name="comp", bid="much")  # type: ignore[arg-type]  # no number


def test_a_number_of_another_kind_is_kept_as_the_attribute_says() -> None:
    assert type(Task(name="comp", bid=3).bid) is float


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused_and_not_sent(session: Session, project: Project, value: float) -> None:
    session.add(Task(name="comp", parent=project, bid=value))
    with pytest.raises(InvalidValueError, match="no number"):
        session.commit()


def test_text_of_any_kind_arrives_as_it_is(session: Session, other: Session, project: Project) -> None:
    project.full_name = 'Tür "1" \\ \u2028 \U0001f3ac'
    session.commit()
    found = other.get(Project, project.id)
    assert found is not None
    assert found.full_name == project.full_name


def test_a_collection_that_is_loaded_late_shows_who_was_pending_before(session: Session, project: Project) -> None:
    came = Task(name="came", parent=project)
    session.add(came)
    left = session.query(select(Task)).all()[0]
    shot, left.parent = left.parent, project
    assert came in project.children
    assert left in project.children
    assert left not in shot.children
    session.rollback()
    assert came not in project.children
    assert left in shot.children


def test_a_collection_loaded_before_a_commit_follows_what_comes_after_it(session: Session, project: Project) -> None:
    assert len(project.children) > 0
    first = Task(name="first", parent=project)
    session.add(first)
    session.commit()
    second = Task(name="second", parent=project)
    session.add(second)
    session.expire(project, Project.children)
    assert {first, second} <= set(project.children)


def test_committing_without_collections_reads_no_schema(sandbox: Sandbox) -> None:
    program = (
        "from ftrack_orm import Session\n"
        "from ftrack_stock import Project\n"
        f"with Session({sandbox.url!r}, {sandbox.api_user!r}, {sandbox.api_key!r}) as session:\n"
        "    project = Project(name='p', full_name='P')\n"
        "    session.add(project)\n"
        "    project.full_name = 'Q'\n"
        "    print(session.plan().operations[0].data['full_name'], Project.__mapper__.registry._schema)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["Q", "None"]


def test_an_answer_gives_moments_and_drops_a_link_that_is_no_longer_right(session: Session) -> None:
    task = session.query(select(Task).load(Task.name, Task.status.name)).all()[0]
    old = task.status
    data = {
        "__entity_type__": "Task",
        "id": task.id,
        "status_id": "another",
        "start_date": {"__type__": "datetime", "value": "2024-01-08T09:00:00"},
        "no_such_column": 1,
    }
    assert answer_shape(Task.__mapper__, data).merge(task, data)
    assert (task.status_id, task.start_date) == ("another", datetime(2024, 1, 8, 9))
    assert "status" not in vars(task)
    assert isinstance(old, Status)


def test_an_answer_about_another_entity_changes_nothing(session: Session) -> None:
    task = session.query(select(Task)).all()[0]
    before = dict(vars(task))
    for data in (
        {"__entity_type__": "Task", "id": "another", "name": "x"},
        {"__entity_type__": "Shot", "id": task.id, "name": "x"},
        {"__entity_type__": "Task", "id": task.id, "status": {"__entity_type__": "Status", "id": "s", "name": "x"}},
    ):
        assert not answer_shape(Task.__mapper__, data).merge(task, data)
    assert vars(task) == before
