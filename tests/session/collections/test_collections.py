"""Collections that are views: an entity belongs to them by a key of its own."""

from __future__ import annotations

from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import CommitError, InvalidValueError, NotLoadedError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.transport import Create, Delete, RecordingTransport, Update
from ftrack_stock import (
    Appointment,
    AssetVersion,
    AssetVersionLink,
    FileComponent,
    Note,
    Project,
    Recipient,
    Scope,
    Shot,
    Task,
    Timelog,
    User,
)
from tests.session.written import written


@pytest.fixture
def shot(session: Session) -> Shot:
    return session.query(select(Shot).where(Shot.children.any()).load(Shot.name, Shot.project.name).limit(1)).one()


@pytest.fixture
def task(session: Session) -> Task:
    return session.query(select(Task).where(Task.assignments.any()).load(Task.name, Task.project.name).limit(1)).one()


@pytest.fixture
def user(session: Session) -> User:
    return session.query(select(User).load(User.username).limit(1)).one()


def ids(entities: Any) -> set[str]:
    return {entity.id for entity in entities}


def test_appending_to_an_unloaded_collection_sends_nothing_and_creates_the_item_alone(
    session: Session, sent: RecordingTransport, shot: Shot
) -> None:
    requests = len(sent.requests)
    task = Task(name="comp", project=shot.project)
    shot.children.append(task)
    assert (task.parent, task.parent_id, session.new) == (shot, shot.id, (task,))
    assert len(sent.requests) == requests
    session.commit()
    assert written(sent) == [("create", "Task")]
    (create,) = [operation for operation in sent.operations if isinstance(operation, Create)]
    assert create.data["parent"] == {"__entity_type__": "Shot", "id": shot.id}


def test_reading_shows_what_the_server_has_and_what_is_pending(session: Session, shot: Shot) -> None:
    before = session.query(select(Task).where(Task.parent.has(Shot.id == shot.id))).all()
    children = shot.children
    task = Task(name="comp", project=shot.project)
    children.append(task)
    moved = before[0]
    moved.parent = shot.project
    assert repr(children) == "<children: not loaded>"
    assert ids(children) == (ids(before) | {task.id}) - {moved.id}
    session.rollback()
    assert ids(children) == ids(before)


def test_an_unloaded_collection_is_loaded_for_all_siblings_at_once(session: Session, sent: RecordingTransport) -> None:
    shots = session.query(select(Shot).limit(50)).all()
    handles = [shot.children for shot in shots]
    requests = len(sent.requests)
    assert sum(map(len, handles)) > 50
    assert len(sent.requests) == requests + 1
    assert all(shot.children is handle for shot, handle in zip(shots, handles, strict=True))


def test_two_sessions_that_edit_the_same_collection_lose_nothing(
    session: Session, other: Session, sandbox: Sandbox
) -> None:
    task = session.query(select(Task).where(Task.assignments.any()).limit(1)).one()
    theirs = other.get(Task, task.id)
    assert theirs is not None
    ours, gone = User(username="grace"), task.assignments[0]
    their_user = User(username="linus")
    assert len(theirs.assignments) == len(task.assignments)
    task.assignments.append(Appointment(resource=ours))
    task.assignments.remove(gone)
    theirs.assignments.append(Appointment(resource=their_user))
    session.commit()
    other.commit()
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key) as third:
        found = third.get(Task, task.id)
        assert found is not None
        resources = {appointment.resource_id for appointment in found.assignments}
        assert {ours.id, their_user.id} <= resources
        assert gone.id not in ids(found.assignments)


def test_an_assignment_gets_its_type_and_its_own_operation(
    session: Session, sent: RecordingTransport, task: Task, user: User
) -> None:
    appointment = Appointment(resource=user)
    task.assignments.append(appointment)
    assert (appointment.type, appointment.context) == ("assignment", task)
    session.commit()
    assert written(sent) == [("create", "Appointment")]
    allocation = Appointment(resource=user)
    task.allocations.append(allocation)
    assert allocation.type == "allocation"


def test_a_note_gets_its_parent_and_the_parents_type(session: Session, other: Session, task: Task) -> None:
    note = Note(content="please fix", author=session.query(select(User).limit(1)).one())
    task.notes.append(note)
    assert (note.parent_id, note.parent_type) == (task.id, "Task")
    session.commit()
    theirs = other.get(Task, task.id)
    assert theirs is not None
    assert note.id in ids(theirs.notes)


def test_both_sides_of_an_appointment_show_it(session: Session, task: Task, user: User) -> None:
    assert len(user.assignments) >= 0
    appointment = Appointment(resource=user, context=task, type="assignment")
    session.add(appointment)
    assert appointment in user.assignments
    assert appointment in user.appointments
    assert appointment in task.assignments
    assert appointment not in task.allocations
    appointment.type = "allocation"
    assert appointment not in task.assignments
    assert appointment in task.allocations
    assert appointment in user.allocations
    session.rollback()
    assert all(appointment not in shown for shown in (user.assignments, task.allocations, user.appointments))


