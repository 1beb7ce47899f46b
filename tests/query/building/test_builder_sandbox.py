"""What the builder builds means on the sandbox what it says in Python."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from ftrack_orm import Session, select
from ftrack_orm.query import Criterion
from ftrack_stock import Metadata, Project, Shot, Status, Task

NAMES = ("50% done", "50x done", "a_b", "axb", "back\\slash", "back%slash", 'q"uote', "plain")


@pytest.fixture
def shots(session: Session) -> dict[str, Shot]:
    """Shots of telling names, with their names as metadata."""
    project = session.query(select(Project).limit(1)).one()
    made = {name: Shot(name=name, parent=project, project=project) for name in NAMES}
    session.add_all(made.values())
    session.add_all(
        Metadata(parent_id=shot.id, parent_type="context", key="t'a\"g", value=shot.name) for shot in made.values()
    )
    session.add(Metadata(parent_id=made["plain"].id, parent_type="context", key="other", value="axb"))
    session.commit()
    return made


def test_wildcards_in_what_is_looked_for_stand_for_themselves(session: Session, shots: dict[str, Shot]) -> None:
    def found(criterion: Criterion) -> list[str]:
        return sorted(session.query(select(Shot.name).where(criterion)))

    assert found(Shot.name.startswith("50%")) == ["50% done"]
    assert found(Shot.name.contains("a_b")) == ["a_b"]
    assert found(Shot.name.contains("\\s")) == ["back\\slash"]
    assert found(Shot.name.endswith("%slash")) == ["back%slash"]
    assert found(Shot.name.contains('"')) == ['q"uote']
    assert found(Shot.name.like("a_b")) == ["a_b", "axb"]
    assert found(Shot.name.in_(NAMES)) == sorted(NAMES)


def test_entries_are_found_by_their_key(session: Session, shots: dict[str, Shot]) -> None:
    entry = Shot.metadata["t'a\"g"]
    for name, shot in shots.items():
        assert session.query(select(Shot).where(entry == name)).all() == [shot]
    marked = set(session.query(select(Shot).where(entry != None)))  # noqa: E711 - an expression
    unmarked = set(session.query(select(Shot).where(entry == None)))  # noqa: E711 - an expression
    assert marked == set(shots.values())
    assert marked | unmarked == set(session.query(select(Shot)))
    assert not marked & unmarked
    assert set(session.query(select(Shot).where(entry.like("a_b")))) == {shots["a_b"], shots["axb"]}


def test_days_are_half_open_ranges(session: Session) -> None:
    tasks = [task for task in session.query(select(Task).load(Task.start_date)) if task.start_date is not None]
    middle = sorted(task.start_date for task in tasks if task.start_date)[len(tasks) // 2]
    day, low = middle.date(), middle.date() - timedelta(days=3)

    def expected(criterion: Criterion, days: list[date]) -> None:
        assert set(session.query(select(Task).where(criterion))) == {
            task for task in tasks if task.start_date and task.start_date.date() in days
        }

    every = sorted({task.start_date.date() for task in tasks if task.start_date})
    expected(Task.start_date == day, [day])
    expected(Task.start_date != day, [one for one in every if one != day])
    expected(Task.start_date < day, [one for one in every if one < day])
    expected(Task.start_date <= day, [one for one in every if one <= day])
    expected(Task.start_date > day, [one for one in every if one > day])
    expected(Task.start_date.between(low, day), [one for one in every if low <= one <= day])
    expected(Task.start_date.in_([day, low]), [one for one in every if one in (day, low)])
    expected(Task.start_date.not_in([day, low]), [one for one in every if one not in (day, low)])


def test_microseconds_do_not_lose_what_is_stored_in_whole_seconds(session: Session) -> None:
    moment = session.query(select(Task.start_date).where(Task.start_date != None).limit(1)).one()  # noqa: E711
    assert isinstance(moment, datetime)
    later = moment + timedelta(microseconds=1)
    at_the_moment = select(Task).where(Task.start_date == moment)
    assert session.query(at_the_moment).all()
    assert len(session.query(at_the_moment.where(Task.start_date < later))) == len(session.query(at_the_moment))
    assert session.query(at_the_moment.where(Task.start_date >= later)).all() == []


def test_links_are_compared_with_entities_and_with_selects(session: Session) -> None:
    tasks = session.query(select(Task).load(Task.status)).all()
    status = tasks[0].status
    expected = {task for task in tasks if task.status is status}
    same_name = select(Status).where(Status.id == status.id)
    for criterion in (
        Task.status == status,
        Task.status.in_([status]),
        Task.status.in_(same_name),
        Task.status_id.in_(select(Status.id).where(Status.id == status.id)),
        ~Task.status.not_in(same_name),
    ):
        assert set(session.query(select(Task).where(criterion))) == expected
