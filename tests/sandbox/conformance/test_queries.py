"""Expressions as the official client's users write them."""

from __future__ import annotations

from typing import Any

import pytest

from ftrack_orm.sandbox import Sandbox
from tests.official_client import client_errors, connect, new_name


@pytest.mark.parametrize(
    "expression",
    [
        "Task where name is compositing",
        "Task where name is 'compositing'",
        'Task where name = "compositing"',
        'Task where (name is "compositing"and project.name is "conformance")',
        "Task where name in (compositing, nothing)",
        'Task where name like "comp%" and not name like "%x"',
        "Task where parent.name is sh010 and parent.parent.name is sq010",
        "Task where parent[Shot].parent[Sequence].name is sq010",
        "Task where status.state.short is IN_PROGRESS and type.name is Compositing",
        "Task where assignments any (resource.username is jenkins)",
        "Task where assignments.resource.username is jenkins",
        "Task where timelogs any (comment is 'First pass')",
        "Task where timelogs any () and bid > 0",
        "Task where start_date after 2026-01-01 and start_date before '2026-02-01'",
        "Task where parent has (name is sh010)",
        "Task where id in (select context_id from Timelog where user.username is jenkins)",
        "Task where end_date is_not None and parent is_not none",
        "select name, parent.name from Task where project.id is 5671dcb0-66de-11e1-8e6e-f23c91df25eb and bid is 28800",
    ],
)
def test_expression_finds_the_task_of_the_seed(session: Any, expression: str) -> None:
    assert [task["name"] for task in session.query(expression)] == ["compositing"]


@pytest.mark.parametrize("nothing", ["None", "none", "null", "NONE"])
def test_unquoted_none_is_no_value(session: Any, nothing: str) -> None:
    assert session.query(f"Note where in_reply_to_id is {nothing}").first() is not None
    assert session.query(f"Note where in_reply_to_id is_not {nothing}").first() is None


def test_quoted_none_is_a_text(session: Any, project: Any) -> None:
    shot = session.create("Shot", {"name": "None", "parent": project})
    session.commit()
    assert session.query('Shot where name is "None"').one() is shot
    session.delete(shot)
    session.commit()


def test_names_with_quotes_and_unicode_are_found(session: Any, project: Any) -> None:
    name = f'l\'été "{new_name("x")}" 100%'
    session.create("Shot", {"name": name, "parent": project})
    session.commit()
    written = name.replace('"', '\\"')
    assert session.query(f'Shot where name is "{written}"').one()["name"] == name


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("Task where nope is 1", "nope"),
        ("select name from Nope where name is a", "Nope"),
        ("select nope from Task", "nope"),
        ("Task where name is", "expected"),
        ('Task where name is "a', "quote"),
    ],
)
@pytest.mark.parametrize("strict", [True, False])
def test_wrong_expression_is_an_error_that_names_the_word(
    sandbox: Sandbox, expression: str, told: str, strict: bool
) -> None:
    with connect(sandbox, strict_api=strict) as session, pytest.raises(client_errors.ServerError, match=told):
        session.query(expression).all()


def test_order_by_is_kept_over_pages(session: Any) -> None:
    names = [
        user["username"] for user in session.query("select username from User order by username desc", page_size=3)
    ]
    assert names == sorted(names, reverse=True)


def test_order_by_a_related_name(session: Any, project: Any) -> None:
    for name in ("b", "a"):
        shot = session.create("Shot", {"name": new_name(f"order {name}"), "parent": project})
        session.create("Task", {"name": "ordered", "parent": shot})
    session.commit()
    tasks = session.query("select parent.name from Task where name is ordered order by parent.name").all()
    assert [task["parent"]["name"][:7] for task in tasks] == ["order a", "order b"]


def test_aggregates_answer_plain_rows_in_strict_mode(sandbox: Sandbox) -> None:
    with connect(sandbox, strict_api=True) as strict:
        expression = "select count(id), sum(bid) from Task where name is compositing group by project_id"
        [answer] = strict.call([{"action": "query", "expression": expression}])
    [row] = answer["data"]
    assert (row["count_id"], row["sum_bid"]) == (1, 28800.0)