def test_removing_an_assignment_deletes_it_and_nothing_else(
    session: Session, sent: RecordingTransport, task: Task
) -> None:
    appointment = task.assignments[0]
    task.assignments.remove(appointment)
    assert session.deleted == (appointment,)
    assert appointment not in task.assignments
    session.commit()
    assert written(sent) == [("delete", "Appointment")]
    assert appointment not in task.assignments


def test_an_item_that_was_put_back_is_no_change(session: Session, task: Task) -> None:
    before = list(task.assignments)
    appointment = task.assignments.pop()
    task.assignments.append(appointment)
    assert len(session.plan()) == 0
    assert list(task.assignments) == before


def test_removing_what_may_be_without_an_owner_clears_its_key(
    session: Session, sent: RecordingTransport, user: User, task: Task
) -> None:
    timelog = Timelog(user=user, duration=3600)
    task.timelogs.append(timelog)
    session.commit()
    task.timelogs.remove(timelog)
    assert (timelog.context, timelog.context_id) == (None, None)
    session.commit()
    assert written(sent)[1:] == [("update", "Timelog")]
    assert timelog not in task.timelogs


def test_removing_what_must_have_an_owner_is_refused_with_the_remedy(session: Session, shot: Shot) -> None:
    before = list(shot.children)
    with pytest.raises(InvalidValueError, match=r"parent is never none; assign another, or delete it with session\."):
        shot.children.remove(before[0])
    with pytest.raises(InvalidValueError, match=r"cannot be removed from Shot\.children"):
        shot.children.clear()
    assert list(shot.children) == before
    assert len(session.plan()) == 0


def test_an_item_moves_by_either_side(session: Session, sent: RecordingTransport) -> None:
    one, two = session.query(select(Shot).where(Shot.children.any()).limit(2)).all()
    moved = one.children[0]
    two.children.append(moved)
    assert moved not in one.children
    assert moved in two.children
    moved.parent = one
    assert moved in one.children
    assert moved not in two.children
    assert session.dirty == ()
    moved.parent_id = two.id
    assert moved in two.children
    session.commit()
    assert written(sent) == [("update", type(moved).__name__)]
    assert moved in two.children
    assert moved not in one.children


def test_a_list_of_a_new_owner_holds_new_items_and_comes_along(
    session: Session, sent: RecordingTransport, other: Session
) -> None:
    project = session.query(select(Project).limit(1)).one()
    shot = Shot(name="sh999", parent=project, project=project)
    task = Task(name="comp", project=project, assignments=[Appointment(resource=User(username="grace"))])
    shot.children = [task]
    assert (shot.children, task.parent) == ([task], shot)
    session.add(shot)
    assert len(session.new) == 4
    session.commit()
    assert sorted(written(sent)) == [
        ("create", "Appointment"),
        ("create", "Shot"),
        ("create", "Task"),
        ("create", "User"),
    ]
    found = other.query(select(Task).where(Task.parent.has(Shot.name == "sh999"))).one()
    assert [appointment.type for appointment in found.assignments] == ["assignment"]


def test_what_a_session_adds_shows_in_loaded_collections(session: Session, shot: Shot) -> None:
    assert len(shot.children) > 0
    task = Task(name="comp", parent=shot, project=shot.project)
    assert task not in shot.children
    session.add(task)
    assert task in shot.children
    session.delete(task)
    assert task not in shot.children
    assert session.new == ()


def test_what_is_to_be_deleted_leaves_collections_until_a_rollback(session: Session, shot: Shot) -> None:
    before = list(shot.children)
    for child in shot.children:
        session.delete(child)
    assert shot.children == []
    session.rollback()
    assert list(shot.children) == before


@pytest.mark.parametrize("edit", ["remove", "pop", "clear", "slice", "replace", "del"])
def test_a_rollback_restores_lists_and_items(session: Session, edit: str) -> None:
    note = session.query(select(Note).where(Note.recipients.any()).limit(1)).one()
    people = session.query(select(User).limit(6)).all()
    free = [user for user in people if user.id not in {r.resource_id for r in note.recipients}]
    for user in free[:3]:
        note.recipients.append(Recipient(resource_id=user.id))
    session.commit()
    before = list(note.recipients)
    assert len(before) >= 3
    match edit:
        case "remove":
            note.recipients.remove(before[1])
        case "pop":
            note.recipients.pop(0)
        case "clear":
            note.recipients.clear()
        case "slice":
            note.recipients[1:] = [Recipient(resource_id=user.id) for user in free[3:]]
        case "replace":
            note.recipients = [before[2], before[0]]
        case _:
            del note.recipients[:2]
    assert len(session.deleted) > 0
    session.rollback()
    assert list(note.recipients) == before
    assert (session.deleted, session.new, session.dirty) == ((), (), ())


