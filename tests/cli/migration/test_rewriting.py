"""Single idioms, before and after."""

from __future__ import annotations

import textwrap

import pytest

from ftrack_orm.cli.migration import Migration, migrate
from ftrack_orm.schema.stock import stock_schema

BEGINNING = "import ftrack_api\nsession = ftrack_api.Session()\ntask = session.query('Task').first()\n"


def migrated(text: str) -> Migration:
    return migrate(BEGINNING + textwrap.dedent(text), stock_schema())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('task["name"]', "task.name"),
        ('task["status"]["name"] = 3', "task.status.name = 3"),
        ('task["metadata"]["key"]', 'task.metadata["key"]'),
        ('task["children"][0]["name"]', "task.children[0].name"),
        ('[one["component"]["name"] for one in task["notes"][0]["note_components"]]', "[one.component.name for one"),
        ('session.get("Task", key)', "session.get(Task, key)"),
        ('session.create("Task", {"name": "x", "parent": task})', 'session.create(Task, name="x", parent=task)'),
        ('session.create("Task", values)', "session.create(Task, values)"),
        ('session.query("Task where name is \\"{}\\"".format(x))', "select(Task).where(Task.name == x)"),
        ('session.query(f"Task where name like \\"%{x}%\\"")', 'Task.name.like(f"%{x}%")'),
        ('session.query("Task where not (bid > %s or name in (a, b))" % x)', "~((Task.bid > x) | "),
        ('session.query("select name from Task where id is {0} order by name descending limit 3".format(x))',
         "select(Task).where(Task.id == x).load(Task.name).order_by(Task.name.desc()).limit(3)"),
        ('session.query("Task where notes any (content like \\"{}\\")".format(x))',
         "Task.notes.any(Note.content.like(x))"),
        ('session.query("Task where parent[Shot].name is {}".format(x))', "Task.parent.as_(Shot).name == x"),
        ('task.create_note("x")', 'session.create_note(task, "x")'),
        ('ftrack_api.exception.MultipleResultsFoundError', "MultipleResultsError"),
    ],
)  # fmt: skip
def test_an_idiom_is_rewritten(before: str, after: str) -> None:
    assert after in migrated(before).after


@pytest.mark.parametrize(
    "text",
    [
        'data = {}\nprint(data["name"])',
        'rows = [{"name": 1}]\nfor row in rows:\n    print(row["name"])',
        "def show(thing):\n    return thing['name']\n",
    ],
)
def test_what_is_no_entity_stays(text: str) -> None:
    assert text.splitlines()[-1].strip() in migrated(text).after


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("task[name]", "known only when it runs"),
        ('task["nme"]', "Task has no attribute 'nme'"),
        ('session.query("Task where id in ({})".format(", ".join(ids)))', "could not be rewritten"),
        ('session.query("Task where start_date > \\"{}\\"".format(day))', "a date that is made when it runs"),
        ("session.query(build())", "known only when it runs"),
        ("task.keys()", "entities have no keys()"),
        ('session.ensure("Task", data)', "by=(Task.name, ...)"),
    ],
)
def test_what_cannot_be_rewritten_is_left_and_told(text: str, remark: str) -> None:
    migration = migrated(text)
    assert text in migration.after
    assert any(remark in one.message and one.line == 4 for one in migration.remarks), migration.remarks


def test_entities_are_followed_through_functions() -> None:
    text = """
        def parent_of(thing):
            return thing["parent"]

        print(parent_of(task)["name"])
    """
    after = migrated(text).after
    assert "return thing.parent" in after
    assert "parent_of(task).name" in after


def test_a_script_without_the_official_client_stays_as_it_is() -> None:
    text = 'data = {"name": 1}\nprint(data["name"])\n'
    assert migrate(text, stock_schema()) == Migration(text, text)


def test_formatting_and_comments_stay() -> None:
    text = "# a comment\nx = task['name']   # another\n\n\n\ny = (1,\n     2)\n"
    assert migrated(text).after.endswith("# a comment\nx = task.name   # another\n\n\n\ny = (1,\n     2)\n")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("session.event_hub.subscribe('topic=a', print)", "Session has no event_hub: session.events"),
        ("print(session.recorded_operations)", "session.plan()"),
        ("print(session.types['Task'])", "session.model(name)"),
        ("print(task.entity_type)", "entities have no entity_type"),
        ("print(ftrack_api.symbol.NOT_SET)", "ftrack_api is still used here"),
    ],
)
def test_what_ours_has_not_is_remarked_on_with_its_line(line: str, told: str) -> None:
    (remark,) = migrated(line).remarks
    assert remark.line == BEGINNING.count("\n") + 1
    assert told in remark.message
