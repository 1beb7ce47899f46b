"""A reader: pages, streams, rows, aggregates and cached reference data; a batch is seen whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ftrack_orm import Session, select
from ftrack_orm.query import count
from ftrack_stock import Event, Status, Task
from tests.soak.settling import persistent
from tests.soak.workers.post import Post

__all__ = ["Reader"]


class Reader:
    """Works until it is stopped."""

    def __init__(self, post: Post, session: Session) -> None:
        self.post = post
        self.session = session

    def work(self) -> None:
        """Read one thing after another."""
        actions: Mapping[Callable[[], None], int] = {
            self.page: 30, self.pairs: 30, self.rows: 20, self.parallel: 10, self.totals: 10, self.vocabulary: 10,
            self.history: 10,
        }  # fmt: skip
        while self.post.rest():
            [action] = self.post.chance.choices(list(actions), list(actions.values()))
            persistent(action)
            self.post.journal.note("read", what=action.__name__)

    def page(self) -> None:
        """Entities with what hangs on them."""
        query = (
            select(Task)
            .where(Task.project_id == self.post.place["project"])
            .load(Task.name, Task.status.name, Task.parent.name)
            .order_by(Task.name)
            .limit(100)
        )
        for task in self.session.query(query):
            if not (task.name and task.status.name and task.parent.name):
                self.post.wrong("a task has no name, status or parent", id=task.id)

    def pairs(self) -> None:
        """Tasks that are made and deleted two at a time are there two at a time, in whatever moment one looks."""
        shot = self.post.chance.choice(self.post.place["shots"].split())
        query = select(Task.name).where(Task.parent_id == shot, Task.name.startswith("soak ")).order_by(Task.name)
        names = [row if isinstance(row, str) else row[0] for row in self.session.query(query).all()]
        numbers = [name.rpartition(" ")[0] for name in names]
        if alone := [number for number in set(numbers) if numbers.count(number) == 1]:
            self.post.wrong("half a batch was seen", names=alone)
        if len(names) != len(set(names)):
            self.post.wrong("a name was read twice", names=names)

    def rows(self) -> None:
        """Typed tuples, streamed."""
        query = select(Task.id, Task.name, Task.bid).where(Task.name.startswith("soak "))
        ids = [id for id, _, _ in self.session.query(query).stream()]
        if len(ids) != len(set(ids)):
            self.post.wrong("a stream told an entity twice")

    def parallel(self) -> None:
        """Pages side by side."""
        query = select(Task).where(Task.project_id == self.post.place["project"]).load(Task.bid)
        ids = [task.id for task in self.session.query(query, parallel=4)]
        if len(ids) != len(set(ids)):
            self.post.wrong("parallel pages told an entity twice")

    def totals(self) -> None:
        """An aggregate."""
        query = select(Task.status_id, count(Task.id)).group_by(Task.status_id)
        if any(number < 1 for _, number in self.session.query(query)):
            self.post.wrong("a group of no tasks was counted")

    def vocabulary(self) -> None:
        """Reference data, from the cache where it is fresh."""
        if not self.session.query(select(Status).load(Status.name)).all():
            self.post.wrong("there are no statuses")

    def history(self) -> None:
        """The newest events."""
        query = select(Event).load(Event.action).order_by(Event.id.desc()).limit(50)
        numbers = [int(event.id) for event in self.session.query(query)]
        if numbers != sorted(numbers, reverse=True):
            self.post.wrong("events are not in their order")
