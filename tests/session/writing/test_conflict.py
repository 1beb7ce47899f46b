"""`commit(check_conflicts=True)`."""

from __future__ import annotations

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import ConflictError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sentinels import MISSING
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, QueryExpression, RecordingTransport, Update
from ftrack_stock import (
    CustomAttributeConfiguration,
    CustomAttributeType,
    Project,
    Scope,
    Shot,
    Status,
    Task,
)


@pytest.fixture
def task(session: Session) -> Task:
    return session.query(select(Task).load(Task.name, Task.bid, Task.status.name, Task.end_date).limit(1)).one()


def change_elsewhere(other: Session, task: Task, **values: object) -> None:
    theirs = other.get(Task, task.id)
    assert theirs is not None
    for name, value in values.items():
        setattr(theirs, name, value)
    other.commit()


def test_a_conflict_names_attribute_loaded_theirs_and_ours(
    session: Session, other: Session, sent: RecordingTransport, task: Task
) -> None:
    loaded = task.name
    change_elsewhere(other, task, name="theirs")
    task.name = "ours"
    with pytest.raises(ConflictError, match="refresh") as caught:
        session.commit(check_conflicts=True)
    error = caught.value
    assert (error.attribute, error.loaded, error.theirs, error.ours) == ("name", loaded, "theirs", "ours")
    assert error.entity is task
    assert not any(isinstance(operation, Update) for operation in sent.operations)
    assert session.dirty == (task,)
    session.refresh(task)
    assert task.name == "theirs"
    assert len(session.dirty) == 0


def test_a_commit_without_the_check_sends_ours(session: Session, other: Session, task: Task) -> None:
    change_elsewhere(other, task, name="theirs")
    task.name = "ours"
    with pytest.raises(ConflictError):
        session.commit(check_conflicts=True)
    assert session.commit().updated == 1
    assert other.query(select(Task.name).where(Task.id == task.id)).one() == "ours"


def test_changes_of_other_attributes_are_no_conflict(session: Session, other: Session, task: Task) -> None:
    change_elsewhere(other, task, bid=task.bid + 1, description="theirs")
    task.name = "ours"
    assert session.commit(check_conflicts=True).updated == 1


def test_the_same_change_is_no_conflict(session: Session, other: Session, task: Task) -> None:
    change_elsewhere(other, task, name="both")
    task.name = "both"
    assert session.commit(check_conflicts=True).updated == 1


def test_a_changed_link_is_a_conflict_by_its_key(session: Session, other: Session, task: Task) -> None:
    mine, theirs = session.query(select(Status).where(Status.id != task.status.id).limit(2)).all()
    loaded = task.status.id
    change_elsewhere(other, task, status_id=theirs.id)
    task.status = mine
    with pytest.raises(ConflictError) as caught:
        session.commit(check_conflicts=True)
    assert (caught.value.loaded, caught.value.theirs, caught.value.ours) == (loaded, theirs.id, mine.id)


def test_links_and_moments_that_nobody_changed_are_no_conflict(session: Session, task: Task) -> None:
    task.status = session.query(select(Status).where(Status.id != task.status.id).limit(1)).one()
    before = task.end_date
    assert before is not None
    task.end_date = before.replace(year=before.year + 1)
    assert session.commit(check_conflicts=True).requests == 2


def test_what_was_not_loaded_is_not_compared(session: Session, other: Session, task: Task) -> None:
    change_elsewhere(other, task, description="theirs")
    task.description = "ours"
    assert session.commit(check_conflicts=True).requests == 1


def test_what_is_gone_is_a_conflict(session: Session, other: Session) -> None:
    project = session.query(select(Project).limit(1)).one()
    task = session.create(Task, name="comp", parent=project, project=project)
    session.commit()
    other.delete(Task, task.id)
    other.commit()
    task.name = "ours"
    with pytest.raises(ConflictError) as caught:
        session.commit(check_conflicts=True)
    assert caught.value.theirs is MISSING


