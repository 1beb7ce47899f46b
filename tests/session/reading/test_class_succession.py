"""Classes that are defined while a session is at work, as in a notebook, and those of two packages in one session."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ftrack_orm import Session, reflect, select
from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Registry
from ftrack_stock import Task


@pytest.fixture(autouse=True)
def _stock() -> Iterator[None]:
    """Give the generated class its place back."""
    registry = Registry.of_package("ftrack_stock")
    stock = registry.mapper("Task")
    yield
    registry.add(stock)


def _defined(answer: int) -> type[Task]:
    """Run the cell of a notebook that defines a class."""

    class Mine(Task):
        @property
        def answer(self) -> int:
            return answer

    return Mine


def test_a_class_counts_from_when_it_was_defined(session: Session) -> None:
    before = session.query(select(Task).order_by(Task.id).limit(1)).one()
    mine = _defined(1)
    after: Any = session.query(select(mine).order_by(mine.id).offset(1).limit(1)).one()
    assert (type(after), after.answer) == (mine, 1)
    assert session.get(mine, before.id) is before


def test_a_class_may_be_defined_once_more(session: Session) -> None:
    first = _defined(1)
    held = session.query(select(first).order_by(first.id).limit(1)).one()
    again = _defined(2)
    assert session.query(select(again).order_by(again.id).limit(1)).one() is held
    assert session.get(again, held.id) is held
    later: Any = session.query(select(again).order_by(again.id).offset(1).limit(1)).one()
    assert later.answer == 2
    held.name = "renamed"
    later.name = "renamed too"
    assert session.commit().updated == 2


def test_an_entity_of_one_package_is_not_taken_for_one_of_another(session: Session) -> None:
    task = session.query(select(Task).limit(1)).one()
    other: Any = reflect(session).Task
    with pytest.raises(SessionError, match=r"holds <Task .* as a class of ftrack_stock, not of .*: use one package"):
        session.get(other, task.id)
    with pytest.raises(SessionError, match=r"holds <Task .* as a class of ftrack_stock, not of .*: use one package"):
        session.query(select(other).where(other.id == task.id)).one()
