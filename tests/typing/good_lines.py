"""Lines that both type checkers must accept, with the types that they must find; nothing here runs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, assert_type

from ftrack_orm import Session, and_, not_, or_, select
from ftrack_orm.mapping.media.media_job import MediaJob
from ftrack_orm.media import DiskAccessor, FileSequence, Location
from ftrack_orm.query import (
    Aggregate,
    Criterion,
    KeyedPath,
    Path,
    Query,
    Select,
    avg,
    count,
    max_,
    min_,
    parse,
    sum_,
    text,
)
from ftrack_orm.query.ast import Ordering
from ftrack_orm.session import Result
from ftrack_stock import (
    Appointment,
    AssetVersion,
    Component,
    ContextCustomAttributeValue,
    FileComponent,
    Job,
    Metadata,
    Note,
    Project,
    Resource,
    Sequence,
    Shot,
    Status,
    Task,
    Type,
    User,
)


def attributes() -> None:
    assert_type(Task.name, Path[str])
    assert_type(Task.start_date, Path[datetime | None])
    assert_type(Task.status.name, Path[str])
    assert_type(Task.parent.parent.name, Path[str])
    assert_type(Job.status, Path[Literal["queued", "running", "done", "failed"]])
    assert_type(Task.assignments.resource, type[Resource])
    assert_type(Appointment.resource.as_(User), type[User])
    assert_type(Appointment.resource.as_(User).username, Path[str])
    assert_type(Task.parent.as_(Shot).parent.as_(Sequence).name, Path[str])


def comparisons(status: Status, shot: Shot) -> None:
    assert_type(Task.name == "comp", Criterion)
    assert_type(Task.description == None, Criterion)  # noqa: E711 - an expression
    assert_type(Task.bid > 3, Criterion)
    assert_type(Task.bid <= 0.5, Criterion)
    assert_type(AssetVersion.is_published == True, Criterion)  # noqa: E712 - an expression
    assert_type(Job.status == "done", Criterion)
    assert_type(Task.status == status, Criterion)
    assert_type(Task.parent == shot, Criterion)
    assert_type(Task.parent != None, Criterion)  # noqa: E711 - an expression
    assert_type(Task.start_date == date(2026, 1, 1), Criterion)
    assert_type(Task.start_date < datetime(2026, 1, 1), Criterion)
    assert_type(Task.created_at >= date(2026, 1, 1), Criterion)
    assert_type(Task.start_date.between(date(2026, 1, 1), datetime(2026, 2, 1)), Criterion)
    assert_type(Task.bid.between(1, 2.5), Criterion)


def choices(status: Status, shot: Shot, task: Task) -> None:
    assert_type(Task.name.in_(["a", "b"]), Criterion)
    assert_type(Task.description.not_in({"a", "b"}), Criterion)
    assert_type(Task.bid.in_([1, 2.0]), Criterion)
    assert_type(Task.start_date.in_([date(2026, 1, 1), datetime(2026, 1, 2)]), Criterion)
    assert_type(Task.project_id.in_(select(Project.id).where(Project.name == "x")), Criterion)
    assert_type(Task.project_id.in_(select(Task.parent_id)), Criterion)
    assert_type(Task.status.in_([status]), Criterion)
    assert_type(Task.parent.in_([shot, task]), Criterion)
    assert_type(Task.status.in_(select(Status).where(Status.name == "x")), Criterion)
    assert_type(Task.parent.in_(select(Shot)), Criterion)
    assert_type(Task.status.not_in(select(Status.id)), Criterion)


def patterns() -> None:
    assert_type(Task.name.like("%a%"), Criterion)
    assert_type(Task.description.not_like("%a%"), Criterion)
    assert_type(Task.status.name.startswith("a"), Criterion)
    assert_type(Task.name.endswith("a"), Criterion)
    assert_type(Job.status.contains("a"), Criterion)


def relations() -> None:
    assert_type(Task.status.has(Status.name == "x"), Criterion)
    assert_type(Task.notes.any(Note.content == "x", Note.is_todo == True), Criterion)  # noqa: E712
    assert_type(Task.notes.is_empty(), Criterion)
    assert_type(Task.assignments.any(Appointment.resource.as_(User).username == "ada"), Criterion)


def mappings() -> None:
    assert_type(Shot.metadata, type[Metadata])
    assert_type(Shot.metadata["reel"], KeyedPath[str])
    assert_type(Shot.metadata["reel"] == "A", Criterion)
    assert_type(Shot.metadata["reel"].in_(["A", "B"]), Criterion)
    assert_type(Shot.metadata.any(Metadata.key == "reel", Metadata.value.like("A%")), Criterion)
    assert_type(Shot.metadata.key, Path[str])
    assert_type(Shot.custom_attributes["fps"], KeyedPath[str | float | bool | datetime | list[str] | None])
    assert_type(Shot.custom_attributes["fps"] > 24, Criterion)
    assert_type(Shot.custom_attributes["due"] > datetime(2026, 1, 1), Criterion)
    assert_type(Shot.custom_attributes["note"].like("a%"), Criterion)
    assert_type(Shot.custom_attributes["done"] == None, Criterion)  # noqa: E711 - an expression
    assert_type(Task.parent.as_(Shot).custom_attributes["fps"].between(24, 25), Criterion)
    assert_type(Shot.custom_attributes.any(ContextCustomAttributeValue.value.like("a")), Criterion)


def combinations() -> None:
    assert_type((Task.name == "a") & (Task.bid > 1) | ~(Task.name == "b"), Criterion)
    assert_type(and_(Task.name == "a", or_(Task.bid > 1, not_(Task.name == "b"))), Criterion)
    assert_type(text("name is a"), Criterion)
    assert_type((Task.name == "a") & text("bid > 3"), Criterion)


def selects() -> None:
    assert_type(select(Task), Select[Task])
    assert_type(select(Task).where(Task.name == "x", text("bid > 3")).where(), Select[Task])
    assert_type(Task.bid.desc(), Ordering)
    assert_type(select(Task).order_by(Task.name, Task.bid.desc(), Task.status).limit(3).offset(1), Select[Task])
    assert_type(select(Task).load(Task.name, Task.status.name, Task.parent), Select[Task])
    assert_type(select(Task.name), Select[str])
    assert_type(select(Task.name, Task.bid), Select[tuple[str, float]])
    assert_type(select(Task.name, Task.start_date, Task.status.name), Select[tuple[str, datetime | None, str]])
    assert_type(
        select(Task.id, Task.name, Task.bid, Task.start_date, Task.parent_id, Task.sort, Task.id, Task.status.name),
        Select[tuple[str, str, float, datetime | None, str, float, str, str]],
    )


def aggregates() -> None:
    assert_type(count(Task.id), Aggregate[int])
    assert_type(sum_(Task.bid), Aggregate[float])
    assert_type(avg(AssetVersion.version), Aggregate[float])
    assert_type(max_(Task.start_date), Aggregate[datetime | None])
    assert_type(select(count(Task.id)).group_by(Task.type_id), Select[int])
    assert_type(
        select(Task.project_id, count(Task.id), sum_(Task.bid), min_(Task.name)).group_by(Task.project_id),
        Select[tuple[str, int, float, str]],
    )


def results(session: Session) -> None:
    assert_type(session.query(select(Task)), Result[Task])
    assert_type(session.query(select(Task.name, Task.bid)).all(), list[tuple[str, float]])
    assert_type(session.query(select(Task.type_id, count(Task.id))).first(), tuple[str, int] | None)
    for name, bid in session.query(select(Task.name, Task.bid)):
        assert_type((name, bid), tuple[str, float])
    wider: Select[object] = select(Task)
    assert_type(wider.query, Query)
    assert_type(str(parse("Task")), str)


def workflows(session: Session, project: Project, task: Task) -> None:
    workflow = session.project_schema(project)
    assert_type(workflow.statuses(Task), list[Status])
    assert_type(workflow.statuses(Task, task.type), list[Status])
    assert_type(workflow.statuses(AssetVersion), list[Status])
    assert_type(workflow.statuses("Task"), list[Any])
    assert_type(workflow.types(Shot), list[Type])
    task.status = workflow.statuses(Task)[0]
    task.type = workflow.types(Task)[0]


def files_of_a_version(version: AssetVersion, file: FileComponent, disk: Location) -> None:
    assert_type(version.create_component("beauty.%04d.exr [1-5]", name="beauty", location=None), Component)
    assert_type(version.create_component(FileSequence.find(".")[0], {"name": "beauty"}, location=disk), Component)
    assert_type(version.create_component(["camera.abc", *FileSequence.find(".")], location="studio.disk"), Component)
    assert_type(version.upload(b"pixels", name="beauty", progress=False), FileComponent)
    assert_type(version.encode_media("turntable.mov", keep_original=True), MediaJob)
    assert_type(version.encode_media(file).wait(600), MediaJob)
    assert_type(version.upload_review_movie("a.mp4", frame_in=1, frame_out=9, frame_rate=24, width=1920), FileComponent)
    assert_type(version.upload_review_image("a.png", file_type=".png"), FileComponent)


def thumbnails(task: Task, version: AssetVersion, user: User, component: Component) -> None:
    assert_type(task.create_thumbnail("a.png"), FileComponent)
    assert_type(version.create_thumbnail(b"pixels", file_type=".png"), FileComponent)
    assert_type(user.create_thumbnail(b"pixels", name="portrait"), FileComponent)
    assert_type(task.get_thumbnail_url(128), str)
    assert_type(component.get_thumbnail_url(), str)
    assert_type(task.thumbnail_url, dict[str, Any] | None)


def files_of_a_component(component: Component, file: FileComponent, version: AssetVersion) -> None:
    assert_type(component.get_url(), str)
    assert_type(component.get_filesystem_path(), str)
    assert_type(file.get_filesystem_path(Location("studio.disk", accessor=DiskAccessor("/mnt"))), str)
    assert_type(component.get_availability(["studio.disk"]), dict[str, float])
    assert_type(file.encode_media(version=version, keep_original=False), MediaJob)
