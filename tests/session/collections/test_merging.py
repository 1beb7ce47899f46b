"""`session.merge`: collections and mappings; values and links are in test_refresh.py."""

from __future__ import annotations

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import SessionError
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import (
    Appointment,
    AssetVersion,
    CustomAttributeConfiguration,
    CustomAttributeType,
    Note,
    Project,
    Shot,
    Status,
    Task,
    User,
)
from tests.session.written import written


@pytest.fixture
def theirs(other: Session) -> Shot:
    """A shot of another session, with tasks and metadata."""
    project = other.query(select(Project).limit(1)).one()
    shot = other.create(Shot, name="merged 010", parent=project, project=project, metadata={"reel": "A", "take": "1"})
    other.add_all([Task(name=name, parent=shot, project=project) for name in ("roto", "comp")])
    other.commit()
    other.expire(shot)
    assert {task.name for task in shot.children if isinstance(task, Task)} == {"roto", "comp"}
    assert dict(shot.metadata) == {"reel": "A", "take": "1"}
    return shot


def child(shot: Shot, name: str) -> Task:
    (found,) = [task for task in shot.children if isinstance(task, Task) and task.name == name]
    return found


def names(shot: Shot) -> set[str]:
    return {task.name for task in shot.children}


def test_loaded_collections_and_mappings_come_along_without_a_request(
    session: Session, sent: RecordingTransport, theirs: Shot
) -> None:
    ours = session.merge(theirs)
    assert names(ours) == {"roto", "comp"}
    assert ours.metadata == {"reel": "A", "take": "1"}
    assert not {*ours.children} & {*theirs.children}
    assert ours.metadata.entities["reel"] is not theirs.metadata.entities["reel"]  # type: ignore[attr-defined]  # a KeyedView
    assert sent.requests == []
    assert len(session.plan()) == 0


def test_changed_keys_are_changed_here(session: Session, sent: RecordingTransport, theirs: Shot) -> None:
    theirs.metadata["reel"] = "B"
    theirs.metadata["lens"] = "50mm"
    del theirs.metadata["take"]
    ours = session.merge(theirs)
    assert ours.metadata == {"reel": "B", "lens": "50mm"}
    assert sent.requests == []
    assert sorted((step.action, step.entity.__entity_type__) for step in session.plan()) == [
        ("create", "Metadata"),
        ("delete", "Metadata"),
        ("update", "Metadata"),
    ]
    session.rollback()
    assert ours.metadata == {"reel": "A", "take": "1"}
    assert theirs.metadata == {"reel": "B", "lens": "50mm"}


def test_changed_keys_take_the_place_of_ours(session: Session, theirs: Shot) -> None:
    ours = session.get(Shot, theirs.id)
    assert ours is not None
    ours.metadata["reel"] = "ours"
    ours.metadata["lens"] = "35mm"
    theirs.metadata["lens"] = "50mm"
    assert session.merge(theirs) is ours
    assert ours.metadata == {"reel": "ours", "take": "1", "lens": "50mm"}
    assert session.commit().operations == 2


def test_a_new_entity_brings_its_mappings(session: Session, other: Session, theirs: Shot) -> None:
    new = other.create(Task, name="new", parent=theirs, project=theirs.project, metadata={"reel": "C"})
    transient = Task(name="transient", metadata={"reel": "D"})
    ours, loose = session.merge_all([new, transient])
    assert (ours.metadata, loose.metadata) == ({"reel": "C"}, {"reel": "D"})
    loose.parent, loose.project = ours.parent, ours.project
    assert session.commit().created == 4
    session.expire(ours)
    assert ours.metadata == {"reel": "C"}


def test_who_comes_to_a_collection_comes_here_too(
    session: Session, other: Session, sent: RecordingTransport, theirs: Shot
) -> None:
    project = theirs.project
    elsewhere = other.create(Shot, name="merged 020", parent=project, project=project)
    other.commit()
    theirs.children.append(Task(name="prep", project=project))
    elsewhere.children.append(child(theirs, "roto"))
    other.delete(child(theirs, "comp"))
    ours = session.merge(theirs)
    assert names(ours) == {"prep"}
    assert sent.requests == []
    steps = [(step.action, step.entity.__entity_type__) for step in session.plan()]
    assert steps == [("create", "Task"), ("update", "Task"), ("delete", "Task")]
    session.rollback()
    assert names(ours) == {"roto", "comp"}


