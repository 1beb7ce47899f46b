"""The builder: what it builds is what the text says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.query import (
    Criterion,
    Select,
    and_,
    avg,
    check,
    count,
    max_,
    min_,
    not_,
    or_,
    parse,
    select,
    sum_,
    text,
)
from ftrack_orm.query.syntax.parser import parse_criterion
from ftrack_orm.schema.stock import stock_schema
from ftrack_stock import (
    Appointment,
    ContextCustomAttributeValue,
    Metadata,
    Note,
    Project,
    Sequence,
    Shot,
    Status,
    Task,
    User,
)

STATUS = Status(id="11111111-1111-1111-1111-111111111111", name="wip")
SHOT = Shot(id="22222222-2222-2222-2222-222222222222", name="sh010")
ANY: Any = Task
"""The class without its types: values that the server takes as text or number, of types that the attribute is not."""


class Kind(Enum):
    COMP = "comp"


CRITERIA: list[tuple[Criterion, str]] = [
    (Task.name == "comp", "name is 'comp'"),
    (Task.name != "comp", "name is_not 'comp'"),
    (Task.name == 'a"b\\c%', "name is 'a\"b\\\\c%'"),
    (Task.name == "none", "name is 'none'"),
    (Task.description == None, "description is none"),  # noqa: E711 - an expression
    (Task.description != None, "description is_not none"),  # noqa: E711 - an expression
    (Task.bid > 3, "bid > 3"),
    (Task.bid <= 0.5, "bid <= 0.5"),
    (ANY.bid == Decimal("1.50"), "bid is 1.50"),
    (Task.bid.between(1, 2.5), "bid >= 1 and bid <= 2.5"),
    (Note.is_todo == True, "is_todo is true"),  # noqa: E712 - an expression
    (ANY.type.name == Kind.COMP, "type.name is 'comp'"),
    (ANY.id == UUID(int=1), "id is '00000000-0000-0000-0000-000000000001'"),
    (Task.name.in_(["a", "b"]), "name in ('a', 'b')"),
    (Task.name.not_in({"a"}), "name not_in ('a')"),
    (Task.name.in_([]), "name in ()"),
    (Task.name.in_(name for name in "ab"), "name in ('a', 'b')"),
    (Task.name.like("%com_"), "name like '%com_'"),
    (Task.name.not_like("x%"), "name not_like 'x%'"),
    (Task.name.startswith("50%_\\"), "name like '50\\\\%\\\\_\\\\\\\\%'"),
    (Task.name.endswith("a"), "name like '%a'"),
    (Task.name.contains("a"), "name like '%a%'"),
    (Task.status.name == "x", "status.name is x"),
    (Task.status == STATUS, f"status.id is '{STATUS.id}'"),
    (Task.status != STATUS, f"status.id is_not '{STATUS.id}'"),
    (Task.parent == SHOT, f"parent.id is '{SHOT.id}'"),
    (Task.parent.in_([SHOT]), f"parent.id in ('{SHOT.id}')"),
    (Task.parent.not_in([SHOT]), f"parent.id not_in ('{SHOT.id}')"),
    (Task.status == None, "status is none"),  # noqa: E711 - an expression
    (Task.status != None, "status is_not none"),  # noqa: E711 - an expression
    (Task.status.is_empty(), "status is none"),
    (Task.notes.is_empty(), "not notes any ()"),
    (Task.notes == None, "not notes any ()"),  # noqa: E711 - an expression
    (Task.notes != None, "notes any ()"),  # noqa: E711 - an expression
    (Task.notes.any(), "notes any ()"),
    (Task.notes.any(Note.content == "x", Note.is_todo == False), "notes any (content is x and is_todo is false)"),  # noqa: E712
    (Task.status.has(), "status has ()"),
    (Task.status.has(Status.name == "x"), "status has (name is x)"),
    (
        Task.assignments.any(Appointment.resource.as_(User).username == "a"),
        "assignments any (resource[User].username is a)",
    ),
    (Task.parent.as_(Shot).parent.as_(Sequence).name == "a", "parent[Shot].parent[Sequence].name is a"),
    (
        Task.project_id.in_(select(Project.id).where(Project.name == "x")),
        "project_id in (select id from Project where name is x)",
    ),
    (
        Task.project.not_in(select(Project).where(Project.name == "x")),
        "project.id not_in (select id from Project where name is x)",
    ),
    (Task.parent.in_(select(Task.parent_id).limit(3)), "parent.id in (select parent_id from Task limit 3)"),
    (Task.parent.in_(select(Shot)), "parent.id in (select id from Shot)"),
    (text("name is a or bid > 3"), "name is a or bid > 3"),
    (and_(Task.name == "a", text("bid > 3 or bid < 1")), "name is a and (bid > 3 or bid < 1)"),
    ((Task.name == "a") & (Task.bid > 1) | ~(Task.name == "b"), "name is a and bid > 1 or not name is b"),
    (or_(Task.name == "a", and_(Task.bid > 1, not_(Task.name == "b"))), "name is a or bid > 1 and not name is b"),
    (and_(Task.name == "a", and_(Task.name == "b", Task.name == "c")), "name is a and name is b and name is c"),
]

DATES: list[tuple[Criterion, str]] = [
    (Task.start_date == date(2026, 2, 28), "start_date >= '2026-02-28' and start_date < '2026-03-01'"),
    (Task.start_date != date(2026, 2, 28), "start_date < '2026-02-28' or start_date >= '2026-03-01'"),
    (Task.start_date < date(2026, 2, 28), "start_date < '2026-02-28'"),
    (Task.start_date <= date(2026, 2, 28), "start_date < '2026-03-01'"),
    (Task.start_date > date(2026, 2, 28), "start_date >= '2026-03-01'"),
    (Task.start_date >= date(2026, 2, 28), "start_date >= '2026-02-28'"),
    (
        Task.start_date.between(date(2026, 2, 27), date(2026, 2, 28)),
        "start_date >= '2026-02-27' and start_date < '2026-03-01'",
    ),
    (Task.start_date == datetime(2026, 2, 28, 10), "start_date is '2026-02-28T10:00:00'"),
    (Task.start_date > datetime(2026, 2, 28, 10, tzinfo=UTC), "start_date > '2026-02-28T10:00:00'"),
    (Task.start_date > datetime(2026, 2, 28, 10, 0, 0, 1), "start_date > '2026-02-28T10:00:00'"),
    (Task.start_date >= datetime(2026, 2, 28, 10, 0, 0, 1), "start_date >= '2026-02-28T10:00:01'"),
    (Task.start_date < datetime(2026, 2, 28, 23, 59, 59, 1), "start_date < '2026-03-01T00:00:00'"),
    (Task.start_date <= datetime(2026, 2, 28, 10, 0, 0, 1), "start_date <= '2026-02-28T10:00:00'"),
    (
        Task.start_date.in_([datetime(2026, 1, 1, 9), date(2026, 1, 2)]),
        "start_date in ('2026-01-01T09:00:00') or (start_date >= '2026-01-02' and start_date < '2026-01-03')",
    ),
    (Task.start_date.not_in([date(2026, 1, 2)]), "start_date < '2026-01-02' or start_date >= '2026-01-03'"),
]

KEYED: list[tuple[Criterion, str]] = [
    (Shot.metadata["reel"] == "A", 'metadata any (key is "reel" and value is "A")'),
    (Shot.metadata["reel"] != "A", 'metadata any (key is "reel" and value is_not "A")'),
    (Shot.metadata["reel"].contains("%"), 'metadata any (key is "reel" and value like "%\\\\%%")'),
    (Shot.metadata["reel"].in_(["A", "B"]), 'metadata any (key is "reel" and value in ("A", "B"))'),
    (Shot.metadata["reel"] == None, 'not metadata any (key is "reel" and value is_not none)'),  # noqa: E711
    (Shot.metadata["reel"] != None, 'metadata any (key is "reel" and value is_not none)'),  # noqa: E711
    (Shot.custom_attributes["fps"] > 24, 'custom_attributes any (key is "fps" and value > 24)'),
    (
        Shot.custom_attributes["fps"].between(24, 25),
        'custom_attributes any (key is "fps" and value >= 24 and value <= 25)',
    ),
    (Task.parent.as_(Shot).metadata['a"b'] == "A", 'parent[Shot].metadata any (key is "a\\"b" and value is "A")'),
    (Shot.metadata.any(Metadata.key == "reel"), 'metadata any (key is "reel")'),
    (Shot.metadata.key == "reel", 'metadata.key is "reel"'),
    (
        Shot.custom_attributes.any(ContextCustomAttributeValue.value.like("a%")),
        'custom_attributes any (value like "a%")',
    ),
]


@pytest.mark.parametrize(("built", "written"), [*CRITERIA, *DATES, *KEYED], ids=lambda side: str(side))
def test_criterion_is_what_the_text_says(built: Criterion, written: str) -> None:
    assert built == parse_criterion(written)
    assert parse_criterion(str(built)) == built


SELECTS: list[tuple[Select[object], str]] = [
    (select(Task), "Task"),
    (select(Task.name), "select name from Task"),
    (select(Task.name, Task.status.name), "select name, status.name from Task"),
    (select(Task).where(Task.name == "a", Task.bid > 1), "Task where name is a and bid > 1"),
    (select(Task).where(Task.name == "a").where(Task.bid > 1), "Task where name is a and bid > 1"),
    (select(Task).where(), "Task"),
    (select(Task).where(text("name is a or bid > 1"), Task.bid < 5), "Task where (name is a or bid > 1) and bid < 5"),
    (select(Task).order_by(Task.name, Task.bid.desc()), "Task order by name, bid desc"),
    (select(Task).order_by(Task.name.asc()).order_by(Task.status.sort), "Task order by name, status.sort"),
    (select(Task).order_by(Task.status), "Task order by status"),
    (select(Task).limit(3).offset(4), "Task limit 3 offset 4"),
    (select(Task).limit(3).limit(None), "Task"),
    (select(Task).load(Task.name, Task.status.name, Task.parent), "select name, status.name, parent from Task"),
    (select(Task).load(Task.name).load(Task.bid, Task.name), "select name, bid from Task"),
    (
        select(Task.project_id, count(Task.id), sum_(Task.bid)).group_by(Task.project_id),
        "select count(id), sum(bid) from Task group by project_id",
    ),
    (
        select(avg(Task.bid), min_(Task.start_date), max_(Task.name)).group_by(Task.type_id).group_by(Task.status_id),
        "select avg(bid), min(start_date), max(name) from Task group by type_id, status_id",
    ),
]


@pytest.mark.parametrize(("built", "written"), SELECTS, ids=lambda side: str(side))
def test_select_is_what_the_text_says(built: Select[object], written: str) -> None:
    assert built == parse(written)
    assert parse(str(built)) == built


@pytest.mark.parametrize("built", [built for built, _ in SELECTS], ids=str)
def test_schema_has_nothing_against_what_is_built(built: Select[object]) -> None:
    assert check(built, stock_schema()) == []


@pytest.mark.parametrize("built", [built for built, _ in CRITERIA], ids=str)
def test_schema_has_no_error_against_criteria(built: Criterion) -> None:
    entity: type[Any] = Note if str(built).startswith("is_todo") else Task
    found = check(select(entity).where(built), stock_schema())
    assert [finding for finding in found if finding.severity == "error"] == []


def test_methods_return_a_new_select_and_leave_the_old_one() -> None:
    query = select(Task)
    query.where(Task.name == "a").order_by(Task.name).limit(1).offset(1).load(Task.name)
    assert query == parse("Task")


def test_select_of_text_can_be_narrowed_further() -> None:
    query = parse("Task where name is a").where(Task.bid > 3).limit(1)
    assert query == parse("Task where name is a and bid > 3 limit 1")


def test_columns_keep_the_order_of_the_select() -> None:
    query = select(sum_(Task.bid), Task.project_id, count(Task.id)).group_by(Task.project_id)
    assert query.shape == "rows"
    assert [str(column) for column in query.columns] == [
        str(column) for column in (query.query.projections[0], Task.project_id.path, query.query.projections[1])
    ]


def test_one_column_gives_values_and_a_class_entities() -> None:
    assert (select(Task).shape, select(Task).entity) == ("entities", Task)
    assert (select(Task.name).shape, select(Task.name).entity) == ("values", Task)
    assert select(count(Task.id)).shape == "values"


def test_columns_take_no_part_in_comparisons() -> None:
    assert select(Task.name) == parse("select name from Task")


def test_an_inherited_attribute_starts_from_the_class_it_is_read_from() -> None:
    assert select(Task.name).query.entity_type == "Task"
    assert select(Shot.name).query.entity_type == "Shot"


@given(st.text())
def test_any_text_is_only_a_value(value: str) -> None:
    for criterion in (
        Task.name == value,
        Task.name.in_([value]),
        Shot.metadata[value] == value,
        Task.name.contains(value),
    ):
        assert parse_criterion(str(criterion)) == criterion
