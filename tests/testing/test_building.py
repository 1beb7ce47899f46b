"""Built entities are taken by the server as they are."""

from __future__ import annotations

import pytest

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.errors import InvalidValueError, UnknownAttributeError
from ftrack_orm.mapping import Entity
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.testing import Sent, build, build_many
from ftrack_orm.transport import Create
from ftrack_stock import (
    Appointment,
    Asset,
    AssetVersion,
    FileComponent,
    List,
    Note,
    Project,
    Sequence,
    Shot,
    Task,
    Timelog,
    User,
)

TYPES = (Appointment, Asset, AssetVersion, FileComponent, List, Project, Sequence, Shot, Task, Timelog, User)


@pytest.fixture
def ftrack_seed() -> str:
    return "empty"


@pytest.fixture
def sending(ftrack_sandbox: Sandbox) -> Sent:
    return Sent(ftrack_sandbox.transport())


@pytest.mark.parametrize("entity", TYPES, ids=lambda entity: entity.__name__)
def test_what_was_built_can_be_committed(entity: type[Entity], sending: Sent) -> None:
    with Session(transport=sending, models=ftrack_stock) as session:
        session.add(build(entity))
        session.commit()
    assert f"create {entity.__entity_type__}" in sending.written


def test_task_brings_its_project_which_is_its_parent(sending: Sent) -> None:
    task = build(Task, name="comp")
    assert isinstance(task.parent, Project)
    assert task.parent is task.project
    with Session(transport=sending, models=ftrack_stock) as session:
        session.add(task)
        session.commit()
    assert sending.written == ["create Project", "create Task"]
    created = sending.changes[-1]
    assert isinstance(created, Create)
    assert created.data["name"] == "comp"


def test_given_values_are_kept_and_the_rest_fits_them() -> None:
    shot = build(Shot, name="sh010")
    task = build(Task, parent=shot)
    assert task.parent is shot
    assert task.project is shot.project
    project = build(Project)
    assert build(Shot, project=project).parent is project
    assert build(Shot, parent=project, project_id=project.id).project_id == project.id


def test_names_are_unique_and_several_share_what_they_hang_on() -> None:
    tasks = build_many(Task, 3)
    assert len({task.name for task in tasks}) == 3
    assert len({id(task.parent) for task in tasks}) == 1
    assert build(Task).name not in {task.name for task in tasks}


def test_version_brings_asset_shot_and_project(sending: Sent) -> None:
    with Session(transport=sending, models=ftrack_stock) as session:
        session.add(build(AssetVersion))
        session.commit()
    assert sending.written == ["create Project", "create Shot", "create Asset", "create AssetVersion"]


def test_id_that_may_be_of_anything_is_asked_for(sending: Sent) -> None:
    with pytest.raises(InvalidValueError, match=r"Note.parent_id may be the id of anything: give it"):
        build(Note)
    task = build(Task)
    with Session(transport=sending, models=ftrack_stock) as session:
        session.add_all([task, build(Note, parent_id=task.id, parent_type="task")])
        session.commit()
    assert sending.written[-1] == "create Note"


def test_unknown_attribute_and_wrong_value_are_refused() -> None:
    with pytest.raises(UnknownAttributeError, match="did you mean 'name'"):
        build(Task, nme="x")
    with pytest.raises(InvalidValueError):
        build(Task, bid="much")