def test_600_changes_are_compared_by_two_queries() -> None:
    with Sandbox(seed="bench:600") as sandbox:
        sent = RecordingTransport(HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key)))
        with Session(transport=sent) as session:
            tasks = session.query(select(Task).load(Task.name)).all()[:600]
            for task in tasks:
                task.name += " changed"
            sent.requests.clear()
            report = session.commit(check_conflicts=True)
            assert (report.updated, len(sent.requests)) == (600, 3)
            assert [type(request[0]) for request in sent.requests] == [QueryExpression, QueryExpression, Update]


@pytest.fixture
def shot(session: Session) -> Shot:
    project = session.query(select(Project).limit(1)).one()
    made = session.create(Shot, name="contested", parent=project, project=project, metadata={"reel": "A", "take": "1"})
    session.commit()
    session.expire(made)
    assert made.metadata == {"reel": "A", "take": "1"}
    return made


def theirs_of(other: Session, shot: Shot) -> Shot:
    theirs = other.get(Shot, shot.id)
    assert theirs is not None
    return theirs


def conflicts(session: Session) -> list[tuple[object, str, object, object, object]]:
    """What a checked commit says, which must send nothing."""
    with pytest.raises(ConflictError) as caught:
        session.commit(check_conflicts=True)
    assert len(session.plan()) > 0
    return [(c.entity, c.attribute, c.loaded, c.theirs, c.ours) for c in caught.value.conflicts]


def test_a_key_of_a_mapping_that_both_changed_is_a_conflict_of_its_owner(
    session: Session, other: Session, shot: Shot
) -> None:
    theirs_of(other, shot).metadata["reel"] = "B"
    other.commit()
    shot.metadata["reel"] = "C"
    shot.metadata["take"] = "2"
    assert conflicts(session) == [(shot, "metadata['reel']", "A", "B", "C")]


def test_a_key_that_both_made_is_a_conflict(session: Session, other: Session, shot: Shot) -> None:
    theirs_of(other, shot).metadata.update(lens="50mm", camera="alexa")
    other.commit()
    shot.metadata["lens"] = "35mm"
    assert conflicts(session) == [(shot, "metadata['lens']", MISSING, "50mm", "35mm")]
    shot.metadata["lens"] = "50mm"
    assert conflicts(session) == [(shot, "metadata['lens']", MISSING, "50mm", "50mm")]


def test_a_key_that_was_deleted_here_and_changed_there_is_a_conflict_and_the_other_way_round(
    session: Session, other: Session, shot: Shot
) -> None:
    theirs = theirs_of(other, shot)
    theirs.metadata["reel"] = "B"
    del theirs.metadata["take"]
    other.commit()
    del shot.metadata["reel"]
    shot.metadata["take"] = "2"
    assert sorted(conflicts(session), key=lambda found: found[1]) == [
        (shot, "metadata['reel']", "A", "B", MISSING),
        (shot, "metadata['take']", "1", MISSING, "2"),
    ]
    session.rollback()
    session.refresh(shot)
    del shot.metadata["reel"]
    assert session.commit(check_conflicts=True).deleted == 1


def test_different_keys_of_a_mapping_are_no_conflict(session: Session, other: Session, shot: Shot) -> None:
    theirs_of(other, shot).metadata.update(reel="B", lens="50mm")
    other.commit()
    shot.metadata["camera"] = "alexa"
    del shot.metadata["take"]
    assert session.commit(check_conflicts=True).operations == 2
    session.refresh(shot)
    assert shot.metadata == {"reel": "B", "lens": "50mm", "camera": "alexa"}


