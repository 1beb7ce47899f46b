"""What is pending: who made it so, what comes along with it, and what is left of it after a rollback."""

from __future__ import annotations

import threading

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import ReadOnlyError, SessionError
from ftrack_orm.mapping import Entity
from ftrack_orm.session.pending.authorship import Authorship
from ftrack_orm.session.pending.cascade import brings_along, cascade, stands_alone
from ftrack_orm.session.pending.creation import created
from ftrack_orm.session.pending.unit_of_work import UnitOfWork
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import Metadata, Note, Project, Setting, Shot, Task
from tests.session.written import written


@pytest.fixture
def project(session: Session) -> Project:
    return session.query(select(Project).limit(1)).one()


@pytest.fixture
def task(session: Session) -> Task:
    return session.query(select(Task).load(Task.name, Task.description, Task.parent).order_by(Task.id).limit(1)).one()


def test_new_entities_come_along_each_once() -> None:
    first, second = Shot(name="a"), Shot(name="b")
    first.parent, second.parent = second, first
    first.children.append(Task(name="comp"))
    assert sorted(entity.__dict__["name"] for entity in cascade(first)) == ["a", "b", "comp"]
    assert next(cascade(first)) is first


def test_what_is_in_a_session_does_not_come_along(project: Project, task: Task) -> None:
    shot = Shot(name="sh999", parent=project, project=project)
    assert list(cascade(shot)) == [shot]
    assert list(cascade(task)) == [task]


def test_a_new_entity_stands_alone_unless_it_leads_to_another_new_one(project: Project) -> None:
    assert stands_alone(Shot(name="a"))
    assert stands_alone(Shot(name="a", parent=None))  # type: ignore[arg-type]  # what a script may say
    assert stands_alone(Shot(name="a", parent=project, project=project))
    assert not stands_alone(Task(name="comp", parent=Shot(name="a")))
    assert not stands_alone(Task(name="comp", project=project, parent=Shot(name="a")))
    with_children = Shot(name="a", parent=project)
    with_children.children.append(Task(name="comp"))
    assert not stands_alone(with_children)
    assert stands_alone(project)


def test_a_changed_entity_brings_along_the_new_one_it_was_given(
    session: Session, sent: RecordingTransport, project: Project, task: Task
) -> None:
    assert not brings_along(task)
    task.name = "renamed"
    task.description = None
    assert not brings_along(task)
    shot = Shot(name="sh999", parent=project, project=project)
    task.parent = shot
    assert brings_along(task)
    session.commit()
    assert written(sent) == [("create", "Shot"), ("update", "Task")]
    assert not brings_along(task)
    task.parent = project
    assert not brings_along(task)


def test_an_entity_is_made_from_names_of_python_and_of_the_wire() -> None:
    setting = created(Setting, {"name": "a", "group": "STORAGE"}, {"value": "b"})
    assert (setting.name, setting.group, setting.value) == ("a", "STORAGE", "b")
    wire = {attribute.api_name: name for name, attribute in Note.__mapper__.attributes.items()}
    renamed = {api: name for api, name in wire.items() if api != name}
    for api, name in renamed.items():
        if not Note.__mapper__.attributes[name].is_relation:
            assert created(Note, {api: None}, {}).__dict__[name] is None


def test_what_one_thread_has_pending_no_other_may_send() -> None:
    comp, anim = Task(name="comp"), Task(name="anim")
    pending: list[Entity] = [comp]
    authorship = Authorship(lambda: pending)
    authorship.by_me(comp)
    authorship.refuse_others()

    refused: list[str] = []
    done = threading.Event()
    asked = threading.Event()

    def other() -> None:
        try:
            authorship.refuse_others()
        except SessionError as error:
            refused.append(str(error))
        pending.remove(comp)
        authorship.refuse_others()
        pending.append(anim)
        authorship.by_me(anim)
        asked.set()
        done.wait(60)

    thread = threading.Thread(target=other, name="worker")
    thread.start()
    assert asked.wait(60)
    me = threading.current_thread().name
    assert refused == [
        f"thread {me!r} has changes in this session that are not sent yet, as of {comp!r}: "
        "commit there, wait for it to end, or give each thread a session of its own"
    ]
    with pytest.raises(SessionError) as caught:
        authorship.refuse_others()
    assert str(caught.value).startswith("thread 'worker' has changes in this session that are not sent yet")
    done.set()
    thread.join()
    authorship.refuse_others()


