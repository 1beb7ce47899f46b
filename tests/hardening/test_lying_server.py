"""A server whose answers are wrong: a right result or one of our errors, and nothing half done."""

from __future__ import annotations

import itertools
import logging
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import FtrackError, ProtocolError
from ftrack_orm.mapping import Entity
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.transport import RetryPolicy
from ftrack_stock import Note, Task
from tests.hardening.lies import Lie, LyingTransport, lies
from tests.hardening.rounds import examples

QUERIES = (
    "select name, bid, status.name, parent.name, project.name, notes.content, metadata.key, metadata.value, "
    "assignments.resource.id, type.name from Task order by id limit 4",
    "select name, children.name, parent.children.name, link, created_at, custom_attributes from Shot "
    "order by id limit 3",
    "select version, asset.name, asset.parent.name, task.name, user.username, components.name from AssetVersion "
    "order by id limit 3",
    "select name, sort, color from Status",
)
ROWS = (
    "select name, status.name, parent.name, bid, created_at from Task order by id limit 9",
    "select version, asset.name, user.username from AssetVersion",
    "select status.name, count(id) from Task group by status.name",
)
LAZY = ("name", "status", "parent", "notes", "metadata", "assignments", "created_at", "custom_attributes", "children")
NAMES = map("renamed {}".format, itertools.count())


@pytest.fixture(scope="module")
def workspace() -> Iterator[Sandbox]:
    with Sandbox(serve=False) as sandbox:
        with opened(LyingTransport(sandbox.transport())) as session:
            for number, task in enumerate(session.query(select(Task).order_by(Task.id).limit(4))):
                task.metadata["reel"] = f"A{number}"
                session.add(Note(content=f"note {number}", parent_id=task.id, parent_type="task"))
            session.commit()
        yield sandbox


def opened(transport: LyingTransport) -> Session:
    return Session(transport=transport, models=ftrack_stock, retry=RetryPolicy(attempts=2, sleep=lambda _: None))


def shown(value: Any) -> Any:
    """Return what an entity's attribute holds, without loading: entities by key, collections as lists."""
    if isinstance(value, Entity):
        return value.__entity_type__, value.__ftrack_key__
    if hasattr(value, "members"):
        return [shown(member) for member in value.members()]
    return value


def content(entities: list[Any]) -> list[dict[str, Any]]:
    return [{name: shown(value) for name, value in vars(entity).items()} for entity in entities]


def prepared(session: Session) -> list[Any]:
    """Load some entities, and leave an update, a creation and a removal pending."""
    tasks = session.query(QUERIES[0]).all()
    tasks[0].name = "pending"
    tasks[1].metadata["reel"] = "pending"
    session.add(Note(id=str(uuid.uuid4()), content="pending", parent_id=tasks[0].id, parent_type="task"))
    session.delete(tasks[2])
    held = [*tasks, *(task.parent for task in tasks), *(task.status for task in tasks)]
    return held + [note for task in tasks for note in task.notes]


def pending(session: Session) -> list[str]:
    return [str(step.operation) for step in session.plan()]


@examples(150)
@given(query=st.sampled_from(QUERIES), told=st.lists(lies(), min_size=1, max_size=2))
def test_a_wrong_answer_to_a_query_changes_nothing(workspace: Sandbox, query: str, told: list[Lie]) -> None:
    with opened(transport := LyingTransport(workspace.transport())) as session:
        held = prepared(session)
        before, planned = content(held), pending(session)
        transport.lie(*told)
        error = failure(lambda: session.query(query).all())
        if type(error) is ProtocolError and transport.told == 1:  # else a page before it was taken
            assert content(held) == before
            transport.lie()
            with opened(LyingTransport(workspace.transport())) as honest:
                ours = {id(entity) for entity in held}
                for theirs, entity in zip(honest.query(query), session.query(query), strict=True):
                    if id(entity) not in ours:
                        assert content([entity]) == content([theirs])
        assert pending(session) == planned


def failure(act: Callable[[], object]) -> FtrackError | None:
    """Return the error of ours that something ends with, which names what was asked; any other goes through."""
    try:
        act()
    except FtrackError as error:
        if type(error) is ProtocolError:
            assert error.operation  # noqa: PT017  # part of each of them, whatever else is claimed
            str(error)
        return error
    return None


@examples(80)
@given(query=st.sampled_from(ROWS), told=lies())
def test_a_wrong_answer_to_a_query_for_rows_is_refused_or_read(workspace: Sandbox, query: str, told: Lie) -> None:
    with opened(transport := LyingTransport(workspace.transport())) as session:
        transport.lie(told)
        failure(lambda: session.query(query).rows())


@examples(150)
@given(name=st.sampled_from(LAZY), told=st.lists(lies(), min_size=1, max_size=2))
def test_a_wrong_answer_to_a_lazy_load_changes_nothing(workspace: Sandbox, name: str, told: list[Lie]) -> None:
    with opened(transport := LyingTransport(workspace.transport())) as session:
        tasks = session.query("select id from Task order by id limit 4").all()
        tasks[1].name = "pending"
        planned, before = pending(session), content(tasks)
        transport.lie(*told)
        error = failure(lambda: read(tasks[0], name))
        if type(error) is ProtocolError and transport.told == 1:  # else another answer was taken before
            assert content(tasks) == before
            transport.lie()
            with opened(LyingTransport(workspace.transport())) as honest:
                right = honest.get(Task, tasks[0].id)
                assert right is not None
                assert read(tasks[0], name) == read(right, name)
        assert pending(session) == planned


def read(entity: Any, name: str) -> Any:
    """Load an attribute, and what stands in it."""
    value = getattr(entity, name)
    if isinstance(value, Entity):
        return shown(value), value.name  # type: ignore[attr-defined]
    if hasattr(value, "keys"):
        return dict(value)
    return sorted(map(str, map(shown, value))) if isinstance(value, list) else value


@examples(100)
@given(told=st.lists(lies(), min_size=1, max_size=3))
def test_after_wrong_answers_to_a_refresh_everything_is_as_it_was(workspace: Sandbox, told: list[Lie]) -> None:
    with opened(transport := LyingTransport(workspace.transport())) as session:
        tasks = session.query(QUERIES[0]).all()
        tasks[0].name = "pending"
        before, planned = content(tasks), pending(session)
        transport.lie(*told)
        error = failure(lambda: session.refresh(tasks[0]))
        if type(error) is ProtocolError:  # else the answer says well enough that the entity is not there any more
            assert content(tasks) == before
            assert pending(session) == planned


@examples(100)
@given(told=st.lists(lies(), min_size=1, max_size=3))
def test_wrong_answers_to_a_commit_lose_and_double_nothing(workspace: Sandbox, told: list[Lie]) -> None:
    with opened(transport := LyingTransport(workspace.transport())) as session:
        task = session.query(select(Task).order_by(Task.id).limit(1)).one()
        task.name = name = next(NAMES)
        note = Note(content=name, parent_id=task.id, parent_type="task")
        session.add(note)
        planned = pending(session)
        transport.lie(*told)
        try:
            session.commit()
        except FtrackError:
            assert pending(session) == planned
            transport.lie()
            session.commit()
        assert not session.plan()
        with opened(LyingTransport(workspace.transport())) as honest:
            assert honest.query(select(Task.name).where(Task.id == task.id)).one() == name
            assert honest.query(select(Note.id).where(Note.content == name)).all() == [note.id]


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