def test_who_came_to_a_collection_on_both_sides_is_no_conflict(session: Session, other: Session, shot: Shot) -> None:
    assert list(shot.children) == []
    theirs = theirs_of(other, shot)
    theirs.children.append(Task(name="theirs", project_id=theirs.project_id))
    other.commit()
    shot.children.append(Task(name="ours", project_id=shot.project_id))
    assert session.commit(check_conflicts=True).created == 1
    session.refresh(shot)
    assert {task.name for task in shot.children} == {"theirs", "ours"}


def test_an_entity_that_both_moved_is_a_conflict(session: Session, other: Session, shot: Shot) -> None:
    task = Task(name="moved", project_id=shot.project_id)
    shot.children.append(task)
    one, two = (Shot(name=name, parent=shot.parent, project=shot.project) for name in ("one", "two"))
    session.add_all([one, two])
    session.commit()
    theirs_of(other, one).children.append(other.query(select(Task).where(Task.id == task.id)).one())
    other.commit()
    two.children.append(task)
    assert conflicts(session) == [(task, "parent", shot.id, one.id, two.id)]


def test_what_was_changed_there_and_is_deleted_here_is_a_conflict(session: Session, other: Session, task: Task) -> None:
    loaded = task.name
    change_elsewhere(other, task, name="theirs")
    session.delete(task)
    assert (task, "name", loaded, "theirs", MISSING) in conflicts(session)
    session.rollback()
    session.refresh(task)
    session.delete(task)
    assert session.commit(check_conflicts=True).deleted == 1


def test_what_both_deleted_is_a_conflict(session: Session, other: Session, shot: Shot) -> None:
    other.delete(Shot, shot.id)
    other.commit()
    session.delete(shot)
    assert conflicts(session) == [(shot, "name", "contested", MISSING, MISSING)]


def test_a_collection_that_is_sent_whole_conflicts_where_somebodys_change_would_be_lost(
    session: Session, other: Session
) -> None:
    scopes = [Scope(name=name) for name in ("fx", "comp", "roto")]
    project = session.query(select(Project).limit(1)).one()
    session.add_all(scopes)
    project.scopes = scopes[:1]
    session.commit()
    theirs = other.get(Project, project.id)
    assert theirs is not None
    theirs.scopes.append(other.query(select(Scope).where(Scope.id == scopes[1].id)).one())
    other.commit()
    project.scopes.append(scopes[2])
    keys = [scope.id for scope in scopes]
    expected = (project, "scopes", (keys[0],), tuple(sorted(keys[:2])), tuple(sorted((keys[0], keys[2]))))
    assert conflicts(session) == [expected]
    project.scopes.append(scopes[1])
    assert session.commit(check_conflicts=True).updated == 1
    session.refresh(project)
    assert len(project.scopes) == 3
    other.refresh(theirs)
    theirs.scopes.clear()
    other.commit()
    project.scopes.remove(scopes[0])
    assert [conflict[1] for conflict in conflicts(session)] == ["scopes"]
    project.scopes.clear()
    assert session.commit(check_conflicts=True).updated == 1


def test_a_custom_attribute_that_both_set_is_a_conflict_and_one_that_nobody_set_is_none(
    session: Session, other: Session, shot: Shot
) -> None:
    session.add(
        CustomAttributeConfiguration(
            key="fps",
            label="fps",
            entity_type="show",
            is_hierarchical=True,
            default=24.0,
            config="{}",
            type=CustomAttributeType(name="number", core=True),
        )
    )
    session.commit()
    session.expire(shot)
    assert shot.custom_attributes["fps"] == 24
    shot.custom_attributes["fps"] = 25
    assert session.commit(check_conflicts=True).updated == 1
    theirs_of(other, shot).custom_attributes["fps"] = 30
    other.commit()
    shot.custom_attributes["fps"] = 48
    assert conflicts(session) == [(shot, "custom_attributes['fps']", 25, 30, 48)]


def test_moments_are_compared_as_moments(session: Session, task: Task) -> None:
    before = task.end_date
    assert before is not None
    session.delete(task)
    assert session.commit(check_conflicts=True).deleted == 1