def test_who_made_something_pending_is_known_after_much_else_was_sent() -> None:
    kept, *sent = [Task(name=name) for name in "abcd"]
    authorship = Authorship(lambda: [kept])
    for task in (kept, *sent):
        authorship.by_me(task)
    authorship.refuse_others()
    refused: list[str] = []

    def other() -> None:
        with pytest.raises(SessionError) as caught:
            authorship.refuse_others()
        refused.append(str(caught.value))

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert f"as of {kept!r}" in refused[0]


@pytest.mark.parametrize("kind", ["add", "change", "delete"])
def test_each_kind_of_change_of_another_thread_is_refused_to_be_sent(
    session: Session, project: Project, task: Task, kind: str
) -> None:
    made, done = threading.Event(), threading.Event()

    def work() -> None:
        if kind == "add":
            session.add(Shot(name="sh999", parent=project, project=project))
        elif kind == "change":
            task.name = "renamed"
        else:
            session.delete(task)
        made.set()
        done.wait(60)

    thread = threading.Thread(target=work, name="worker")
    thread.start()
    assert made.wait(60)
    with pytest.raises(SessionError, match="thread 'worker' has changes in this session"):
        session.commit()
    done.set()
    thread.join()
    session.rollback()


def test_what_was_changed_while_it_was_sent_is_pending_still() -> None:
    work, task = UnitOfWork(), Task(name="comp")
    work.add(task)
    work.created(task, {"name": "before"})
    assert not work.is_new(task)
    assert work.pending_of("Context", task.id) is None
    kept = Task(name="anim")
    work.changed(kept)
    work.updated(kept, {"name": "anim"})
    assert work.changes.updated == (task,)
    work.forget(task)
    assert not work.is_pending


def test_taking_back_what_is_not_pending_is_nothing() -> None:
    work, task = UnitOfWork(), Task(name="comp")
    work.keep(task)
    work.unchanged(task)
    work.settled(task)
    work.forget(task)
    assert not work.is_pending


def test_a_unit_of_work_knows_what_is_pending_and_in_which_order() -> None:
    work = UnitOfWork()
    comp, anim, gone = Task(name="comp"), Task(name="anim"), Task(name="gone")
    assert not work.is_pending
    work.add(comp)
    assert work.is_pending
    assert work.is_new(comp)
    assert not work.is_new(anim)
    assert work.pending_of("Context", comp.id) is comp
    assert work.pending_of("Note", comp.id) is None
    assert work.pending_of("Context", anim.id) is None
    assert work.pending_of("Context", ("a", "b")) is None
    work.changed(anim)
    work.changed(gone)
    work.delete(gone)
    assert work.is_deleted(gone)
    assert not work.is_deleted(anim)
    assert (work.changes.created, work.changes.updated, work.changes.deleted) == ((comp,), (anim,), (gone,))
    assert (work.pending.created, work.pending.updated, work.pending.deleted) == ((comp,), (anim, gone), (gone,))
    work.keep(gone)
    assert work.changes.updated == (anim, gone)
    work.unchanged(anim)
    assert work.changes.updated == (gone,)


@pytest.mark.parametrize("kind", ["changed", "delete"])
def test_one_kind_of_change_alone_is_pending(kind: str) -> None:
    work, task = UnitOfWork(), Task(name="comp")
    getattr(work, kind)(task)
    assert work.is_pending
    work.forget(task)
    assert not work.is_pending


def test_what_is_forgotten_is_not_found_by_its_key() -> None:
    work, task = UnitOfWork(), Task(name="comp")
    work.add(task)
    work.forget(task)
    assert not work.is_pending
    assert work.pending_of("Context", task.id) is None
    work.add(task)
    work.delete(task)
    assert not work.is_pending
    assert work.pending_of("Context", task.id) is None


