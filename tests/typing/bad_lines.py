"""Lines that both type checkers must flag, each marked; nothing here runs, and `make types` leaves the file out.

What no checker can flag is refused at run time instead (`tests/query/building/test_builder_refusals.py`), for these
reasons:

- `where(a and b)`: the type of `a and b` is that of a criterion, and mypy does not look at `__bool__`.
- `1 < Task.bid < 3`: the same, the checkers read it as `1 < Task.bid and Task.bid < 3`.
- `Task.name in ["a"]`: a list may be asked for anything, and the answer is a bool until it reaches `where()`.
- `Task.name == 3` by itself: `==` always falls back to `object`; the bool that it then gives is flagged in `where()`.
- `Task.bid == True`: a bool is an int, and an int passes for a float.
- `Task.name.in_("abc")`: a text is a series of texts.
- `Task.status.any()` and `Task.notes.has()`: both are the target's class to the checkers, so that completion walks on.
- `select(Task.status)`: for the same reason it looks like `select(Status)`.
- `Task.notes == note`: for the same reason it looks like a link.
- `Task.parent.as_(User)`: no generic can be bound by another one, so that "a subtype of the target" cannot be said.
- `select(Task).where(Shot.name == "a")`: a criterion does not say what it is about; the check against the schema does.
- `select(Task.name, Shot.name)`: paths do not say where they start from; it would take a second type parameter.
- `select(Task.name, count(Task.id))` without `group_by()`: the missing call cannot be seen.
- `select(Task).limit(-1)`: there is no type of numbers from 0.
"""
# ruff: noqa: B015, B018, F841, RUF059

from __future__ import annotations

from datetime import date

from ftrack_orm import Session, and_, not_, select
from ftrack_orm.query import Path, Select, avg, count, sum_
from ftrack_stock import AssetVersion, Component, Job, Note, Project, SequenceComponent, Shot, Status, Task, User


def comparisons(status: Status, shot: Shot) -> None:
    select(Task).where(Task.name == 3)  # bad
    select(Task).where(Task.description == 3)  # bad
    select(Task).where(Task.bid == "3")  # bad
    select(Task).where(Task.start_date == "2026-01-01")  # bad
    select(Task).where(AssetVersion.is_published == "true")  # bad
    select(Task).where(Task.name != 3)  # bad
    select(Task).where(Task.status == shot)  # bad
    select(Task).where(Task.status == "wip")  # bad
    select(Task).where(Task.status_id == status)  # bad
    select(Task).where(Task.status != shot)  # bad
    Task.bid > "3"  # bad
    Task.bid < None  # bad
    Task.start_date < None  # bad
    Task.name >= date(2026, 1, 1)  # bad
    Task.start_date <= 3  # bad
    Task.bid.between("1", "2")  # bad
    Task.status.name > 3  # bad
    Task.name == Task.bid  # bad
    select(Job).where(Job.status == "finished")  # bad
    Job.status.in_(["finished"])  # bad


def choices(shot: Shot) -> None:
    Task.name.in_([3])  # bad
    Task.name.in_("a", "b")  # bad
    Task.bid.not_in(["a"])  # bad
    Task.bid.in_(3)  # bad
    Task.start_date.in_(["2026-01-01"])  # bad
    Task.bid.in_(select(Task.name))  # bad
    Task.id.in_(select(Task))  # bad
    Task.id.in_(select(Task.id, Task.name))  # bad
    Task.status.in_([shot])  # bad
    Task.status.in_(select(User))  # bad
    Task.status.in_(["wip"])  # bad
    "a" in Task.name  # bad


def patterns() -> None:
    Task.bid.like("3%")  # bad
    Task.start_date.startswith("2026")  # bad
    Task.name.contains(3)  # bad
    Note.is_todo.endswith("e")  # bad


def attributes() -> None:
    Task.nope  # bad
    Task.status.nope  # bad
    Task.assignments.resource.username  # bad
    Task.name.name  # bad
    Task.name.any()  # bad
    Task.parent.as_("Shot")  # bad


def mappings() -> None:
    select(Shot).where(Shot.metadata["reel"] == 3)  # bad
    Shot.metadata["reel"] > 3  # bad
    Shot.metadata[3]  # bad
    select(Task).where(Task.status["reel"] == "A")  # bad
    Shot.metadata["reel"].desc()  # bad
    select(Shot).order_by(Shot.metadata["reel"])  # bad
    select(Shot.metadata["reel"])  # bad


def selects() -> None:
    select("Task")  # bad
    select()  # bad
    select(Task, Shot)  # bad
    select(Task).where("name is a")  # bad
    select(Task).where(Task.name)  # bad
    select(Task).where(True)  # bad
    select(Task).order_by("name")  # bad
    select(Task).load("name")  # bad
    select(Task).limit("3")  # bad
    select(Task).order_by(Task.name == "a")  # bad
    and_(Task.name, Task.bid > 3)  # bad
    not_("name is a")  # bad
    (Task.name == "a") & "bid > 3"  # bad
    wrong: Select[Shot] = select(Task)  # bad
    other: Path[str] = Task.bid  # bad


def aggregates() -> None:
    sum_(Task.name)  # bad
    avg(Task.start_date)  # bad
    count(Task)  # bad
    select(count(Task.id)).group_by("type_id")  # bad
    select(Task).order_by(count(Task.id))  # bad


def results(session: Session) -> None:
    session.query(select(Task)).one().nope  # bad
    name, bid, sort = session.query(select(Task.name, Task.bid)).one()  # bad
    session.query(select(Task.name)).one().bid  # bad


def workflows(session: Session, project: Project, task: Task) -> None:
    task.status = session.project_schema(project).types(Task)[0]  # bad
    task.type = session.project_schema(project).statuses(Task)[0]  # bad
    session.project_schema(project).statuses(3)  # bad


def files(version: AssetVersion, component: Component, sequence: SequenceComponent, task: Task) -> None:
    version.create_component(3)  # bad
    version.create_component("beauty.exr", location=3)  # bad
    version.upload()  # bad
    version.encode_media(task)  # bad
    version.upload_review_movie("a.mp4", frame_in=1, frame_out=9)  # bad
    version.upload_review_movie("a.mp4", frame_in=1, frame_out=9, frame_rate=24, nope=1)  # bad
    version.upload_review_image("a.png", frame_in=1)  # bad
    task.create_component("beauty.exr")  # bad
    task.create_thumbnail(3)  # bad
    component.encode_media()  # bad
    sequence.encode_media()  # bad
    component.get_filesystem_path(3)  # bad
    component.create_thumbnail("a.png")  # bad
