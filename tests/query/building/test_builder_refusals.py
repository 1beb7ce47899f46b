"""What cannot be right is refused while a query is built, with the right way in the message."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ftrack_orm.errors import QueryError, QuerySyntaxError, UnknownAttributeError
from ftrack_orm.query import and_, avg, count, not_, select, sum_, text
from ftrack_stock import Note, Shot, Status, Task, User

TASK: Any = Task
"""The class without its types: each line below is an error for the checkers as well, or cannot be one."""

STATUS = Status(name="wip")
CRITERION: Any = Task.name == "a"

MISUSE: list[tuple[str, Callable[[], object], str]] = [
    ("and", lambda: CRITERION and TASK.bid > 1, "write (a) & (b)"),
    ("or", lambda: CRITERION or TASK.bid > 1, "write (a) & (b), (a) | (b)"),
    ("not", lambda: not CRITERION, "~(a)"),
    ("chained comparison", lambda: 1 < TASK.bid < 3, "a.between(low, high) instead of low < a < high"),
    ("attribute in list", lambda: TASK.name in ["a"], "a.in_(values)"),
    ("text in attribute", lambda: "a" in TASK.name, "write name.contains(...) or name.in_(...)"),
    ("text in mapping value", lambda: "a" in TASK.metadata["x"], "write metadata['x'].contains(...)"),
    ("entity in link", lambda: STATUS in TASK.status, "write status.in_(...), or status == ..."),
    ("entity in collection", lambda: Note(content="a") in TASK.notes, "write notes.any(...)"),
    ("number for text", lambda: TASK.name == 3, "Task.name takes str, got 3"),
    ("text for number", lambda: TASK.bid > "3", "Task.bid takes int or float, got '3'"),
    ("boolean for number", lambda: TASK.bid == True, "Task.bid takes int or float, got True"),  # noqa: E712
    ("text for date", lambda: TASK.start_date > "2026-01-01", "Task.start_date takes datetime or date"),
    ("wrong type among several", lambda: TASK.name.in_(["a", 3]), "Task.name takes str, got 3"),
    ("wrong type as a bound", lambda: TASK.bid.between(1, "2"), "Task.bid takes int or float, got '2'"),
    ("infinity", lambda: TASK.bid > float("inf"), "cannot stand in a query: inf"),
    ("not a number", lambda: TASK.bid > Decimal("nan"), "cannot stand in a query"),
    ("object", lambda: TASK.custom_attributes["x"] == object(), "a value of type object cannot stand in a query"),
    ("order against none", lambda: TASK.bid < None, "use == None or != None"),
    ("between none", lambda: TASK.bid.between(None, 3), "use == None or != None"),
    ("none among several", lambda: TASK.name.in_(["a", None]), "write (name.in_(...)) | (name == None)"),
    (
        "one text for several",
        lambda: TASK.name.in_("abc"),
        "in_ takes several values or a select(...), got 'abc'; use ==",
    ),
    ("one number for several", lambda: TASK.bid.in_(3), "use == for one value"),
    ("one entity for several", lambda: TASK.status.in_(STATUS), "in_ takes several values"),
    ("last day", lambda: TASK.start_date == date.max, "compare with a datetime instead"),
    ("attribute with attribute", lambda: TASK.name == Task.id, "name is compared with a value, not with another"),
    ("attribute with entity", lambda: TASK.status_id == STATUS, "compare the link itself"),
    ("attribute with select", lambda: TASK.id == select(Task.id), "use in_(select(...))"),
    ("attribute with several columns", lambda: TASK.id.in_(select(Task.id, Task.name)), "with one attribute"),
    ("attribute with entities", lambda: TASK.id.in_(select(Task)), "with one attribute"),
    ("attribute with aggregate", lambda: TASK.bid.in_(select(count(Task.id))), "with one attribute"),
    ("link with text", lambda: TASK.status == "wip", "compare an attribute of it instead, as status.id == ..."),
    ("link with class", lambda: TASK.status == Status, "status is compared with an entity or None"),
    ("link with another type", lambda: TASK.status == Shot(name="a"), "status leads to a Status, it is never <Shot"),
    ("link with a select of another type", lambda: TASK.status.in_(select(User)), "it is never a User"),
    ("link with several columns", lambda: TASK.status.in_(select(Status.id, Status.name)), "with entities or one key"),
    ("collection with entity", lambda: TASK.notes == Note(content="a"), "use notes.any(...)"),
    ("any of a link", lambda: TASK.status.any(), "use has(...)"),
    ("has of a collection", lambda: TASK.notes.has(), "use any(...)"),
    ("cast to what is no subtype", lambda: TASK.status.as_(User), "User does not narrow Status"),
    ("cast to what is no class", lambda: TASK.parent.as_("Shot"), "Shot does not narrow Context"),
    ("key of a link", lambda: TASK.status["a"], "only mappings such as metadata['reel']"),
    ("key that is no text", lambda: TASK.metadata[3], "its keys are text, got 3"),
    ("pattern for a number", lambda: TASK.bid.like("3%"), "bid holds no text"),
    ("pattern that is no text", lambda: TASK.name.startswith(3), "a pattern is text, got 3"),
    ("truth as criterion", lambda: select(Task).where(True), "expected a criterion such as"),  # type: ignore[arg-type]  # what is tested
    ("attribute as criterion", lambda: and_(TASK.name, CRITERION), "expected a criterion such as"),
    ("text as criterion", lambda: not_("name is a"), "expected a criterion such as"),  # type: ignore[arg-type]  # what is tested
    ("select of nothing", lambda: select(), "select() takes one entity class"),  # type: ignore[call-overload]  # what is tested
    ("select of text", lambda: select("Task"), "select() takes one entity class"),  # type: ignore[call-overload]  # what is tested
    ("select of a link", lambda: select(TASK.status), "write select(Task).load(Task.status)"),
    ("select of another class", lambda: select(int), "int is no entity class"),
    ("select of two classes", lambda: select(Task.name, Shot.name), "got attributes of Shot, Task"),
    ("select of a mapping value", lambda: select(TASK.metadata["a"]), "select() takes one entity class"),
    ("order by text", lambda: select(Task).order_by("name"), "order_by() takes attributes such as Task.name"),  # type: ignore[arg-type]  # what is tested
    ("order by a mapping value", lambda: select(Task).order_by(TASK.metadata["a"]), "order_by() takes attributes"),
    ("load of text", lambda: select(Task).load("name"), "load() takes attributes such as Task.name"),  # type: ignore[arg-type]  # what is tested
    ("load with columns", lambda: select(Task.name).load(Task.bid), "load() is for a select of entities"),
    ("negative limit", lambda: select(Task).limit(-1), "limit() takes a number from 0, got -1"),
    ("text as offset", lambda: select(Task).offset("3"), "offset() takes a number from 0, got '3'"),  # type: ignore[arg-type]  # what is tested
    ("truth as limit", lambda: select(Task).limit(True), "limit() takes a number from 0"),
    ("group without aggregate", lambda: select(Task.name).group_by(Task.name), "group_by() is for aggregates"),
    ("group of a class", lambda: select(Task).group_by(Task.name), "group_by() is for aggregates"),
    (
        "column that is not grouped by",
        lambda: select(Task.name, count(Task.id)).group_by(Task.type_id),
        "name is neither",
    ),
    ("group by a link", lambda: select(count(Task.id)).group_by(TASK.type), "group_by() takes attributes"),
    ("sum of text", lambda: sum_(TASK.name), "sum needs a number; name is none"),
    ("mean of dates", lambda: avg(TASK.start_date), "avg needs a number; start_date is none"),
    ("count of a class", lambda: count(TASK), "count takes an attribute such as"),
]


@pytest.mark.parametrize(("build", "told"), [row[1:] for row in MISUSE], ids=[row[0] for row in MISUSE])
def test_misuse_is_refused_with_the_right_way(build: Callable[[], object], told: str) -> None:
    with pytest.raises(QueryError, match=re.escape(told)):
        build()


@pytest.mark.parametrize("build", [lambda: list(TASK.name), lambda: list(TASK.metadata), lambda: [*TASK.notes]])
def test_expressions_cannot_be_iterated(build: Callable[[], object]) -> None:
    with pytest.raises(TypeError, match="not iterable"):
        build()


def test_unknown_attribute_is_refused_along_a_path() -> None:
    with pytest.raises(UnknownAttributeError, match="unknown attribute 'nmae' on Status, did you mean 'name'"):
        TASK.status.nmae  # noqa: B018 - the access is what is tested


def test_fragment_that_is_no_criterion_says_where() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        text("name is")
    assert caught.value.offset == 7
