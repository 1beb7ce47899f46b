"""What type checkers see in the generated stock package; `make types` is what checks these lines."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from datetime import datetime
from typing import Any, Literal, assert_type

import ftrack_stock
from ftrack_orm.query import Path
from ftrack_stock import (
    Appointment,
    Asset,
    AssetVersion,
    Component,
    Context,
    Job,
    List,
    ListObject,
    Note,
    Project,
    Resource,
    Shot,
    Status,
    Task,
    User,
)


def attributes_of_the_class_are_expressions() -> None:
    assert_type(Task.name, Path[str])
    assert_type(Task.bid, Path[float])
    assert_type(Task.start_date, Path[datetime | None])
    assert_type(Task.status.name, Path[str])
    assert_type(Task.parent.parent.name, Path[str])
    assert_type(Task.project.full_name, Path[str | None])
    assert_type(Task.notes.author.id, Path[str])
    assert_type(Task.assignments.resource, type[Resource])


def scalars_of_an_entity_are_values(task: Task, version: AssetVersion, job: Job, note: Note) -> None:
    assert_type(task.id, str)
    assert_type(task.name, str)
    assert_type(task.bid, float)
    assert_type(task.description, str | None)
    assert_type(task.start_date, datetime | None)
    assert_type(task.created_at, datetime)
    assert_type(version.version, int)
    assert_type(version.is_published, bool)
    assert_type(job.status, Literal["queued", "running", "done", "failed"])
    assert_type(note.author.id, str)


def what_the_server_makes_is_readable(task: Task, asset: Asset) -> None:
    assert_type(task.time_logged, float)
    assert_type(task.link, list[dict[str, str]])
    assert_type(task.legacy_link, list[dict[str, str]])
    assert_type(task.thumbnail_url, dict[str, Any] | None)
    assert_type(asset.latest_version, AssetVersion | None)


def links_that_are_always_set_are_not_optional(task: Task, shot: Shot, asset: Asset, version: AssetVersion) -> None:
    assert_type(task.status, Status)
    assert_type(task.project, Project)
    assert_type(task.parent, Context)
    assert_type(task.parent_id, str)
    assert_type(shot.parent.name, str)
    assert_type(asset.parent, Context)
    assert_type(version.asset, Asset)


def links_that_may_be_absent_are_optional(context: Context, project: Project, task: Task) -> None:
    assert_type(context.parent, Context | None)
    assert_type(project.parent, Context | None)
    assert_type(task.thumbnail, Component | None)


def collections_are_sequences(task: Task) -> None:
    notes: Sequence[Note] = task.notes
    assignments: Sequence[Appointment] = task.assignments
    assert_type(task.notes[0], Note)
    assert_type([child.name for child in task.children], list[str])
    assert_type((notes[0], assignments[0]), tuple[Note, Appointment])


def mappings_lead_from_key_to_value(task: Task, member: ListObject) -> None:
    assert_type(task.metadata, MutableMapping[str, str])
    assert_type(task.custom_attributes, MutableMapping[str, str | float | bool | datetime | list[str]])
    assert_type(member.custom_attributes, MutableMapping[str, str | float | bool | datetime | list[str]])
    assert_type(member.list, List)


def attributes_may_be_given_at_creation(status: Status, shot: Shot, user: User) -> None:
    Task(name="comp", parent=shot, status=status, bid=2.0)
    Appointment(context=shot, resource=user, type="assignment")


def wrong_use_is_an_error(task: Task, shot: Shot) -> None:
    Task(nme="x")  # type: ignore[call-arg]  # no such attribute
    Task(time_logged=3.0)  # type: ignore[call-arg]  # the server computes it
    Task(name=3)  # type: ignore[arg-type]  # not text
    task.name = 3  # type: ignore[assignment]  # not text
    task.status = shot  # type: ignore[assignment]  # not a status
    task.time_logged = 3.0  # type: ignore[assignment]  # the server computes it
    task.nope  # type: ignore[attr-defined]  # noqa: B018 - no such attribute
    Task.status.nope  # type: ignore[attr-defined]  # noqa: B018 - no such attribute


def test_every_exported_name_is_there() -> None:
    assert len(ftrack_stock.__all__) == 131
    assert all(hasattr(ftrack_stock, name) for name in ftrack_stock.__all__)
