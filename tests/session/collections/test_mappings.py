"""Metadata and custom attributes as mappings: each change is one operation on one entity."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import CommitError, InvalidValueError, ReadOnlyError, SessionError, UnknownKeyError
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.transport import Create, Delete, RecordingTransport, Update
from ftrack_stock import (
    AssetVersion,
    CustomAttributeConfiguration,
    CustomAttributeType,
    Metadata,
    Project,
    Shot,
    Task,
    User,
)
from tests.session.written import queries, written


@pytest.fixture
def shot(session: Session) -> Shot:
    return session.query(select(Shot).load(Shot.name, Shot.project.name).order_by(Shot.name).limit(1)).one()


@pytest.fixture
def labelled(session: Session, shot: Shot, sent: RecordingTransport) -> Shot:
    """A shot with metadata on the server; what was sent for it is forgotten."""
    shot.metadata.update(reel="A", take="3", note="sunny")
    session.commit()
    sent.requests.clear()
    return shot


@pytest.fixture
def configured(session: Session, sent: RecordingTransport) -> dict[str, str]:
    """Custom attributes by key: of shots, tasks and projects, and one for all of the hierarchy."""
    shots, tasks = session.query(select(Shot).limit(1)).one(), session.query(select(Task).limit(1)).one()
    kind = CustomAttributeType(name="text", core=True)
    project = session.query(select(Project).limit(1)).one()
    shot_type, task_type = shots.object_type_id, tasks.object_type_id
    made = [
        CustomAttributeConfiguration(
            key=key,
            label=key,
            config="{}",
            type=kind,
            default=default,
            entity_type="task" if object_type else "show",
            object_type_id=object_type,
            project_id=of_project,
            is_hierarchical=key == "fps",
        )
        for key, default, object_type, of_project in (
            ("fps", 24.0, None, None),
            ("handles", 8.0, shot_type, None),
            ("brief", "", task_type, None),
            ("pool", "farm", task_type, None),
            ("pool", "own", task_type, project.id),
            ("due", "", None, None),
        )
    ]
    session.add_all(made)
    session.commit()
    sent.requests.clear()
    return {f"{one.key}/{one.project_id or ''}".rstrip("/"): one.id for one in made}


def reread(other: Session, entity: Any) -> Any:
    """The same entity as a second session reads it."""
    found = other.get(type(entity), entity.id)
    assert found is not None
    return found


# Metadata


def test_a_new_key_is_one_create(session: Session, sent: RecordingTransport, other: Session, shot: Shot) -> None:
    assert dict(shot.metadata) == {}
    shot.metadata["reel"] = "A"
    session.commit()
    (create,) = [operation for operation in sent.operations if isinstance(operation, Create)]
    assert create == Create("Metadata", (shot.id, "reel"), create.data)
    assert create.data == {"parent_id": shot.id, "parent_type": "Shot", "key": "reel", "value": "A"}
    assert dict(reread(other, shot).metadata) == {"reel": "A"}


def test_a_known_key_is_one_update_of_its_value(session: Session, sent: RecordingTransport, labelled: Shot) -> None:
    labelled.metadata["reel"] = "B"
    session.commit()
    assert sent.operations == [Update("Metadata", (labelled.id, "reel"), {"value": "B"})]


def test_a_deleted_key_is_one_delete(
    session: Session, sent: RecordingTransport, other: Session, labelled: Shot
) -> None:
    del labelled.metadata["reel"]
    assert "reel" not in labelled.metadata
    session.commit()
    assert sent.operations == [Delete("Metadata", (labelled.id, "reel"))]
    assert dict(reread(other, labelled).metadata) == {"take": "3", "note": "sunny"}


def test_setting_the_same_value_is_nothing(session: Session, labelled: Shot) -> None:
    labelled.metadata["reel"] = "A"
    labelled.metadata.update(take="4")
    labelled.metadata.update(take="3")
    assert session.dirty == ()
    assert len(session.plan()) == 0


def test_deleting_and_setting_again_is_an_update_or_nothing(
    session: Session, sent: RecordingTransport, labelled: Shot
) -> None:
    del labelled.metadata["reel"]
    labelled.metadata["reel"] = "A"
    assert len(session.plan()) == 0
    del labelled.metadata["reel"]
    labelled.metadata["reel"] = "B"
    session.commit()
    assert written(sent) == [("update", "Metadata")]


def test_a_new_key_that_is_removed_again_is_nothing(session: Session, labelled: Shot) -> None:
    labelled.metadata["lens"] = "50mm"
    assert labelled.metadata.pop("lens") == "50mm"
    assert (session.new, session.deleted) == ((), ())


def test_it_does_what_a_dictionary_does(session: Session, labelled: Shot) -> None:
    metadata = labelled.metadata
    assert metadata == {"reel": "A", "take": "3", "note": "sunny"}
    assert metadata.setdefault("reel", "Z") == "A"
    assert metadata.setdefault("lens", "50mm") == "50mm"
    assert metadata.get("nope") is None
    assert "nope" not in metadata
    assert len(metadata) == 4
    with pytest.raises(KeyError):
        del metadata["nope"]
    for key in metadata:
        del metadata[key]
    assert metadata == {}
    session.rollback()
    metadata.clear()
    assert (len(session.deleted), dict(metadata)) == (3, {})


def test_assigning_a_mapping_changes_what_differs(
    session: Session, sent: RecordingTransport, other: Session, labelled: Shot
) -> None:
    labelled.metadata = {"reel": "A", "take": "4", "lens": "50mm"}
    session.commit()
    assert sorted(written(sent)) == [("create", "Metadata"), ("delete", "Metadata"), ("update", "Metadata")]
    assert dict(reread(other, labelled).metadata) == {"reel": "A", "take": "4", "lens": "50mm"}


def test_a_rollback_brings_back_every_key(session: Session, labelled: Shot) -> None:
    metadata = labelled.metadata
    metadata["reel"] = "B"
    metadata["lens"] = "50mm"
    del metadata["take"]
    session.rollback()
    assert dict(metadata) == {"reel": "A", "take": "3", "note": "sunny"}
    assert (session.new, session.dirty, session.deleted) == ((), (), ())


def test_a_new_entity_brings_its_metadata(session: Session, sent: RecordingTransport, other: Session) -> None:
    project = session.query(select(Project).load(Project.name).limit(1)).one()
    before = queries(sent)
    task = Task(name="comp", parent=project, project=project, metadata={"a": "1", "b": "2"})
    task.metadata["c"] = "3"
    del task.metadata["b"]
    session.add(task)
    task.metadata["d"] = "4"
    assert queries(sent) == before
    session.commit()
    assert written(sent) == [("create", "Task")] + [("create", "Metadata")] * 3
    assert dict(reread(other, task).metadata) == {"a": "1", "c": "3", "d": "4"}


def test_a_new_entity_keeps_its_metadata_through_a_rollback(session: Session) -> None:
    project = session.query(select(Project).limit(1)).one()
    task = Task(name="comp", parent=project, project=project, metadata={"a": "1"})
    session.add(task)
    session.rollback()
    assert task.metadata == {"a": "1"}
    session.add(task)
    assert len(session.new) == 2


def test_metadata_that_is_added_by_hand_shows(session: Session, labelled: Shot) -> None:
    entry = Metadata(parent_id=labelled.id, parent_type="Shot", key="lens", value="50mm")
    session.add(entry)
    assert labelled.metadata["lens"] == "50mm"
    session.delete(entry)
    assert "lens" not in labelled.metadata


def test_wrong_keys_and_values_are_refused(session: Session, labelled: Shot) -> None:
    loosely: Any = labelled.metadata
    with pytest.raises(InvalidValueError, match=r"Shot\.metadata\['take'\] is text, got 4; write str\(4\)"):
        loosely["take"] = 4
    with pytest.raises(InvalidValueError, match="keys of text, got 3"):
        loosely[3] = "x"
    with pytest.raises(InvalidValueError):
        labelled.metadata = {"reel": "B", "take": 4}  # type: ignore[dict-item]  # wrong on purpose
    assert len(session.plan()) == 0


def test_keys_are_loaded_for_all_siblings_at_once(session: Session, sent: RecordingTransport) -> None:
    shots = session.query(select(Shot).limit(40)).all()
    before = queries(sent)
    for shot in shots:
        shot.metadata["reel"] = "A"
    assert queries(sent) == before + 1
    session.commit()
    assert written(sent) == [("create", "Metadata")] * len(shots)


def test_two_sessions_set_different_keys_of_one_entity(session: Session, other: Session, labelled: Shot) -> None:
    theirs = reread(other, labelled)
    theirs.metadata["theirs"] = "2"
    del theirs.metadata["reel"]
    labelled.metadata["ours"] = "1"
    session.commit()
    other.commit()
    session.refresh(labelled, Shot.metadata)
    assert dict(labelled.metadata) == {"take": "3", "note": "sunny", "ours": "1", "theirs": "2"}


def test_two_sessions_that_create_one_key_are_told(session: Session, other: Session, shot: Shot) -> None:
    theirs = reread(other, shot)
    assert dict(theirs.metadata) == {}
    shot.metadata["reel"] = "ours"
    theirs.metadata["reel"] = "theirs"
    other.commit()
    with pytest.raises(CommitError, match="Metadata"):
        session.commit()
    assert shot.metadata["reel"] == "ours"
    session.rollback()
    session.refresh(shot, Shot.metadata)
    shot.metadata["reel"] = "ours after all"
    assert session.commit().updated == 1


def test_thousands_of_keys_in_one_batch_cost_what_they_are(session: Session) -> None:
    project = session.query(select(Project).limit(1)).one()
    started = time.perf_counter()
    for number in range(1200):
        task = Task(name=f"task {number}", parent=project, project=project)
        session.add(task)
        for key in ("a", "b", "c"):
            task.metadata[key] = str(number)
    assert len(session.plan()) == 4800
    assert time.perf_counter() - started < 5
    report = session.commit()
    assert (report.created, report.requests) == (4800, 1)


def test_the_plan_tells_metadata_by_its_owner(session: Session, labelled: Shot) -> None:
    labelled.metadata["reel"] = "B"
    labelled.metadata["lens"] = "50mm"
    del labelled.metadata["take"]
    label = f"Shot {labelled.name!r}"
    assert session.plan().rows() == [
        ("create", label, "metadata['lens']", "'50mm'"),
        ("update", label, "metadata['reel']", "'A' -> 'B'"),
        ("delete", label, "metadata['take']", ""),
    ]


# Custom attributes


def test_a_custom_attribute_is_updated_by_configuration_and_entity(
    session: Session, sent: RecordingTransport, other: Session, shot: Shot, configured: dict[str, str]
) -> None:
    sent.requests.clear()
    shot.custom_attributes["fps"] = 25
    assert queries(sent) == 1
    session.commit()
    key = (configured["fps"], shot.id)
    assert sent.requests[-1] == (Update("ContextCustomAttributeValue", key, {"value": 25}),)
    assert reread(other, shot).custom_attributes["fps"] == 25


def test_configurations_are_asked_once(session: Session, sent: RecordingTransport, configured: dict[str, str]) -> None:
    shots = session.query(select(Shot).limit(30)).all()
    before = queries(sent)
    for number, shot in enumerate(shots):
        shot.custom_attributes["fps"] = number
        shot.custom_attributes["handles"] = number
    assert queries(sent) == before + 1
    session.commit()
    assert written(sent) == [("update", "ContextCustomAttributeValue")] * 60


def test_values_are_there_for_every_entity(session: Session, shot: Shot, configured: dict[str, str]) -> None:
    assert dict(shot.custom_attributes) == {"fps": 24, "handles": 8}
    assert shot.custom_attributes.get("brief") is None
    shot.custom_attributes["fps"] = 24.0
    assert session.dirty == ()


def test_a_value_set_before_loading_shows_among_loaded_ones(
    session: Session, sent: RecordingTransport, shot: Shot, configured: dict[str, str]
) -> None:
    values = shot.custom_attributes
    values["fps"] = 25
    before = queries(sent)
    assert values["fps"] == 25
    assert queries(sent) == before
    assert dict(values) == {"fps": 25, "handles": 8}
    session.rollback()
    assert values["fps"] == 24
    values["fps"] = 26
    session.commit()
    assert values["fps"] == 26


def test_a_new_entity_sets_values_in_the_same_batch_and_creates_none(
    session: Session, sent: RecordingTransport, other: Session, shot: Shot, configured: dict[str, str]
) -> None:
    task = Task(name="comp", parent=shot, project=shot.project, custom_attributes={"fps": 30, "brief": "dark"})
    session.add(task)
    task.custom_attributes["pool"] = "gpu"
    session.commit()
    assert written(sent) == [("create", "Task")] + [("update", "ContextCustomAttributeValue")] * 3
    assert dict(reread(other, task).custom_attributes) == {"fps": 30, "brief": "dark", "pool": "gpu"}
    assert session.dirty == ()
    assert dict(task.custom_attributes) == {"fps": 30, "brief": "dark", "pool": "gpu"}


def test_a_new_entity_keeps_its_values_through_a_rollback(
    session: Session, shot: Shot, configured: dict[str, str]
) -> None:
    task = Task(name="comp", parent=shot, project=shot.project, custom_attributes={"fps": 30})
    session.add(task)
    session.rollback()
    assert task.custom_attributes["fps"] == 30
    session.add(task)
    assert session.commit().operations == 2


def test_the_projects_own_attribute_comes_before_the_general_one(
    session: Session, sent: RecordingTransport, shot: Shot, configured: dict[str, str]
) -> None:
    task = Task(name="comp", parent=shot, project=shot.project)
    session.add(task)
    task.custom_attributes["pool"] = "gpu"
    (value,) = [entity for entity in session.new if entity is not task]
    assert vars(value)["configuration_id"] == configured[f"pool/{shot.project.id}"]


def test_unknown_keys_are_named_with_a_suggestion(
    session: Session, sent: RecordingTransport, shot: Shot, configured: dict[str, str]
) -> None:
    with pytest.raises(UnknownKeyError, match=r"unknown key 'handels' in Shot\.custom_attributes, did you mean 'han"):
        shot.custom_attributes["handels"] = 3
    with pytest.raises(UnknownKeyError, match="unknown key 'brief' in Shot"):
        shot.custom_attributes["brief"] = "of tasks only"
    task = Task(name="comp", parent=shot, project=shot.project, custom_attributes={"nope": 1})
    with pytest.raises(UnknownKeyError, match="'nope'"):
        session.add(task)
    assert (session.new, session.dirty) == ((), ())


def test_a_key_that_was_configured_since_is_found(
    session: Session, other: Session, shot: Shot, configured: dict[str, str]
) -> None:
    shot.custom_attributes["fps"] = 25
    kind = other.query(select(CustomAttributeType)).first()
    assert kind is not None
    other.add(
        CustomAttributeConfiguration(
            key="late", label="late", config="{}", type=kind, default="", entity_type="show", is_hierarchical=True
        )
    )
    other.commit()
    shot.custom_attributes["late"] = "found"
    assert session.commit().updated == 2


def test_custom_attributes_are_never_removed(session: Session, shot: Shot, configured: dict[str, str]) -> None:
    with pytest.raises(ReadOnlyError, match="never removed; assign None"):
        del shot.custom_attributes["fps"]
    with pytest.raises(ReadOnlyError):
        shot.custom_attributes = {"handles": 3}
    assert len(session.plan()) == 0
    with pytest.raises(InvalidValueError, match="is text, a number"):
        shot.custom_attributes["fps"] = {"a": 1}  # type: ignore[assignment]  # wrong on purpose


@pytest.mark.parametrize("value", ["text", 3, 2.5, True, ["a", "b"], None])
def test_values_come_back_as_they_were_set(
    session: Session, other: Session, shot: Shot, configured: dict[str, str], value: Any
) -> None:
    shot.custom_attributes["handles"] = value
    session.commit()
    assert reread(other, shot).custom_attributes["handles"] == value


def test_a_date_is_sent_as_one(session: Session, sent: RecordingTransport, configured: dict[str, str]) -> None:
    project = session.query(select(Project).limit(1)).one()
    project.custom_attributes["due"] = datetime(2026, 10, 1, 12)
    (update,) = session.plan().operations
    assert isinstance(update, Update)
    assert update.data["value"] == {"__type__": "datetime", "value": "2026-10-01T12:00:00"}


def test_the_plan_tells_custom_attributes_by_their_owner(
    session: Session, shot: Shot, configured: dict[str, str]
) -> None:
    assert shot.custom_attributes["fps"] == 24
    shot.custom_attributes["fps"] = 25
    assert session.plan().rows() == [("update", f"Shot {shot.name!r}", "custom_attributes['fps']", "24.0 -> 25")]


def test_a_custom_attribute_of_a_new_entity_is_set_after_its_creation(
    session: Session, shot: Shot, configured: dict[str, str]
) -> None:
    new = Shot(name="sh999", parent=shot.parent, project=shot.project)
    session.add(new)
    new.custom_attributes["fps"] = 25
    planned = session.plan()
    assert [step.action for step in planned] == ["create", "update"]
    update = planned.steps[-1]
    assert isinstance(update.operation, Update)
    assert update.operation.data == {"value": 25}
    assert dict(update.after) == {"key": "fps", "value": 25}
    assert dict(update.before) == {"key": NOT_LOADED, "value": NOT_LOADED}
    assert planned.rows()[-1] == ("update", "Shot 'sh999'", "custom_attributes['fps']", "(not loaded) -> 25")


def test_versions_and_users_have_values_of_their_own_types(
    session: Session, sent: RecordingTransport, configured: dict[str, str]
) -> None:
    version = session.query(select(AssetVersion).limit(1)).one()
    version.custom_attributes["fps"] = 25
    session.commit()
    assert written(sent) == [("update", "AssetVersionCustomAttributeValue")]
    user = session.query(select(User).limit(1)).one()
    with pytest.raises(UnknownKeyError):
        user.custom_attributes["fps"] = 25


def test_a_list_is_changed_by_assigning_another(session: Session, other: Session, shot: Shot) -> None:
    kind = session.query(select(CustomAttributeType).where(CustomAttributeType.name == "text").limit(1)).one()
    session.add(
        CustomAttributeConfiguration(
            key="tags", label="tags", entity_type="show", is_hierarchical=True, default="", config="{}", type=kind
        )
    )
    session.commit()
    shot.custom_attributes["tags"] = ["a"]
    session.commit()
    tags: Any = shot.custom_attributes["tags"]
    tags.append("b")
    assert shot.custom_attributes["tags"] == ["a"]
    shot.custom_attributes["tags"] = tags
    tags.append("c")
    assert session.commit().updated == 1
    theirs = other.get(Shot, shot.id)
    assert theirs is not None
    assert theirs.custom_attributes["tags"] == ["a", "b"]


def test_none_in_metadata_is_refused_with_what_to_write(shot: Shot) -> None:
    with pytest.raises(InvalidValueError, match=r"metadata\['reel'\] is text, got None; delete the key instead"):
        shot.metadata["reel"] = None  # type: ignore[assignment]  # what a script may say


def test_a_key_that_was_refused_is_not_shown_and_can_be_set_later(session: Session, shot: Shot) -> None:
    assert "lens" not in shot.metadata
    with session.recording(False), pytest.raises(SessionError, match="nothing is recorded"):
        shot.metadata["lens"] = "50mm"
    assert "lens" not in shot.metadata
    shot.metadata["lens"] = "50mm"
    assert [step.action for step in session.plan()] == ["create"]
    session.commit()