def test_duplicates_are_ignored(session: Session, sent: RecordingTransport, task: Task, user: User) -> None:
    appointment = Appointment(resource=user)
    task.assignments += [appointment, appointment]
    task.assignments.append(appointment)
    task.assignments.insert(0, appointment)
    assert task.assignments.count(appointment) == 1
    task.assignments = [*task.assignments, appointment]
    assert task.assignments.count(appointment) == 1
    session.commit()
    assert written(sent) == [("create", "Appointment")]


def test_inserting_and_slices_keep_the_order_that_was_written(session: Session, task: Task) -> None:
    people = [Appointment(resource=User(username=f"user{number}")) for number in range(4)]
    task.assignments.insert(0, people[0])
    task.assignments[:0] = [people[1], people[2]]
    task.assignments[1:2] = [people[3]]
    assert task.assignments[:3] == [people[1], people[3], people[0]]
    assert people[2] not in session.new


def test_a_new_item_that_is_taken_out_again_is_not_created(session: Session, shot: Shot) -> None:
    task = Task(name="comp", project=shot.project)
    shot.children.append(task)
    shot.children.remove(task)
    assert (session.new, len(session.plan())) == ((), 0)
    assert "parent" not in vars(task)


def test_a_new_item_that_may_be_without_an_owner_is_created_without(session: Session) -> None:
    version = session.query(select(AssetVersion).limit(1)).one()
    component = FileComponent(name="main", file_type=".exr")
    version.components.append(component)
    version.components.remove(component)
    assert (component.version_id, session.new) == (None, (component,))


def test_a_part_of_a_key_cannot_move(session: Session) -> None:
    note, another = session.query(select(Note).where(Note.recipients.any()).limit(2)).all()
    recipient = note.recipients[0]
    with pytest.raises(InvalidValueError, match="note_id is a part of its key; create another one"):
        another.recipients.append(recipient)
    assert recipient in note.recipients
    assert recipient not in another.recipients


def test_items_of_another_session_are_refused(session: Session, other: Session, shot: Shot) -> None:
    theirs = other.query(select(Task).limit(1)).one()
    with pytest.raises(InvalidValueError, match="belongs to another session"):
        shot.children.append(theirs)
    assert theirs not in shot.children
    assert len(session.plan()) == 0


def test_wrong_items_leave_a_collection_as_it_was(session: Session, shot: Shot) -> None:
    loosely: Any = shot.children
    before = list(loosely)
    with pytest.raises(InvalidValueError, match="takes a Context, got User"):
        loosely.append(User(username="x"))
    with pytest.raises(InvalidValueError, match="takes a Context, got User"):
        loosely.extend([Task(name="x"), User(username="x")])
    with pytest.raises(InvalidValueError, match="takes a Context, got User"):
        loosely[0] = User(username="x")
    with pytest.raises(InvalidValueError, match="cannot be multiplied"):
        loosely *= 2
    assert list(shot.children) == before
    assert len(session.plan()) == 0


def test_a_lazy_raise_session_appends_and_refuses_to_read(sandbox: Sandbox) -> None:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, lazy="raise") as session:
        shot = session.query(select(Shot).load(Shot.name, Shot.project.name).limit(1)).one()
        shot.children.append(Task(name="comp", project=shot.project))
        with pytest.raises(NotLoadedError, match=r"add \.load\(Shot\.children\)"):
            len(shot.children)
        assert session.commit().created == 1


def test_a_refused_commit_keeps_collections_and_commits_once_mended(
    session: Session, other: Session, task: Task, user: User
) -> None:
    good, bad = Appointment(resource=user), Appointment(resource_id="nobody")
    task.assignments.extend([good, bad])
    with pytest.raises(CommitError):
        session.commit()
    assert {good, bad} <= {*task.assignments}
    bad.resource_id = user.id
    session.commit()
    theirs = other.get(Task, task.id)
    assert theirs is not None
    assert {good.id, bad.id} <= ids(theirs.assignments)


def test_requeried_collections_keep_what_is_pending(session: Session, task: Task, user: User) -> None:
    kept, gone = Appointment(resource=user), task.assignments[0]
    task.assignments.append(kept)
    task.assignments.remove(gone)
    session.query(select(Task).where(Task.id == task.id).load(Task.assignments)).all()
    assert kept in task.assignments
    assert gone not in task.assignments


def test_a_collection_in_hand_shows_what_a_refresh_brings(session: Session, other: Session, shot: Shot) -> None:
    children = shot.children
    before = len(children)
    theirs = other.get(Shot, shot.id)
    assert theirs is not None
    theirs.children.append(Task(name="theirs", project=theirs.project))
    other.commit()
    session.refresh(shot)
    assert len(children) == before + 1
    assert shot.children is children


