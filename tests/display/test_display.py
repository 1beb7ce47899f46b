"""What people see of entities and results: escaped, and never loaded for it."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from rich.console import Console

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.display import cell_text, preview_of, rich_table
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.testing import Sent
from ftrack_stock import Task

HOSTILE = "<script>alert(1)</script>[bold]\x1b[31m"


@pytest.fixture
def hostile(ftrack_sandbox: Sandbox) -> Iterator[Session]:
    """A session on a workspace where a task has a name that is no harmless one."""
    with Session(transport=ftrack_sandbox.transport(), models=ftrack_stock) as session:
        task = session.query(select(Task).limit(1)).one()
        task.name = HOSTILE
        session.commit()
    with Session(transport=ftrack_sandbox.transport(), models=ftrack_stock) as session:
        yield session


def printed(value: object) -> str:
    console = Console(file=StringIO(), width=200)
    console.print(value)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_repr_of_entity_and_result_sends_nothing(ftrack_session: Session, sent: Sent) -> None:
    result = ftrack_session.query(select(Task))
    assert repr(result) == "<Result of 'Task': 0 fetched>"
    assert not sent.requests
    task = result[0]
    count = len(sent.requests)
    assert repr(task).startswith("<Task name=")
    assert task._repr_html_()
    assert dir(task)
    assert len(sent.requests) == count


def test_html_of_a_result_is_escaped(hostile: Session) -> None:
    html = hostile.query(select(Task).where(Task.name.like("<script%")))._repr_html_()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script" not in html


def test_html_of_an_entity_is_escaped_and_tells_what_is_not_loaded(hostile: Session) -> None:
    html = hostile.query(select(Task).where(Task.name.like("<script%"))).one()._repr_html_()
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "attributes are not loaded" in html


def test_table_shows_markup_and_control_characters_as_text(hostile: Session) -> None:
    shown = printed(hostile.query(select(Task).where(Task.name.like("<script%"))))
    assert r"[bold]\x1b[31m" in shown
    assert "\x1b" not in shown


def test_result_shows_its_first_rows_by_one_request(ftrack_session: Session, sent: Sent) -> None:
    result = ftrack_session.query(select(Task).load(Task.name, Task.status.name).order_by(Task.name))
    preview = preview_of(result)
    assert preview.header == ("name", "status.name")
    assert len(preview.rows) == 20
    assert preview.note == "the first 20; there are more"
    assert len(sent.requests) == 1
    assert all(status for _, status in preview.rows)


def test_result_that_was_fetched_is_shown_without_a_request(ftrack_session: Session, sent: Sent) -> None:
    result = ftrack_session.query(select(Task).limit(3))
    result.all()
    count = len(sent.requests)
    assert len(preview_of(result).rows) == 3
    assert len(sent.requests) == count


def test_links_that_came_are_named_and_others_left_empty(ftrack_session: Session, sent: Sent) -> None:
    result = ftrack_session.query(select(Task).load(Task.name, Task.status).limit(1))
    ((_, status),) = preview_of(result).rows
    assert status.startswith("Status ")
    assert len(sent.requests) == 1


@pytest.mark.parametrize(
    ("query", "header"),
    [
        ("select name, bid from Task limit 2", ("name", "bid")),
        ("Task limit 2", ("name", "context_type", "id", "object_type_id", "project_id")),
        ("Task where name is nobody", ()),
    ],
)
def test_columns_are_what_was_selected_else_what_came(
    ftrack_session: Session, query: str, header: tuple[str, ...]
) -> None:
    preview = preview_of(ftrack_session.query(query))
    assert set(preview.header) == set(header)
    assert preview.note == ("" if header else "no rows")


def test_tuples_have_their_columns(ftrack_session: Session) -> None:
    preview = preview_of(ftrack_session.query(select(Task.name, Task.status.name).limit(2)))
    assert preview.header == ("name", "status.name")
    assert all(len(row) == 2 for row in preview.rows)


def test_completion_offers_attributes_and_nothing_of_pydantic() -> None:
    offered = dir(Task(name="comp"))
    assert {"name", "status", "assignments", "custom_attributes"} <= set(offered)
    assert not any(name.startswith(("model_", "_")) and not name.startswith("__") for name in offered)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (3.0, "3"), (2.5, "2.5"), ("x", "x"), ([1, None, "a"], "1, , a")],
)
def test_cells(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_unloaded_collection_is_an_empty_cell(ftrack_session: Session, sent: Sent) -> None:
    task = ftrack_session.query(select(Task).limit(1)).one()
    count = len(sent.requests)
    assert cell_text(task.assignments) == ""
    assert len(sent.requests) == count


def test_table_of_a_preview_has_its_note(ftrack_session: Session) -> None:
    assert "there are more" in printed(rich_table(preview_of(ftrack_session.query("Task"))))