def test_what_was_committed_after_a_merge_is_what_they_wanted(
    session: Session, other: Session, sent: RecordingTransport, theirs: Shot
) -> None:
    theirs.children.append(Task(name="prep", project=theirs.project))
    other.delete(child(theirs, "comp"))
    theirs.metadata["reel"] = "B"
    session.merge(theirs)
    session.commit()
    assert sorted(written(sent)) == [("create", "Task"), ("delete", "Task"), ("update", "Metadata")]
    other.rollback()
    other.refresh(theirs)
    assert names(theirs) == {"roto", "prep"}
    assert theirs.metadata == {"reel": "B", "take": "1"}


def test_an_unloaded_collection_that_was_appended_to_brings_the_newcomer_only(
    session: Session, other: Session, sent: RecordingTransport, theirs: Shot
) -> None:
    other.expire(theirs)
    theirs.children.append(Task(name="prep", project_id=theirs.project_id))
    requests = len(sent.requests)
    ours = session.merge(theirs)
    assert [task.name for task in session.new if isinstance(task, Task)] == ["prep"]
    assert len(sent.requests) == requests
    assert names(ours) == {"roto", "comp", "prep"}


def test_what_ties_many_to_many_is_created_and_deleted_once(
    session: Session, other: Session, sent: RecordingTransport
) -> None:
    first, second, third = other.query(select(AssetVersion).load(AssetVersion.uses_versions).limit(3)).all()
    for tied in list(first.uses_versions):
        first.uses_versions.remove(tied)
    first.uses_versions.append(second)
    other.commit()
    first.uses_versions.remove(second)
    first.uses_versions.append(third)
    ours = session.merge(first)
    assert [version.id for version in ours.uses_versions] == [third.id]
    session.commit()
    assert sorted(written(sent)) == [("create", "AssetVersionLink"), ("delete", "AssetVersionLink")]


def test_an_assignment_is_merged_with_both_sides(session: Session, other: Session, theirs: Shot) -> None:
    ada = other.query(select(User).where(User.username == "ada")).one()
    task = child(theirs, "comp")
    task.assignments.append(Appointment(resource=ada))
    ours = session.merge(task)
    (appointment,) = ours.assignments
    assert appointment.resource.id == ada.id
    assert session.new == (appointment,)
    assert session.commit().created == 1


def test_custom_attributes_come_along_with_their_changes(
    session: Session, other: Session, sent: RecordingTransport, theirs: Shot
) -> None:
    kind = CustomAttributeType(name="number", core=True)
    other.add(
        CustomAttributeConfiguration(
            key="fps", label="fps", entity_type="show", is_hierarchical=True, default=24.0, config="{}", type=kind
        )
    )
    other.commit()
    other.expire(theirs)
    assert theirs.custom_attributes["fps"] == 24
    ours = session.merge(theirs)
    assert ours.custom_attributes["fps"] == 24
    assert sent.requests == []
    theirs.custom_attributes["fps"] = 25
    session.merge(theirs)
    assert ours.custom_attributes["fps"] == 25
    assert session.commit().updated == 1
    new = Task(name="fps", parent=theirs, project=theirs.project, custom_attributes={"fps": 30})
    merged = session.merge(new)
    session.commit()
    session.expire(merged)
    assert merged.custom_attributes["fps"] == 30


def test_what_is_linked_by_a_change_brings_what_is_loaded_of_it(
    session: Session, other: Session, sent: RecordingTransport, theirs: Shot
) -> None:
    task = child(theirs, "comp")
    task.status = other.query(select(Status).where(Status.name == "Approved").load(Status.color).limit(1)).one()
    ours = session.merge(task)
    assert ours.status.color == task.status.color
    assert sent.requests == []


def test_a_detached_entity_brings_its_collections_as_they_are_shown(
    session: Session, other: Session, sent: RecordingTransport, theirs: Shot
) -> None:
    other.reset()
    ours = session.merge(theirs)
    assert names(ours) == {"roto", "comp"}
    assert ours.metadata == {"reel": "A", "take": "1"}
    assert sent.requests == []


def test_what_is_to_be_deleted_is_refused_by_itself(session: Session, other: Session, theirs: Shot) -> None:
    other.delete(theirs)
    with pytest.raises(SessionError, match="was deleted"):
        session.merge(theirs)


def test_several_new_entities_are_looked_up_by_one_query(session: Session, sent: RecordingTransport) -> None:
    notes = [Note(content=str(number)) for number in range(20)]
    assert [note.content for note in session.merge_all(notes)] == [str(number) for number in range(20)]
    assert len(sent.requests) == 1
    assert len(session.new) == 20