def test_many_to_many_creates_and_deletes_what_ties(session: Session, sent: RecordingTransport, other: Session) -> None:
    one, two, three = session.query(select(AssetVersion).limit(3)).all()
    assert (len(one.uses_versions), len(two.used_in_versions)) == (0, 0)
    one.uses_versions.extend([two, three])
    assert two.used_in_versions == [one]
    session.commit()
    assert written(sent) == [("create", "AssetVersionLink")] * 2
    theirs = other.get(AssetVersion, one.id)
    assert theirs is not None
    assert ids(theirs.uses_versions) == {two.id, three.id}
    gone = other.get(AssetVersion, two.id)
    assert gone is not None
    theirs.uses_versions.remove(gone)
    assert [type(step.operation) for step in other.plan()] == [Delete]
    assert theirs.uses_versions[0].id == three.id
    other.rollback()
    assert ids(theirs.uses_versions) == {two.id, three.id}
    theirs.uses_versions.clear()
    theirs.uses_versions.append(gone)
    assert other.commit().operations == 1
    session.refresh(one, AssetVersion.uses_versions)
    assert one.uses_versions == [two]


def test_many_to_many_follows_what_ties_however_it_is_written(session: Session) -> None:
    owner, first, second = session.query(select(AssetVersion).load(AssetVersion.uses_versions).limit(3)).all()
    before = [*owner.uses_versions]
    tie = AssetVersionLink(to=owner)
    session.add(tie)
    for member in (first, second):
        tie.from_ = member
        assert [*owner.uses_versions] == [*before, member]
    tie.from_id = first.id
    assert [*owner.uses_versions] == [*before, first]


def test_a_collection_without_keys_is_sent_whole(session: Session, sent: RecordingTransport, other: Session) -> None:
    project = session.query(select(Project).limit(1)).one()
    first, second = Scope(name="layout"), Scope(name="fx")
    project.scopes.append(first)
    session.commit()
    project.scopes.append(second)
    assert len(session.dirty) == 1
    project.scopes.remove(second)
    assert len(session.dirty) == 0
    project.scopes = [second]
    session.commit()
    (update,) = [operation for operation in sent.operations if isinstance(operation, Update)][-1:]
    assert update.data == {"scopes": [{"__entity_type__": "Scope", "id": second.id}]}
    theirs = other.get(Project, project.id)
    assert theirs is not None
    assert [scope.name for scope in theirs.scopes] == ["fx"]
    project.scopes.append(first)
    session.rollback()
    assert project.scopes == [second]


def test_a_new_components_container_and_version_are_found_by_their_collections(session: Session) -> None:
    version = session.query(select(AssetVersion).limit(1)).one()
    component = FileComponent(name="main", file_type=".exr")
    version.components.append(component)
    assert component.version is version
    session.commit()
    version.components.remove(component)
    assert component.version is None
    version.components.append(component)
    assert session.dirty == ()


def test_the_order_is_the_users_own_and_sends_nothing(session: Session, shot: Shot) -> None:
    shot.children.sort(key=lambda child: child.id, reverse=True)
    assert [child.id for child in shot.children] == sorted((child.id for child in shot.children), reverse=True)
    shot.children.reverse()
    assert len(session.plan()) == 0
    both = shot.children + shot.children.copy()
    assert (type(both), len(both)) == (list, 2 * len(shot.children))


def test_a_rollback_restores_where_another_session_moved_an_item_meanwhile(session: Session, other: Session) -> None:
    one, two, three = session.query(select(Shot).where(Shot.children.any()).limit(3)).all()
    moved = one.children[0]
    assert moved.parent is one
    moved.parent = two
    theirs, place = other.get(type(moved), moved.id), other.get(Shot, three.id)
    assert theirs is not None
    assert place is not None
    theirs.parent = place
    other.commit()
    session.query(select(Task).where(Task.id == moved.id).load(Task.parent_id)).all()
    assert moved.parent is two
    session.rollback()
    assert moved.parent_id == three.id
    assert moved.parent is three


def test_a_collection_that_is_loaded_meanwhile_tells_where_an_item_was(session: Session, other: Session) -> None:
    one, two, three = session.query(select(Shot).where(Shot.children.any()).limit(3)).all()
    moved = one.children[0]
    assert moved.parent is one
    moved.parent = two
    theirs, place = other.get(type(moved), moved.id), other.get(Shot, three.id)
    assert theirs is not None
    assert place is not None
    theirs.parent = place
    other.commit()
    session.refresh(three, Shot.children)
    assert moved not in three.children
    session.rollback()
    assert moved in three.children
    assert moved.parent is three
