"""Custom attributes that hold entities: `session.custom_attribute_links`."""

from __future__ import annotations

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import InvalidValueError, SessionError, UnknownKeyError
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import CustomAttributeLinkConfiguration, Project, Shot, Task, User
from tests.session.written import queries, written


@pytest.fixture
def shot(session: Session) -> Shot:
    """A shot in a workspace with a custom attribute 'director' that holds users."""
    session.add(
        CustomAttributeLinkConfiguration(
            key="director", label="Director", entity_type="task", entity_type_to="user", config="{}"
        )
    )
    session.commit()
    return session.query(select(Shot).limit(1)).one()


@pytest.fixture
def users(session: Session) -> list[User]:
    return session.query(select(User).order_by(User.username).limit(3)).all()


def test_links_are_created_and_deleted_one_operation_each(
    session: Session, sent: RecordingTransport, other: Session, shot: Shot, users: list[User]
) -> None:
    directors = session.custom_attribute_links(shot, "director", User)
    assert directors.all() == []
    for user in users[:2]:
        directors.add(user)
    directors.add(users[0])
    assert (list(directors), len(directors)) == (users[:2], 2)
    sent.requests.clear()
    assert session.commit().operations == 2
    assert written(sent) == [("create", "CustomAttributeLink")] * 2
    directors.remove(users[0])
    assert users[0] not in directors
    assert users[1] in directors
    sent.requests.clear()
    session.commit()
    assert written(sent) == [("delete", "CustomAttributeLink")]
    theirs = other.get(Shot, shot.id)
    assert theirs is not None
    assert [user.id for user in other.custom_attribute_links(theirs, "director", User)] == [users[1].id]


def test_replacing_sends_the_difference(
    session: Session, sent: RecordingTransport, shot: Shot, users: list[User]
) -> None:
    directors = session.custom_attribute_links(shot, "director", User)
    directors.replace(users[:2])
    session.commit()
    sent.requests.clear()
    directors.replace([users[1], users[2]])
    session.commit()
    assert sorted(written(sent)) == [("create", "CustomAttributeLink"), ("delete", "CustomAttributeLink")]
    assert {*directors} == {users[1], users[2]}


def test_what_is_put_back_is_nothing_and_a_rollback_restores(session: Session, shot: Shot, users: list[User]) -> None:
    directors = session.custom_attribute_links(shot, "director", User)
    directors.add(users[0])
    session.commit()
    directors.remove(users[0])
    directors.add(users[0])
    assert len(session.plan()) == 0
    directors.add(users[1])
    directors.remove(users[1])
    assert len(session.plan()) == 0
    directors.replace([users[2]])
    session.rollback()
    assert list(directors) == [users[0]]


def test_a_new_owner_and_a_new_target_come_in_one_batch(session: Session, shot: Shot) -> None:
    new = session.create(Shot, name="directed", parent=shot.parent, project=shot.project)
    user = session.create(User, username="new director", is_active=True)
    directors = session.custom_attribute_links(new, "director", User)
    directors.add(user)
    assert list(directors) == [user]
    report = session.commit()
    assert (report.created, report.requests) == (3, 1)
    assert list(directors) == [user]


def test_links_of_many_owners_and_what_they_lead_to_are_two_requests(
    session: Session, sent: RecordingTransport, shot: Shot, users: list[User]
) -> None:
    shots = session.query(select(Shot).limit(30)).all()
    names = {user.username for user in users[:1]}
    for each in shots:
        session.custom_attribute_links(each, "director", User).replace(users[:1])
    session.commit()
    for user in users:
        session.expunge(user)
    sent.requests.clear()
    found = session.custom_attribute_links_of(shots, "director", User)
    assert [{user.username for user in directors} for directors in found] == [names] * len(shots)
    assert len(shots) > 3
    assert queries(sent) == 2


def test_pending_links_show_in_another_look(session: Session, shot: Shot, users: list[User]) -> None:
    session.custom_attribute_links(shot, "director", User).add(users[0])
    assert list(session.custom_attribute_links(shot, "director", User)) == [users[0]]


def test_wrong_keys_owners_and_targets_are_refused(session: Session, shot: Shot, users: list[User]) -> None:
    with pytest.raises(UnknownKeyError, match="did you mean 'director'"):
        session.custom_attribute_links(shot, "directr", User)
    with pytest.raises(UnknownKeyError):
        session.custom_attribute_links(users[0], "director", User)
    with pytest.raises(SessionError, match="not held"):
        session.custom_attribute_links(Task(name="x"), "director", User)
    directors = session.custom_attribute_links(shot, "director", User)
    with pytest.raises(InvalidValueError, match="takes a User"):
        directors.add(session.query(select(Project).limit(1)).one())  # type: ignore[arg-type]  # that is the point
    with pytest.raises(ValueError, match="is not in"):
        directors.remove(users[0])
    assert repr(directors).endswith("0 entities>")
