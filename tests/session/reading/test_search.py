"""Searching through a session."""

from __future__ import annotations

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import QueryCheckError, SessionError
from ftrack_orm.query import parse
from ftrack_orm.transport import RecordingTransport, SearchExpression
from ftrack_stock import Asset, AssetBuild, Project, Shot, Task, User


@pytest.fixture
def project(session: Session) -> Project:
    found: Project = session.query('Project where name is "demo"').one()
    return found


def test_nothing_is_sent_before_what_is_found_is_used(session: Session, sent: RecordingTransport) -> None:
    session.search("tow", Shot)
    assert sent.requests == []


def test_entities_of_several_types_come_type_by_type(session: Session, project: Project) -> None:
    found = session.search("o", Shot, AssetBuild, context=project).all()
    kinds = [type(entity) for entity in found]
    assert set(kinds) == {Shot, AssetBuild}
    assert kinds == sorted(kinds, key=(Shot, AssetBuild).index)
    assert all("o" in f"{entity.name} {entity.description}".lower() for entity in found)


def test_words_are_sent_apart_and_quoted_ones_together(
    session: Session, sent: RecordingTransport, project: Project
) -> None:
    session.search('comp "tow 01"', Task, context=project).all()
    assert sent.operations[-1] == SearchExpression("Task offset 0 limit 500", "Task", ("comp", "tow 01"), project.id)


def test_what_is_found_is_what_a_query_gives(session: Session, project: Project) -> None:
    expected = session.query(select(Shot).where(Shot.name.contains("tow") | Shot.description.contains("tow"))).all()
    found = session.search("TOW", Shot)
    assert len(expected) == len(found)
    assert {id(entity) for entity in found} == {id(entity) for entity in expected}


def test_a_select_narrows_and_says_what_to_load(session: Session, sent: RecordingTransport) -> None:
    chosen = select(Task).where(Task.bid > 0).load(Task.status.name).order_by(Task.name.desc()).limit(3)
    found = session.search("comp", chosen)
    assert [task.status.name for task in found]
    assert len(found) == 3
    assert len(sent.requests) == 1


def test_pages_are_fetched_as_they_are_used_and_kept(
    session: Session, sent: RecordingTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ftrack_orm.session.reading.search.PAGE", 10)
    found = session.search("a", Task)
    first = found.first()
    assert len(sent.requests) == 1
    everything = found.all()
    assert everything[0] is first
    assert (
        len(everything) == len({task.id for task in everything}) == len(session.search("a", select(Task).limit(10_000)))
    )
    sent_by_then = len(sent.requests)
    assert found[:3] == everything[:3]
    assert len(sent.requests) == sent_by_then


def test_a_limit_is_kept_over_pages(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ftrack_orm.session.reading.search.PAGE", 4)
    assert len(session.search("a", select(Task).limit(10))) == 10


def test_nothing_found_is_empty(session: Session) -> None:
    found = session.search("there is nothing of this name", Shot, Asset)
    assert not found
    assert found.first() is None
    assert found.all() == []


def test_a_search_without_words_or_types_is_refused(session: Session) -> None:
    with pytest.raises(SessionError, match="needs words"):
        session.search("  ", Shot)
    with pytest.raises(SessionError, match="where to look"):
        session.search("bunny")


def test_a_context_that_was_not_committed_is_refused(session: Session) -> None:
    with pytest.raises(SessionError, match="not on the server yet"):
        session.search("bunny", Shot, context=Project(name="new"))


def test_a_select_of_values_is_refused(session: Session) -> None:
    with pytest.raises(SessionError, match="finds entities"):
        session.search("bunny", select(User.username))  # type: ignore[type-var]  # what is refused here


def test_a_select_is_checked_before_anything_is_sent(session: Session, sent: RecordingTransport) -> None:
    with pytest.raises(QueryCheckError, match="did you mean 'name'"):
        session.search("bunny", parse("Shot where nme is a"))
    assert sent.requests == []