def test_every_settlement_is_a_new_epoch() -> None:
    work = UnitOfWork()
    tasks = [Task(name=name) for name in "abcd"]
    for task in tasks:
        work.add(task)
    work.settled(tasks[0])
    assert work.epoch == 1
    work.created(tasks[1], {"name": "b"})
    assert work.epoch == 2
    work.updated(tasks[2], {"name": "c"})
    assert work.epoch == 3
    work.gone(tasks[2])
    assert work.epoch == 4
    work.settled(tasks[0])
    assert work.epoch == 5
    work.rollback()
    assert work.epoch == 6
    assert not work.is_pending
    assert work.pending_of("Context", tasks[3].id) is None


def test_what_is_gone_or_settled_is_pending_no_more() -> None:
    work = UnitOfWork()
    settled, gone = Task(name="a"), Task(name="b")
    work.changed(settled)
    work.changed(gone)
    work.delete(gone)
    work.settled(settled)
    work.gone(gone)
    assert not work.is_pending
    work.add(settled)
    work.settled(settled)
    assert not work.is_pending
    assert work.pending_of("Context", settled.id) is None


def test_what_was_updated_is_settled_while_others_are_new_still() -> None:
    work, new, changed = UnitOfWork(), Task(name="a"), Task(name="b")
    work.add(new)
    work.changed(changed)
    work.settled(changed)
    assert (work.pending.created, work.pending.updated) == ((new,), ())


def test_an_entry_leaves_the_key_of_its_new_owner_alone() -> None:
    work, shot = UnitOfWork(), Shot(name="a")
    entries = [Metadata(parent_id=shot.id, key=key, value="A") for key in "ab"]
    for entity in (shot, *entries):
        work.add(entity)
    work.forget(entries[0])
    work.settled(entries[1])
    assert work.pending_of("Context", shot.id) is shot


def test_a_rollback_takes_back_everything(
    session: Session, sent: RecordingTransport, project: Project, task: Task
) -> None:
    name = task.name
    other = session.query(select(Task).where(Task.id != task.id).load(Task.name).limit(1)).one()
    task.name = "renamed"
    shot = Shot(name="sh999", parent=project, project=project)
    session.add(shot)
    session.delete(other)
    assert len(session.plan()) == 3
    session.rollback()
    assert len(session.plan()) == 0
    assert task.name == name
    assert session.inspect(shot).state == "transient"
    assert session.inspect(other).state == "persistent"
    session.commit()
    assert written(sent) == []


def test_nothing_is_added_or_deleted_while_nothing_is_recorded(session: Session, project: Project, task: Task) -> None:
    shot = Shot(name="sh999", parent=project, project=project)
    child = Task(name="comp", parent=Shot(name="sh998", parent=project, project=project))
    with session.recording(False):
        with pytest.raises(SessionError) as added:
            session.add(shot)
        with pytest.raises(SessionError) as deleted:
            session.delete(task)
        with pytest.raises(SessionError, match=rf"recording\(False\): add or delete {child!r} outside"):
            session.add(child)
    assert str(added.value) == f"nothing is recorded inside recording(False): add or delete {shot!r} outside of it"
    assert str(deleted.value) == f"nothing is recorded inside recording(False): add or delete {task!r} outside of it"
    assert len(session.plan()) == 0


def test_what_another_session_holds_is_neither_added_nor_deleted(session: Session, other: Session) -> None:
    theirs = other.query(select(Task).limit(1)).one()
    with pytest.raises(SessionError) as added:
        session.add(theirs)
    assert str(added.value) == f"{theirs!r} belongs to another session, or was deleted; merge() takes it in"
    with pytest.raises(SessionError) as deleted:
        session.delete(theirs)
    assert str(deleted.value) == f"{theirs!r} is not held by this session; it cannot be deleted through it"


def test_what_is_held_already_stays_when_it_is_added_again(session: Session, task: Task, project: Project) -> None:
    session.add(task)
    assert len(session.plan()) == 0
    shot = Shot(name="sh999", parent=project, project=project)
    session.add(shot)
    session.add(shot)
    assert [step.entity for step in session.plan()] == [shot]


def test_the_key_of_what_is_pending_stays_since_others_hold_it(session: Session, project: Project) -> None:
    shot = Shot(name="sh999", parent=project, project=project)
    shot.id = "given-before"
    session.add(shot)
    shot.metadata["reel"] = "A"
    with pytest.raises(ReadOnlyError, match=r"cannot assign Shot\.id: it is immutable"):
        shot.id = "given-after"
    assert session.commit().created == 2
    assert shot.id == "given-before"
