"""Any order of edits, commits, refusals, rollbacks and reloads of two sessions ends as a plain-Python model says."""

from __future__ import annotations

import os
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import CommitError
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import Appointment, Metadata, Project, ProjectSchema, Shot, Status, Task, User
from tests.session.state_machine.workspace_model import Content, Mirror, Refused

EXAMPLES = int(os.environ.get("FTRACK_ORM_EXAMPLES", "30"))
"""Runs of the machine; 30 take some 20 seconds. `FTRACK_ORM_EXAMPLES=2000` is a long run."""
STEPS = 40

KEYS = ("reel", "take")
TEXTS = ("", "a", "b")
WHICH = st.integers(0, 1)
PLACE = st.integers(0, 5)


class Side:
    """A session, the entities that it holds, and what the model believes of it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.mirror = Mirror()
        self.tasks: dict[str, Task] = {}
        self.shots: dict[str, Shot] = {}
        self.users: list[User] = []

    def read(self, project: str, server: Content) -> None:
        """Read everything again; what is pending stays."""
        load = (
            Task.name,
            Task.bid,
            Task.description,
            Task.status_id,
            Task.parent_id,
            Task.assignments.resource_id,
            Task.metadata,
        )
        found = self.session.query(select(Task).where(Task.project_id == project).load(*load)).all()
        shots = self.session.query(
            select(Shot)
            .where(Shot.project_id == project)
            .load(Shot.name, Shot.children, Shot.metadata)
            .order_by(Shot.name)
        ).all()
        self.users = self.session.query(select(User).order_by(User.id).limit(3)).all()
        new = {task: self.tasks[task] for task in self.mirror.new_tasks}
        self.tasks = {task.id: task for task in found} | new
        self.shots = {shot.id: shot for shot in shots}
        self.mirror.known = Mirror().sent_to(server)

    def pick(self, place: int) -> Task | None:
        """Return one of the tasks that are shown."""
        shown = list(self.mirror.tasks())
        return self.tasks[shown[place % len(shown)]] if shown else None

    def owner(self, place: int, *, shot: bool) -> Task | Shot | None:
        """Return something that has metadata."""
        return self.shot(place) if shot else self.pick(place)

    def shot(self, place: int) -> Shot:
        """Return one of the shots."""
        return list(self.shots.values())[place % len(self.shots)]


class Workspace(RuleBasedStateMachine):
    """Two sessions edit the tasks of two shots."""

    sandbox: Sandbox

    @initialize()
    def begin(self) -> None:
        self.server = Content()
        self.sides = [Side(self.open()), Side(self.open())]
        session = self.sides[0].session
        schema = session.query(select(ProjectSchema)).first()
        assert schema is not None
        project = Project(name=f"p{uuid4().hex}", full_name="film", project_schema=schema)
        shots = [Shot(name=name, parent=project, project=project) for name in ("sh010", "sh020")]
        self.statuses = sorted(status.id for status in session.query(select(Status)))[:3]
        first: dict[str, Any] = {"name": "first", "bid": 0.0, "description": "", "status_id": self.statuses[0]}
        tasks = [Task(project=project, parent=shot, metadata={"reel": "a"}, **first) for shot in shots]
        user = session.query(select(User)).first()
        assert user is not None
        appointments = [Appointment(context=task, resource=user, type="assignment") for task in tasks]
        session.add_all([*tasks, *appointments])
        session.commit()
        self.project = project.id
        self.server.statuses = frozenset(self.statuses)
        self.server.shots = frozenset(shot.id for shot in shots)
        self.server.appointments = {one.id: (one.context_id, user.id) for one in appointments}
        self.server.metadata = {(task.id, "reel"): "a" for task in tasks}
        self.server.tasks = {task.id: {**first, "parent_id": task.parent_id} for task in tasks}
        for side in self.sides:
            side.read(self.project, self.server)

    def open(self) -> Session:
        return Session(self.sandbox.url, self.sandbox.api_user, self.sandbox.api_key, models=ftrack_stock, lazy="raise")

    @rule(which=WHICH, place=PLACE, how=st.sampled_from(["append", "link", "key"]), status=st.integers(0, 2))
    def create(self, which: int, place: int, how: str, status: int) -> None:
        side = self.sides[which]
        shot = side.shot(place)
        values: dict[str, Any] = {
            "name": uuid4().hex,
            "bid": 0.0,
            "description": "",
            "status_id": self.statuses[status],
        }
        match how:
            case "append":
                task = Task(project_id=self.project, **values)
                shot.children.append(task)
            case "link":
                task = Task(project_id=self.project, parent=shot, **values)
                side.session.add(task)
            case _:
                task = Task(project_id=self.project, parent_id=shot.id, **values)
                side.session.add(task)
        side.tasks[task.id] = task
        side.mirror.new_tasks[task.id] = {**values, "parent_id": shot.id}

    @rule(which=WHICH, place=PLACE, name=st.sampled_from(["bid", "description"]), value=st.integers(0, 2))
    def set_value(self, which: int, place: int, name: str, value: int) -> None:
        task = self.sides[which].pick(place)
        if task is not None:
            new = float(value) if name == "bid" else TEXTS[value]
            setattr(task, name, new)
            self.sides[which].mirror.set(task.id, name, new)

    @rule(which=WHICH, place=PLACE, status=st.integers(0, 3))
    def set_status(self, which: int, place: int, status: int) -> None:
        """The fourth is none: a commit is refused until another is set."""
        task = self.sides[which].pick(place)
        if task is not None:
            task.status_id = (*self.statuses, "nope")[status]
            self.sides[which].mirror.set(task.id, "status_id", task.status_id)

    @rule(which=WHICH, place=PLACE, shot=PLACE, how=st.sampled_from(["append", "link", "key"]))
    def move(self, which: int, place: int, shot: int, how: str) -> None:
        side = self.sides[which]
        task, parent = side.pick(place), side.shot(shot)
        if task is not None:
            match how:
                case "append":
                    parent.children.append(task)
                case "link":
                    task.parent = parent
                case _:
                    task.parent_id = parent.id
            side.mirror.set(task.id, "parent_id", parent.id)

    @rule(which=WHICH, place=PLACE, user=PLACE, by_hand=st.booleans())
    def assign(self, which: int, place: int, user: int, by_hand: bool) -> None:
        side = self.sides[which]
        task, resource = side.pick(place), side.users[user % len(side.users)]
        if task is not None:
            if by_hand:
                appointment = Appointment(context=task, resource=resource, type="assignment")
                side.session.add(appointment)
            else:
                appointment = Appointment(resource=resource)
                task.assignments.append(appointment)
            side.mirror.new_appointments[appointment.id] = (task.id, resource.id)

    @rule(which=WHICH, place=PLACE, index=PLACE, again=st.booleans())
    def unassign(self, which: int, place: int, index: int, again: bool) -> None:
        side = self.sides[which]
        task = side.pick(place)
        shown = side.mirror.appointments_of(task.id) if task is not None else []
        if task is not None and shown:
            wanted = shown[index % len(shown)]
            appointment = next(one for one in task.assignments if one.id == wanted)
            task.assignments.remove(appointment)
            if again:
                task.assignments.append(appointment)
            else:
                side.mirror.remove_appointment(appointment.id)

    @rule(which=WHICH, place=PLACE, shot=st.booleans(), key=st.sampled_from(KEYS), value=st.sampled_from(TEXTS))
    def set_metadata(self, which: int, place: int, shot: bool, key: str, value: str) -> None:
        side = self.sides[which]
        owner = side.owner(place, shot=shot)
        if owner is not None:
            owner.metadata[key] = value
            side.mirror.set_metadata((owner.id, key), value)

    @rule(which=WHICH, place=PLACE, shot=st.booleans(), key=st.sampled_from(KEYS), again=st.sampled_from(("", *TEXTS)))
    def remove_metadata(self, which: int, place: int, shot: bool, key: str, again: str) -> None:
        side = self.sides[which]
        owner = side.owner(place, shot=shot)
        if owner is not None and key in owner.metadata:
            del owner.metadata[key]
            side.mirror.remove_metadata((owner.id, key))
            if again:
                owner.metadata[key] = again
                side.mirror.set_metadata((owner.id, key), again)

    @rule(which=WHICH, place=PLACE)
    def delete(self, which: int, place: int) -> None:
        side = self.sides[which]
        task = side.pick(place)
        if task is not None:
            if task in side.session.new:
                for entity in side.session.new:
                    if isinstance(entity, Metadata) and entity.parent_id == task.id:
                        side.session.delete(entity)
                for appointment in task.assignments:
                    side.session.delete(appointment)
                side.mirror.new_appointments = {
                    key: pair for key, pair in side.mirror.new_appointments.items() if pair[0] != task.id
                }
                side.mirror.metadata = {e: kind for e, kind in side.mirror.metadata.items() if e[0] != task.id}
            side.session.delete(task)
            side.mirror.delete_task(task.id)

    @rule(which=WHICH)
    def rollback(self, which: int) -> None:
        side = self.sides[which]
        side.session.rollback()
        side.mirror.rollback()
        side.tasks = {task: side.tasks[task] for task in side.mirror.tasks()}

    @rule(which=WHICH)
    def reload(self, which: int) -> None:
        side = self.sides[which]
        if side.mirror.lost(self.server):
            side.session.rollback()
            side.mirror.rollback()
        side.read(self.project, self.server)

    @rule(which=WHICH)
    def commit(self, which: int) -> None:
        side = self.sides[which]
        try:
            after = side.mirror.sent_to(self.server)
        except Refused as refused:
            before = side.session.new, set(side.session.dirty), set(side.session.deleted)
            try:
                report = side.session.commit()
                raise AssertionError(f"the server took what the model refuses ({refused}): {report}")
            except CommitError:
                assert before == (side.session.new, set(side.session.dirty), set(side.session.deleted))
            if not refused.mendable:
                side.session.rollback()
                side.mirror.rollback()
                side.read(self.project, self.server)
            return
        side.session.commit()
        assert (side.session.new, side.session.dirty, side.session.deleted) == ((), (), ())
        self.server = after
        side.mirror.committed(after)
        side.read(self.project, self.server)

    @invariant()
    def sessions_show_what_the_model_says(self) -> None:
        for side in getattr(self, "sides", ()):
            mirror = side.mirror
            tasks = mirror.tasks()
            for key, values in tasks.items():
                task = side.tasks[key]
                assert {name: getattr(task, name) for name in values} == values
                assert {appointment.id for appointment in task.assignments} == {*mirror.appointments_of(key)}
                assert dict(task.metadata) == mirror.metadata_of(key)
            for key, shot in side.shots.items():
                children = {task for task, values in tasks.items() if values["parent_id"] == key}
                assert {child.id for child in shot.children} == children
                assert dict(shot.metadata) == mirror.metadata_of(key)
            if mirror.is_clean:
                assert len(side.session.plan()) == 0

    def teardown(self) -> None:
        for which, side in enumerate(getattr(self, "sides", ())):
            self.commit(which)
            side.session.rollback()
            side.mirror.rollback()
        if hasattr(self, "server"):
            with self.open() as session:
                last = Side(session)
                last.read(self.project, self.server)
                self.sides = [*self.sides, last]
                self.sessions_show_what_the_model_says()
        for side in getattr(self, "sides", ()):
            side.session.close()


def test_two_sessions_and_the_server_agree_with_a_model_in_the_end() -> None:
    with Sandbox(seed="demo") as sandbox:
        Workspace.sandbox = sandbox
        run_state_machine_as_test(
            Workspace,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
                database=None,
                phases=[Phase.generate, Phase.shrink],
            ),
        )
