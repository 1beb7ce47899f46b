"""Pending moves, and collections that are loaded only afterwards: each shows what the next commit would leave there."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ftrack_orm import Session, select
from ftrack_orm.transport import Delete, RecordingTransport
from ftrack_stock import Project, Shot, Status, Task, WorkflowSchema, WorkflowSchemaStatus


@dataclass(frozen=True, slots=True)
class Film:
    """Three shots of one project whose tasks nobody has asked for, and a task of the first."""

    session: Session
    home: Shot
    away: Shot
    third: Shot
    task: Task

    def ask(self) -> None:
        """Load tasks of a shot that has nothing to do with any move: from now on moves are followed."""
        assert self.task not in self.third.children

    def where(self) -> str:
        """Tell which of the shots have the task among their children, loading them."""
        return "".join(name for name in ("home", "away") if self.task in getattr(self, name).children)


@pytest.fixture
def film(session: Session, other: Session) -> Film:
    project = other.query(select(Project).limit(1)).one()
    made = [Shot(name=f"sh99{number}", parent=project, project=project) for number in range(3)]
    task = Task(name="comp", parent=made[0], project=project)
    for entity in (*made, task):
        other.add(entity)
    other.commit()
    shots = [session.get(Shot, shot.id) for shot in made]
    home, away, third = (shot for shot in shots if shot is not None)
    found = session.query(select(Task).where(Task.id == task.id).load(Task.name, Task.parent)).one()
    return Film(session, home, away, third, found)


def test_a_moved_entity_is_where_it_goes_to(film: Film) -> None:
    film.task.parent = film.away
    film.ask()
    assert film.where() == "away"


def test_a_move_is_followed_after_collections_were_asked_for(film: Film) -> None:
    film.ask()
    film.task.parent = film.away
    assert film.where() == "away"


def test_a_move_that_is_taken_back_is_none(film: Film) -> None:
    film.task.parent = film.away
    film.ask()
    film.task.parent = film.home
    assert film.where() == "home"


def test_a_move_that_is_taken_back_is_none_whatever_else_is_pending(film: Film) -> None:
    film.third.description = "pending still"
    film.task.parent = film.away
    film.ask()
    assert film.task in film.away.children
    film.session.expire(film.away)
    film.task.parent = film.home
    assert film.where() == "home"


def test_who_moves_at_the_same_time_is_followed_each(film: Film) -> None:
    second = Task(name="second", parent=film.home, project=film.task.project)
    film.session.add(second)
    film.ask()
    film.task.parent = film.away
    second.parent = film.away
    assert {*film.away.children} == {film.task, second}


def test_a_move_that_goes_on_leaves_nothing_on_its_way(film: Film) -> None:
    film.task.parent = film.away
    film.ask()
    film.task.parent = film.third
    assert film.where() == ""
    assert film.task in film.third.children


def test_moves_to_and_fro_end_at_the_last_place(film: Film) -> None:
    film.ask()
    for shot in (film.away, film.third, film.home, film.away):
        film.task.parent = shot
        assert film.task in film.third.children or shot is not film.third
    assert film.where() == "away"
    assert film.task not in film.third.children


def test_a_move_that_is_rolled_back_is_none(film: Film) -> None:
    film.task.parent = film.away
    film.ask()
    film.session.rollback()
    assert film.where() == "home"


def test_a_move_that_is_undone_in_a_nested_block_is_none(film: Film) -> None:
    film.ask()
    with film.session.begin_nested() as point:
        film.task.parent = film.away
        film.session.inspect(film.task)
        point.rollback()
    assert film.where() == "home"


def test_a_move_that_was_committed_is_on_the_server(film: Film) -> None:
    film.task.parent = film.away
    film.ask()
    film.session.commit()
    assert film.where() == "away"
    film.task.parent = film.home
    film.session.commit()
    film.session.expire(film.home)
    film.session.expire(film.away)
    assert film.where() == "home"
    assert [*film.away.children] == []


def test_what_is_moved_again_after_a_commit_leaves_its_new_place(film: Film) -> None:
    film.ask()
    film.task.parent = film.away
    film.session.commit()
    film.task.parent = film.third
    assert film.where() == ""


def test_a_new_entity_is_among_the_members_until_it_is_forgotten(film: Film) -> None:
    new = Task(name="new", parent=film.away, project=film.task.project)
    film.session.add(new)
    film.ask()
    film.session.delete(new)
    assert [*film.away.children] == []
    other = Task(name="other", parent=film.home, project=film.task.project)
    film.session.add(other)
    assert other in film.home.children


def test_what_is_let_go_of_does_not_come(film: Film) -> None:
    new = Task(name="new", parent=film.away, project=film.task.project)
    film.session.add(new)
    film.ask()
    film.third.description = "pending still"
    film.session.expunge(new)
    assert [*film.away.children] == []


def test_a_move_that_is_let_go_of_is_none(film: Film) -> None:
    film.task.parent = film.away
    film.ask()
    film.third.description = "pending still"
    film.session.expunge(film.task)
    assert [*film.away.children] == []
    assert [task.id for task in film.home.children] == [film.task.id]


def test_moves_among_several_kinds_of_owners_are_taken_back_each_on_its_own(film: Film) -> None:
    session = film.session
    before = film.task.status
    first, second = session.query(select(Status).where(Status.id != before.id).limit(2)).all()
    film.task.parent, film.task.status = film.away, first
    film.ask()
    assert film.task not in second.tasks
    film.task.parent, film.task.status = film.home, before
    assert film.where() == "home"
    assert film.task not in first.tasks
    assert film.task in before.tasks


def test_what_is_to_be_deleted_is_nowhere_and_comes_back(film: Film) -> None:
    film.ask()
    film.session.delete(film.task)
    assert film.where() == ""
    film.session.rollback()
    assert film.where() == "home"


def test_what_is_deleted_while_it_moves_is_nowhere(film: Film) -> None:
    film.task.parent = film.away
    film.ask()
    film.session.delete(film.task)
    assert film.where() == ""
    film.session.commit()
    assert film.where() == ""


def test_two_moves_do_not_disturb_each_other(film: Film) -> None:
    second = Task(name="second", parent=film.away, project=film.task.project)
    film.session.add(second)
    film.task.parent = film.away
    film.ask()
    film.task.parent = film.home
    assert [*film.away.children] == [second]
    assert film.where() == "home"


def test_a_tie_whose_key_is_its_pair_is_taken_away_without_asking_for_it(
    session: Session, sent: RecordingTransport
) -> None:
    schema = session.query(select(WorkflowSchema).load(WorkflowSchema.statuses).limit(1)).one()
    first, *others = schema.statuses
    assert isinstance(first, Status)
    before = len(sent.requests)
    schema.statuses.remove(first)
    assert session.plan().operations == (Delete("WorkflowSchemaStatus", (schema.id, first.id)),) or (
        session.plan().operations == (Delete("WorkflowSchemaStatus", (first.id, schema.id)),)
    )
    session.commit()
    assert len(sent.requests) == before + 1
    session.expire(schema)
    assert {status.id for status in schema.statuses} == {status.id for status in others}


def test_a_new_tie_to_what_was_never_loaded_shows_nothing_yet(session: Session, other: Session) -> None:
    theirs = other.query(select(WorkflowSchema).load(WorkflowSchema.statuses).limit(1)).one()
    used = {status.id for status in theirs.statuses}
    unused = next(key for key in other.query(select(Status.id)).all() if key not in used)
    schema = session.get(WorkflowSchema, theirs.id)
    assert schema is not None
    session.create(WorkflowSchemaStatus, workflow_schema_id=schema.id, status_id=unused)
    assert {status.id for status in schema.statuses} == used
    session.rollback()
