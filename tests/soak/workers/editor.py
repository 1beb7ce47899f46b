"""An editor: it makes pairs of tasks below its own shot, changes and deletes them, and knows what they must hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ftrack_orm import Session, select
from ftrack_orm.errors import ConflictError
from ftrack_stock import Project, Shot, Task, TypedContextList
from tests.soak import intents
from tests.soak.journal import Effect, Outcome
from tests.soak.settling import committed, persistent
from tests.soak.workers.post import Post

__all__ = ["Editor"]

_MOST_PAIRS = 20
_NAMES = ("animatic", "layout", "blocking")


class Editor:
    """Works until it is stopped."""

    def __init__(self, post: Post, session: Session) -> None:
        self.post = post
        self.session = session
        self.project = self._get(Project, post.place["project"])
        self.shot = self._get(Shot, post.place["shot"])
        self.pairs: list[tuple[str, str]] = []
        self.bids: dict[str, float] = {}
        self.items: set[str] = set()
        self.turns = 0

    def work(self) -> None:
        """Do one thing after another, as often as their weights say."""
        actions: Mapping[Callable[[], None], int] = {
            self.create: 18, self.update: 30, self.tag: 14, self.attribute: 10, self.delete: 10, self.listed: 10,
            self.ensure: 8, self.stream: 10, self.conflict: 6, self.share: 10, self.tell: 8,
        }  # fmt: skip
        while not self.pairs:
            self.create()
        self.update()
        self.tell()
        while self.post.rest():
            [action] = self.post.chance.choices(list(actions), list(actions.values()))
            action()

    def create(self) -> None:
        """Two tasks, their metadata, in one batch."""
        if len(self.pairs) >= _MOST_PAIRS:
            self.delete()
            return
        number = self.post.journal.next_number()
        pair = [
            Task(name=f"soak {self.post.name} {number} {which}", parent=self.shot, project=self.project, bid=1.0)
            for which in ("a", "b")
        ]
        for task in pair:
            task.metadata["intent"] = str(number)
        self.session.add_all(pair)
        effects = [
            effect
            for task in pair
            for effect in (
                intents.create("Task", task.id, name=task.name, parent_id=self.shot.id, bid=1.0),
                intents.metadata(task.id, "intent", str(number)),
            )
        ]
        outcome = self._commit(number, "create", effects, give_up=self.post.chance.random() < 0.3)
        if outcome == "done":
            self.pairs.append((pair[0].id, pair[1].id))
            self.bids.update((task.id, 1.0) for task in pair)

    def update(self) -> None:
        """Count up a bid by what the server says it is: an update that was lost shows as a gap."""
        if (task := self._some_task()) is None:
            return
        bid = self.bids[task.id] + 1
        if task.bid != self.bids[task.id]:
            self.post.wrong("another bid was read than was written", id=task.id, bid=task.bid, written=bid - 1)
        number = self.post.journal.next_number()
        task.bid = bid
        task.description = f"intent {number}"
        self._changed(number, "update", task, bid, intents.set_values(task.id, bid=bid, description=f"intent {number}"))

    def tag(self) -> None:
        """Set or remove a key of metadata."""
        if (task := self._some_task()) is None:
            return
        number = self.post.journal.next_number()
        key = self.post.chance.choice(("reel", "take", "lens"))
        if key in persistent(lambda: dict(task.metadata)) and self.post.chance.random() < 0.4:
            del task.metadata[key]
            self._commit(number, "metadata", [intents.metadata(task.id, key, None)])
        else:
            task.metadata[key] = str(number)
            self._commit(number, "metadata", [intents.metadata(task.id, key, str(number))])

    def attribute(self) -> None:
        """Set a custom attribute."""
        if (task := self._some_task()) is None:
            return
        number = self.post.journal.next_number()
        persistent(lambda: task.custom_attributes["customNumber"])
        task.custom_attributes["customNumber"] = float(number)
        self._commit(number, "custom attribute", [intents.custom(task.id, "customNumber", float(number))])

    def delete(self) -> None:
        """A pair, in one batch."""
        if not self.pairs:
            return
        pair = self.pairs[self.post.chance.randrange(len(self.pairs))]
        number = self.post.journal.next_number()
        for id in pair:
            self.session.delete(Task, id)
        if self._commit(number, "delete", [intents.delete(id) for id in pair]) == "done":
            self.pairs.remove(pair)
            for id in pair:
                del self.bids[id]
                self.items.discard(id)

    def listed(self) -> None:
        """Put a task into a list, or take it out."""
        if (task := self._some_task()) is None:
            return
        number = self.post.journal.next_number()
        collection = persistent(lambda: self.session.get(TypedContextList, self.post.place["list"]))
        assert collection is not None
        there = {each.id for each in persistent(lambda: list(collection.items))}
        if there != self.items:
            self.post.wrong("a list holds other tasks than were put in", read=sorted(there), put=sorted(self.items))
        within = task.id not in there
        persistent(lambda: (collection.items.append if within else collection.items.remove)(task))
        if self._commit(number, "collection", [intents.item(collection.id, task.id, within=within)]) == "done":
            (self.items.add if within else self.items.discard)(task.id)

    def ensure(self) -> None:
        """Say what must be there; it is made or changed."""
        number = self.post.journal.next_number()
        name = f"ensured {self.post.name} {self.post.chance.choice(_NAMES)}"
        self.post.journal.before(number, "ensure", [intents.ensured(self.shot.id, name, float(number))])

        def ensure() -> Task:
            committed(self.session)  # where an earlier try was not settled
            wanted = Task(name=name, parent=self.shot, project=self.project, bid=float(number))
            return self.session.ensure(wanted, by=(Task.name, Task.parent))

        self.post.journal.after(number, "done", id=persistent(ensure).id)

    def stream(self) -> None:
        """Read all tasks of the shot, and compare them with what was written."""
        query = select(Task).where(Task.parent_id == self.shot.id, Task.name.startswith("soak ")).load(Task.bid)
        read = persistent(lambda: {task.id: task.bid for task in self.session.query(query).stream()})
        if any(read.get(id) != bid for id, bid in self.bids.items()):
            lost = {id: bid for id, bid in self.bids.items() if read.get(id) != bid}
            self.post.wrong("a stream does not tell what was written", written=lost)
        self.post.journal.note("read", what="stream")

    def conflict(self) -> None:
        """Change what a colleague changed since it was loaded: it must be refused."""
        if (task := self._some_task()) is None:
            return
        number = self.post.journal.next_number()
        bid = self.bids[task.id] + 1
        task.bid = bid + 1000
        with self.post.open_session() as colleague:
            theirs = persistent(lambda: colleague.get(Task, task.id))
            assert theirs is not None
            theirs.bid = bid
            effects = [intents.set_values(task.id, bid=bid)]
            outcome = self._commit(number, "update of a colleague", effects, session=colleague)
        try:
            ours, _ = committed(self.session, compared=True)
            if outcome == "done" and ours == "done":
                self.post.wrong("a conflict was not noticed", id=task.id)
        except ConflictError:
            self.session.rollback()
            self.post.journal.note("conflict refused")
        if outcome == "done":
            self.bids[task.id] = bid

    def share(self) -> None:
        """Set this worker's own key of metadata on a shot that all share."""
        number = self.post.journal.next_number()
        shared = self._get(Shot, self.post.place["shared"])
        persistent(lambda: dict(shared.metadata))
        shared.metadata[self.post.name] = str(number)
        self._commit(number, "shared metadata", [intents.metadata(shared.id, self.post.name, str(number))])

    def tell(self) -> None:
        """Publish an event; once it is acknowledged, it must reach the durable service."""
        number = self.post.journal.next_number()
        uid = f"{self.post.name} {number}"
        self.post.journal.before(number, "event", [intents.event(uid)])
        self.session.events.publish("soak.told", {"uid": uid})
        persistent(lambda: self.session.events.flush(20), (TimeoutError,))
        self.post.journal.after(number, "done")

    def _get(self, entity: Any, id: str) -> Any:
        found = persistent(lambda: self.session.get(entity, id))
        assert found is not None, f"{entity.__name__} {id} is gone"
        return found

    def _some_task(self) -> Task | None:
        if not self.bids:
            return None
        id = self.post.chance.choice(list(self.bids))
        task = persistent(lambda: self.session.get(Task, id))
        if task is None:
            self.post.wrong("a task is gone that nobody deleted", id=id)
            return None
        persistent(lambda: self.session.refresh(task, Task.bid, Task.description))
        return task

    def _changed(self, number: int, action: str, task: Task, bid: float, effect: Effect) -> None:
        if self._commit(number, action, [effect]) == "done":
            self.bids[task.id] = bid

    def _commit(
        self,
        number: int,
        action: str,
        effects: Sequence[Effect],
        *,
        give_up: bool = False,
        session: Session | None = None,
    ) -> Outcome:
        self.post.journal.before(number, action, effects)
        outcome, unknown = committed(session or self.session, give_up=give_up)
        self.post.journal.after(number, outcome, unknown=unknown)
        return outcome
