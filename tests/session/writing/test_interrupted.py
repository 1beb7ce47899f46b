"""Ctrl-C and the like in the middle of a commit: what became of it is asked, nothing is sent twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import InvalidValueError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import JSON, HttpTransport, Operation
from ftrack_stock import Project, Task


class Interrupted:
    """A transport during whose next sending somebody presses Ctrl-C, before or after the server did its work.

    Or it is `refused`, as what cannot be encoded. `requests` counts what was to be sent.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._inner = HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key))
        self.when: str | None = None
        self.requests = 0

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Send, or be interrupted."""
        when, self.when = self.when, None
        self.requests += 1
        if when == "refused":
            raise InvalidValueError("it cannot be encoded")
        if when == "before":
            raise KeyboardInterrupt
        answers = self._inner.send(operations)
        if when == "after":
            raise KeyboardInterrupt
        return answers

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()


@pytest.fixture
def transport(sandbox: Sandbox) -> Interrupted:
    return Interrupted(sandbox)


@pytest.fixture
def interactive(transport: Interrupted) -> Iterator[Session]:
    with Session(transport=transport, models=ftrack_stock) as session:
        yield session


@pytest.fixture
def task(interactive: Session) -> Task:
    """A task that is to be created."""
    project = interactive.query(select(Project).limit(1)).one()
    return interactive.create(Task, name="once", parent=project, project=project)


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_interrupted_commit_is_finished_by_the_next_one(
    interactive: Session, other: Session, transport: Interrupted, task: Task, when: str
) -> None:
    transport.when = when
    with pytest.raises(KeyboardInterrupt):
        interactive.commit()
    assert list(interactive.new) == [task]
    interactive.commit()
    assert not interactive.new
    assert not interactive.dirty
    assert other.query(select(Task.id).where(Task.name == "once")).all() == [task.id]
    task.name = "twice"
    assert interactive.commit().updated == 1


def test_an_interrupted_commit_in_an_undo_point_leaves_everything_pending(
    interactive: Session, transport: Interrupted, task: Task
) -> None:
    def publish() -> None:
        with interactive.begin_nested():
            task.bid = 3600
            interactive.commit()

    transport.when = "after"
    with pytest.raises(KeyboardInterrupt):
        publish()
    assert (interactive.new, task.bid) == ((task,), 3600)
    interactive.commit()
    assert interactive.new == ()


def test_what_was_refused_before_it_was_sent_is_not_asked_for(
    interactive: Session, transport: Interrupted, task: Task
) -> None:
    transport.when = "refused"
    with pytest.raises(InvalidValueError):
        interactive.commit()
    requests = transport.requests
    assert interactive.commit().created == 1
    assert transport.requests - requests == 1
