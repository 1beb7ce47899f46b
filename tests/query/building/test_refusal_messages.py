"""What a refusal says, word for word: the place, what is wrong with it, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ftrack_orm.errors import QueryError
from ftrack_orm.query import and_, count, or_, select, sum_
from ftrack_stock import Appointment, Note, Shot, Status, Task, User
from tests.query.building.test_builder_refusals import MISUSE, STATUS, TASK

TRUTH = (
    "a criterion has no truth value: write (a) & (b), (a) | (b), ~(a) instead of 'and', 'or', 'not'; "
    "a.between(low, high) instead of low < a < high; a.in_(values) instead of 'a in values'"
)
TARGETS = (
    "select() takes one entity class, or attributes of one such as Task.name, Task.status.name; "
    "to get a link with its entity write select(Task).load(Task.status)"
)
ATTRIBUTES = "takes attributes such as Task.name or Task.status.name, got"
AGGREGATES = "group_by() is for aggregates: select(Task.type_id, count(Task.id)).group_by(Task.type_id)"
COLUMN = "is compared with one attribute: write in_(select(Task.name).where(...))"
SEVERAL = "in_ takes several values or a select(...), got"
INSTEAD = "compare an attribute of it instead, as status.id == ..."
SUCH = "expected a criterion such as Task.name == 'x', got"
COMBINE = "combine criteria with & | ~, not with 'and', 'or', 'not'"

MESSAGES: dict[str, str] = {
    "and": TRUTH,
    "or": TRUTH,
    "not": TRUTH,
    "chained comparison": TRUTH,
    "attribute in list": TRUTH,
    "text in attribute": "'in' gives no criterion: write name.contains(...) or name.in_(...)",
    "text in mapping value": "'in' gives no criterion: write metadata['x'].contains(...) or metadata['x'].in_(...)",
    "entity in link": "'in' gives no criterion: write status.in_(...), or status == ...",
    "entity in collection": "'in' gives no criterion: write notes.any(...)",
    "number for text": "Task.name takes str, got 3",
    "text for number": "Task.bid takes int or float, got '3'",
    "boolean for number": "Task.bid takes int or float, got True",
    "text for date": "Task.start_date takes datetime or date, got '2026-01-01'",
    "wrong type among several": "Task.name takes str, got 3",
    "wrong type as a bound": "Task.bid takes int or float, got '2'",
    "infinity": "a value of type float cannot stand in a query: inf",
    "not a number": "a value of type Decimal cannot stand in a query: Decimal('NaN')",
    "order against none": "bid cannot be ordered against None; use == None or != None",
    "between none": "bid cannot be ordered against None; use == None or != None",
    "none among several": "None is in no list: write (name.in_(...)) | (name == None)",
    "one text for several": f"{SEVERAL} 'abc'; use == for one value",
    "one number for several": f"{SEVERAL} 3; use == for one value",
    "one entity for several": f"{SEVERAL} {STATUS!r}; use == for one value",
    "last day": "9999-12-31 has no next day; compare with a datetime instead",
    "attribute with attribute": "name is compared with a value, not with another expression: <Path id>",
    "attribute with entity": (
        f"status_id holds a plain value; compare the link itself with {STATUS!r}, or this with its key"
    ),
    "attribute with select": "id is compared with a query: use in_(select(...))",
    "attribute with several columns": f"id {COLUMN}",
    "attribute with entities": f"id {COLUMN}",
    "attribute with aggregate": f"bid {COLUMN}",
    "link with text": f"status is compared with an entity or None, got 'wip'; {INSTEAD}",
    "link with class": f"status is compared with an entity or None, got {Status!r}; {INSTEAD}",
    "link with a select of another type": "status leads to a Status, it is never a User",
    "link with several columns": "status is compared with entities or one key: write in_(select(...).where(...))",
    "collection with entity": "notes is a collection; use notes.any(...)",
    "any of a link": "status is a link to one Status; use has(...)",
    "has of a collection": "notes is a collection of Note; use any(...)",
    "cast to what is no subtype": "User does not narrow Status",
    "cast to what is no class": "Shot does not narrow Context",
    "key of a link": "status has no keys; only mappings such as metadata['reel'] are read by key",
    "key that is no text": "metadata is a mapping; its keys are text, got 3",
    "pattern for a number": "bid holds no text; patterns match text only",
    "pattern that is no text": "a pattern is text, got 3",
    "truth as criterion": f"{SUCH} True; {COMBINE}",
    "attribute as criterion": f"{SUCH} <Path name>; {COMBINE}",
    "text as criterion": f"{SUCH} 'name is a'; {COMBINE}",
    "select of nothing": TARGETS,
    "select of text": TARGETS,
    "select of a link": TARGETS,
    "select of another class": "int is no entity class",
    "select of two classes": "a select reads from one entity type, got attributes of Shot, Task",
    "select of a mapping value": TARGETS,
    "order by text": f"order_by() {ATTRIBUTES} 'name'",
    "order by a mapping value": f"order_by() {ATTRIBUTES} <KeyedPath metadata['a']>",
    "load of text": f"load() {ATTRIBUTES} 'name'",
    "load with columns": "load() is for a select of entities; a select of attributes loads just those",
    "negative limit": "limit() takes a number from 0, got -1",
    "text as offset": "offset() takes a number from 0, got '3'",
    "truth as limit": "limit() takes a number from 0, got True",
    "group without aggregate": AGGREGATES,
    "group of a class": AGGREGATES,
    "column that is not grouped by": "name is neither an aggregate nor in group_by(); each selected attribute must be",
    "group by a link": f"group_by() {ATTRIBUTES} <RelationPath type to Type>",
    "sum of text": "sum needs a number; name is none",
    "mean of dates": "avg needs a number; start_date is none",
    "count of a class": f"count takes an attribute such as Task.bid, got {Task!r}",
}
_BUILD = {name: build for name, build, _ in MISUSE}

MORE: list[tuple[Callable[[], object], str]] = [
    (lambda: or_(TASK.name == "a", 3), f"{SUCH} 3; {COMBINE}"),  # type: ignore[arg-type]  # what is tested
    (lambda: TASK.status.has(3), f"{SUCH} 3; {COMBINE}"),
    (lambda: TASK.notes.any(3), f"{SUCH} 3; {COMBINE}"),
    (lambda: TASK.notes.any(Note.content == "a", 3), f"{SUCH} 3; {COMBINE}"),
    (lambda: TASK.object_type.sort == "a", "ObjectType.sort takes int, got 'a'"),
    (lambda: TASK.status.in_(None), f"{SEVERAL} None; use == for one value"),
    (lambda: TASK.status.in_([None]), "None is in no list: write (status.in_(...)) | (status == None)"),
    (lambda: TASK.name.in_(b"ab"), f"{SEVERAL} b'ab'; use == for one value"),
    (lambda: TASK.bid.like(3), "a pattern is text, got 3"),
    (lambda: TASK.sort.endswith("a"), "sort holds no text; patterns match text only"),
    (lambda: TASK.parent.in_(select(User)), "parent leads to a Context, it is never a User"),
    (lambda: TASK.notes.in_([]), "notes is a collection; use notes.any(...)"),
    (lambda: sum_(3), "sum takes an attribute such as Task.bid, got 3"),  # type: ignore[arg-type]  # what is tested
    (lambda: and_(count(Task.id)), f"{SUCH} <Aggregate count(id)>; {COMBINE}"),  # type: ignore[arg-type]  # what is tested
    (
        lambda: select(Task.name, Shot.name, User.username),
        "a select reads from one entity type, got attributes of Shot, Task, User",
    ),
]


@pytest.mark.parametrize("name", MESSAGES)
def test_the_message_says_the_whole_of_it(name: str) -> None:
    with pytest.raises(QueryError) as refused:
        _BUILD[name]()
    assert str(refused.value) == MESSAGES[name]


@pytest.mark.parametrize(("build", "message"), MORE)
def test_a_message_fits_what_was_written(build: Callable[[], object], message: str) -> None:
    with pytest.raises(QueryError) as refused:
        build()
    assert str(refused.value) == message


def test_an_expression_is_shown_with_its_path() -> None:
    assert repr(Task.status.name) == "<Path status.name>"
    assert repr(Task.status) == "<RelationPath status to Status>"
    assert repr(Appointment.resource.as_(User)) == "<RelationPath resource[User] to User>"
    assert repr(Shot.metadata["reel"]) == "<KeyedPath metadata['reel']>"
    assert repr(select(Task).where(Task.name == "a")) == '<Select Task where name is "a">'
    assert repr(count(Task.id)) == "<Aggregate count(id)>"
