"""Loading what a query did not ask for."""

from __future__ import annotations

from typing import Any

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import ConfigurationError, NotLoadedError, SessionClosedError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, RecordingTransport
from ftrack_stock import Status, Task, User


def test_names_over_500_tasks_cost_two_further_requests_at_most() -> None:
    with Sandbox(seed="bench:500") as sandbox:
        sent = RecordingTransport(HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key)))
        with Session(transport=sent, models=ftrack_stock) as session:
            tasks = session.query(select(Task).limit(500)).all()
            assert len(tasks) == 500
            assert len(sent.requests) == 1
            names = {(task.status.name, task.parent.name) for task in tasks}
            assert len(names) > 1
            assert len(sent.requests) <= 3


def test_parents_that_came_along_make_an_attribute_of_500_tasks_cost_no_second_request() -> None:
    with Sandbox(seed="bench:500") as sandbox:
        sent = RecordingTransport(HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key)))
        with Session(transport=sent, models=ftrack_stock) as session:
            tasks = session.query(select(Task).load(Task.name, Task.parent.name, Task.project.name).limit(500)).all()
            assert len(tasks) == 500
            assert len({task.parent for task in tasks}) > 1
            for task in tasks:
                _ = task.thumbnail_id  # which shots and projects have too
            assert len(sent.requests) == 2


def test_a_plain_value_is_loaded_for_all_siblings_at_once(session: Session, sent: RecordingTransport) -> None:
    tasks = session.query(select(Task).limit(100)).all()
    assert all(isinstance(task.bid, float) for task in tasks)
    assert len(sent.requests) == 2


def test_all_plain_values_come_together(session: Session, sent: RecordingTransport) -> None:
    task = session.query(select(Task).limit(1)).one()
    _ = task.bid, task.description, task.start_date, task.sort, task.created_at
    assert len(sent.requests) == 2


def test_collections_are_loaded_for_all_siblings_at_once(session: Session, sent: RecordingTransport) -> None:
    tasks = session.query(select(Task).limit(100)).all()
    names = [appointment.type for task in tasks for appointment in task.assignments]
    assert names
    assert len(sent.requests) == 2


def test_a_link_whose_entity_is_held_costs_nothing(session: Session, sent: RecordingTransport) -> None:
    task = session.query(select(Task).load(Task.project_id, Task.project.name).limit(1)).one()
    other = session.query(select(Task).load(Task.project_id).limit(2)).all()[-1]
    requests = len(sent.requests)
    assert other.project is task.project
    assert len(sent.requests) == requests


def test_links_that_came_along_stay_when_their_keys_are_loaded_later(
    session: Session, sent: RecordingTransport
) -> None:
    tasks = session.query(select(Task).load(Task.name, Task.status.name, Task.parent.name).limit(50)).all()
    assert not any(task.description for task in tasks)  # brings status_id and parent_id too
    before = len(sent.requests)
    assert all(task.status.name and task.parent.name for task in tasks)
    assert len(sent.requests) == before


def test_a_link_that_others_changed_follows_the_key_that_is_loaded_later(session: Session, other: Session) -> None:
    task = session.query(select(Task).load(Task.name, Task.status.name).limit(1)).one()
    theirs = other.query(select(Task).where(Task.id == task.id)).one()
    theirs.status = other.query(select(Status).where(Status.id != task.status.id).limit(1)).one()
    other.commit()
    assert not task.description
    assert task.status.id == task.status_id == theirs.status.id


def test_lazy_raise_refuses_and_names_what_to_load(sandbox: Sandbox) -> None:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, lazy="raise") as session:
        task = session.query(select(Task).limit(1)).one()
        with pytest.raises(NotLoadedError, match=r"add \.load\(Task\.bid\)"):
            _ = task.bid


def test_a_way_of_loading_that_is_none_is_refused(sandbox: Sandbox) -> None:
    wrong: Any = "never"
    with pytest.raises(ConfigurationError, match="lazy is one of 'batch', 'single', 'raise', got 'never'"):
        Session(sandbox.url, sandbox.api_user, sandbox.api_key, lazy=wrong)


def test_lazy_single_loads_one_entity(sandbox: Sandbox) -> None:
    sent = RecordingTransport(HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key)))
    with Session(transport=sent, lazy="single", models=ftrack_stock) as session:
        first, second = session.query(select(Task).limit(2)).all()
        _ = first.bid, second.bid
        assert len(sent.requests) == 3


def test_after_closing_loaded_values_stay_and_others_are_refused(sandbox: Sandbox) -> None:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key) as session:
        user = session.query(select(User).load(User.username).limit(1)).one()
    assert user.username
    with pytest.raises(SessionClosedError):
        _ = user.email


def test_an_entity_that_was_deleted_elsewhere_says_so(session: Session, other: Session) -> None:
    task = session.query(select(Task).limit(1)).one()
    theirs = other.get(Task, task.id)
    assert theirs is not None
    other.delete(theirs)
    other.commit()
    with pytest.raises(NotLoadedError, match="not on the server any more"):
        _ = task.bid
